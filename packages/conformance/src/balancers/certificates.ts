import assert from 'node:assert/strict'
import {
  type Certificate,
  type Certificates,
  type ImportCertificate,
  type LoadBalancers,
  secret,
} from '@cloud/core'
import { ableCases, type Case, type Cases } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { BalancersContext } from '../context.ts'
import { shown } from '../error-cases.ts'
import { each, rejection, unlessRefused } from '../expect.ts'
import { type KeptThing, keptCases, namedCases, pagedCases } from '../kept-things.ts'
import { badNames } from '../samples.ts'
import { selfMade } from '../self-made-certificate.ts'
import { checkCertificate } from './shapes.ts'
import { aCertificate, balancerOptions, domains, newBalancer } from './things.ts'

type Able = BalancersContext<LoadBalancers & Certificates>

const thing: KeptThing<Able, Certificate> = {
  noun: 'certificate',
  members: { get: 'getCertificate', list: 'listCertificates', destroy: 'deleteCertificate' },
  make: aCertificate,
  get: (driver, ref) => driver.getCertificate(ref),
  list: (driver, query) => driver.listCertificates(query),
  destroy: (driver, ref) => driver.deleteCertificate(ref),
  check: checkCertificate,
}

const importing: Cases<Able> = {
  'importCertificate resolves with the certificate, and the names that it is good for': async (context) => {
    const { driver, name, track } = context
    const notAfter = new Date(Math.ceil(Date.now() / 1000) * 1000 + 30 * 24 * 3_600_000)
    const { certificate, privateKey } = selfMade({ domains, notAfter })
    const wanted = name('certificate')
    const made = track(await driver.importCertificate({ name: wanted, certificate, privateKey }))
    for (const told of [made, await driver.getCertificate(made)]) {
      checkCertificate(told)
      assert.equal(told.name, wanted)
      assert.deepEqual(told.domains.toSorted(), domains.toSorted())
      if (told.expiresAt !== undefined) assert.equal(Date.parse(told.expiresAt), notAfter.getTime())
    }
  },

  'importCertificate takes the chain, and a private key that is a secret': async (context) => {
    const { driver, name, track } = context
    const issuer = selfMade({ domains: ['Conformance Authority'], key: 1 })
    const { certificate, privateKey } = selfMade({ domains, issuer: issuer.authority })
    const options = { name: name('certificate'), certificate, chain: issuer.certificate }
    const made = track(await driver.importCertificate({ ...options, privateKey: secret(privateKey) }))
    assert.deepEqual(made.domains.toSorted(), domains.toSorted())
  },

  'importCertificate of a name that is taken makes another, or rejects with already-exists': async (
    context,
  ) => {
    const { id, name } = await theCertificate(context)
    const second = await unlessRefused(() => aCertificate(context, name), 'already-exists')
    assert.notEqual(second?.id, id)
    assert.equal((await context.driver.getCertificate(id)).name, name)
    if (second) await context.driver.deleteCertificate(second)
  },

  'A certificate that is no PEM, has run out or is of another key is invalid, and nothing is kept': async (
    context,
  ) => {
    const { driver, name, track } = context
    const good = selfMade({ domains })
    const other = selfMade({ domains, key: 1 })
    const old = selfMade({ domains, notAfter: new Date('2024-06-01') })
    const wrong: Record<string, Partial<ImportCertificate>> = {
      'a text': { certificate: 'a certificate' },
      'half a certificate': { certificate: good.certificate.slice(0, 400) },
      'a key for a certificate': { certificate: good.privateKey },
      'a text for a key': { privateKey: 'a key' },
      'the key of another': { privateKey: other.privateKey },
      'one that has run out': { certificate: old.certificate, privateKey: old.privateKey },
      'a text for a chain': { chain: 'a chain' },
    }
    await each(wrong, async (one) => {
      const options = { name: name('certificate'), ...good, ...one }
      const { certificate, privateKey, chain } = options
      const importing = async () =>
        track(await driver.importCertificate({ name: options.name, certificate, privateKey, chain }))
      const error = await rejection(importing, 'invalid')
      assert.equal(error.outcome, 'not-applied')
      assert.deepEqual(await driver.listCertificates({ name: options.name }).toArray(), [])
    })
  },

  'Options of importCertificate that cannot be right are invalid before anything is sent': async (
    context,
  ) => {
    const { driver, track } = context
    const { certificate, privateKey } = selfMade({ domains })
    const options = { name: context.name('certificate'), certificate, privateKey }
    const names = Object.entries(badNames(options.name)).map(([what, name]) => [what, { name }] as const)
    const wrong = {
      ...Object.fromEntries(names),
      'no name': { name: undefined },
      'no certificate': { certificate: undefined },
      'no private key': { privateKey: undefined },
      'a certificate of bytes': { certificate: Buffer.from(certificate) },
      'an unknown option': { domains },
    }
    await refuses(context, wrong, async (one) => {
      track(await driver.importCertificate({ ...options, ...(one as Partial<ImportCertificate>) }))
    })
  },

  'The private key is shown by nothing': async (context) => {
    const { driver, name, track } = context
    const { certificate, privateKey } = selfMade({ domains })
    const options = { name: name('certificate'), certificate, privateKey: secret(privateKey) }
    const made = track(await driver.importCertificate(options))
    const stranger = selfMade({ domains, key: 1 }).certificate
    const failing = driver.importCertificate({ ...options, name: name('other'), certificate: stranger })
    const error = await rejection(() => failing, 'invalid')
    const marker = privateKey.split('\n')[3] ?? assert.fail('no key')
    for (const one of [made, await driver.getCertificate(made), error, driver])
      assert.ok(!shown(one).includes(marker), 'the private key is shown')
  },
}

const showing: Cases<Able> = {
  'A listener of https shows its certificate, which stays while it does and after': async (context) => {
    const { driver } = context
    const certificate = await aCertificate(context)
    const listeners = [{ protocol: 'https', port: 443, certificate, targetPort: 8080 }] as const
    const balancer = await newBalancer(context, { listeners })
    for (const told of [balancer, await driver.getBalancer(balancer)]) {
      const [listener] = told.listeners
      assert.ok(listener, 'no listener')
      const { protocol, port, targetProtocol, targetPort } = listener
      assert.deepEqual([protocol, port, targetProtocol, targetPort], ['https', 443, 'http', 8080])
      assert.equal(listener.certificate, certificate.id)
    }
    const error = await rejection(() => driver.deleteCertificate(certificate), 'conflict')
    assert.equal(error.outcome, 'not-applied')
    await driver.destroyBalancer(balancer)
    assert.equal((await driver.getCertificate(certificate)).id, certificate.id)
    await driver.deleteCertificate(certificate)
  },

  'createBalancer rejects with not-found where a certificate does not exist, and leaves nothing': async (
    context,
  ) => {
    const { name } = balancerOptions(context)
    const listeners = [{ protocol: 'https', port: 443, certificate: 'no such certificate' }] as const
    const error = await rejection(() => newBalancer(context, { name, listeners }), 'not-found')
    assert.equal(error.outcome, 'not-applied')
    assert.deepEqual(await context.driver.listBalancers({ name }).toArray(), [])
  },
}

export const certificates: readonly Case<BalancersContext>[] = [
  ...ofCertificates(importing),
  ...ofCertificates(keptCases(thing)),
  ...ofCertificates(namedCases(thing)),
  ...ofCertificates(showing),
  ...ableCases<BalancersContext, Able>('certificates', ['Certificates'], pagedCases(thing), {
    hook: 'pageSize',
  }),
]

function ofCertificates(cases: Cases<Able>): readonly Case<BalancersContext>[] {
  return ableCases<BalancersContext, Able>('certificates', ['Certificates'], cases)
}

function theCertificate(context: Able): Promise<Certificate> {
  return context.shared('certificate', () => aCertificate(context))
}
