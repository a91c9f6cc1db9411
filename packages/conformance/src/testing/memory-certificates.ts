import { createPrivateKey, X509Certificate } from 'node:crypto'
import { type Certificate, type Certificates, type ImportCertificate, reveal } from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import { balancersOf } from './memory-balancers.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { checkName, idOf, known } from './memory-input.ts'
import { asking, storeOf } from './memory-store.ts'

export function memoryCertificates(cloud: MemoryCloud, token: string): Certificates {
  const certificates = storeOf<Certificate>(cloud, 'certificate')
  const { read, write, list } = asking(cloud, token)
  return {
    listCertificates: (query = {}, call) => {
      known(query, 'name')
      return list('ListCertificates', call, certificates.all, ({ name }) => name === (query.name ?? name))
    },
    getCertificate: async (ref, call) => {
      const id = idOf(ref, 'certificate')
      return read('GetCertificate', call, () => certificates.find(id))
    },
    importCertificate: async (options, call) => {
      const { subjectAltName = '', validTo } = readCertificate(options)
      return write('ImportCertificate', call, () => {
        const { name } = options
        if (certificates.all().some((one) => one.name === name))
          throw refuse('already-exists', 'the name is taken')
        return certificates.put(
          {
            kind: 'certificate',
            id: cloud.nextId('certificate'),
            name,
            state: 'pending',
            domains: subjectAltName.split(', ').map((one) => one.replace('DNS:', '')),
            expiresAt: new Date(validTo).toISOString(),
            createdAt: new Date().toISOString(),
            native: {},
          },
          { state: 'available' },
        )
      })
    },
    deleteCertificate: async (ref, call) => {
      const id = idOf(ref, 'certificate')
      await write('DeleteCertificate', call, () => {
        certificates.find(id)
        const shown = balancersOf(cloud)
          .all()
          .some(({ listeners }) => listeners.some(({ certificate }) => certificate === id))
        if (shown) throw refuse('conflict', 'a listener shows it')
        certificates.remove(id)
      })
    },
  }
}

function readCertificate(options: ImportCertificate): X509Certificate {
  known(options, 'name certificate chain privateKey')
  checkName(options.name)
  const { certificate, chain, privateKey } = options
  if (typeof certificate !== 'string') throw invalid('the certificate is no text')
  if (privateKey === undefined) throw invalid('there is no private key')
  try {
    if (chain !== undefined) new X509Certificate(chain)
    const leaf = new X509Certificate(certificate)
    const isOwn = leaf.checkPrivateKey(createPrivateKey(reveal(privateKey)))
    if (isOwn && Date.parse(leaf.validTo) > Date.now()) return leaf
  } catch {
    // Which of them it was, and nothing of what it holds.
    throw invalid('certificate, chain or privateKey is no PEM')
  }
  throw invalid('the certificate has run out, or the key is not its own')
}
