import { CloudError, isCloudError, reveal } from '@cloud/core'
import { type BrokenBalancers, firstPage, forgiven, refusal } from './broken.ts'

const area = 'certificates'

export const brokenCertificates: readonly BrokenBalancers[] = [
  {
    mistake: 'tells the first name that a certificate is good for',
    area,
    fails: ['importCertificate resolves with the certificate, and the names that it is good for'],
    change: (driver) => ({
      ...driver,
      getCertificate: async (ref, call) => {
        const told = await driver.getCertificate(ref, call)
        return { ...told, domains: told.domains.slice(0, 1) }
      },
    }),
  },
  {
    mistake: 'reads a secret key as a text',
    area,
    fails: ['importCertificate takes the chain, and a private key that is a secret'],
    change: (driver) => ({
      ...driver,
      importCertificate: (options, call) => {
        const { privateKey } = options
        const text = privateKey === undefined ? {} : { privateKey: `${privateKey}` }
        return driver.importCertificate({ ...options, ...text }, call)
      },
    }),
  },
  {
    mistake: 'gives the certificate that has the name',
    area,
    fails: ['importCertificate of a name that is taken makes another, or rejects with already-exists'],
    change: (driver) => ({
      ...driver,
      importCertificate: async (options, call) => {
        const [there] = await driver.listCertificates({ name: options.name }, call).toArray()
        return there ?? driver.importCertificate(options, call)
      },
    }),
  },
  {
    mistake: 'calls a key that is not its own a conflict',
    area,
    fails: ['A certificate that is no PEM, has run out or is of another key is invalid, and nothing is kept'],
    change: (driver) => ({
      ...driver,
      importCertificate: (options, call) =>
        driver.importCertificate(options, call).catch((error: CloudError) => {
          throw isCloudError(error, 'invalid') && /own/.test(error.message) ? refusal('conflict') : error
        }),
    }),
  },
  {
    mistake: 'drops what it does not know of a certificate',
    area,
    fails: ['Options of importCertificate that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      importCertificate: ({ name, certificate, chain, privateKey }, call) =>
        driver.importCertificate({ name, certificate, chain, privateKey }, call),
    }),
  },
  {
    mistake: 'puts the private key into errors',
    area,
    fails: ['The private key is shown by nothing'],
    change: (driver) => ({
      ...driver,
      importCertificate: (options, call) =>
        driver.importCertificate(options, call).catch((error: CloudError) => {
          // Without its first and last line, by which the tests' own watch would know it.
          const body = { private_key: `${reveal(options.privateKey ?? '')}`.split('\n').slice(1, -2) }
          throw new CloudError(error.message, { ...error, cause: { body } })
        }),
    }),
  },
  {
    mistake: 'does not tell which certificate a listener shows',
    area,
    fails: ['A listener of https shows its certificate, which stays while it does and after'],
    change: (driver) => ({
      ...driver,
      getBalancer: async (ref, call) => {
        const told = await driver.getBalancer(ref, call)
        return { ...told, listeners: told.listeners.map(({ certificate: _, ...listener }) => listener) }
      },
    }),
  },
  {
    mistake: 'says that it deleted a certificate that a listener shows',
    area,
    fails: ['A listener of https shows its certificate, which stays while it does and after'],
    change: (driver) => ({
      ...driver,
      deleteCertificate: (ref, call) => forgiven(driver.deleteCertificate(ref, call), 'conflict'),
    }),
  },
  {
    mistake: 'calls a certificate that is not there invalid',
    area,
    fails: ['createBalancer rejects with not-found where a certificate does not exist, and leaves nothing'],
    change: (driver) => ({
      ...driver,
      createBalancer: (options, call) =>
        driver.createBalancer(options, call).catch((error: CloudError) => {
          throw isCloudError(error, 'not-found') ? refusal('invalid') : error
        }),
    }),
  },
  {
    mistake: 'lists certificates from the first page only',
    area,
    fails: ['listCertificates does not end at its first page'],
    change: (driver) => ({
      ...driver,
      listCertificates: (query, call) => firstPage(driver.listCertificates(query, call)),
    }),
  },
]
