import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { Wire } from './json.ts'
import { deleteOf, insertOf, type Kind } from './kind.ts'
import type { Operations } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { invalidField, requiredField } from './refusal.ts'
import { timeText } from './time.ts'

const kind: Kind = {
  collection: 'sslCertificates',
  check: (_cloud, wire) => {
    if (wire.managed !== undefined || wire.type === 'MANAGED') readManaged(wire)
    else readOwn(wire)
  },
  made: (cloud, { wire }) => {
    const { managed } = wire
    if (managed === undefined) return
    const domains = ((managed as Wire).domains ?? []) as readonly string[]
    const all = (status: string) => Object.fromEntries(domains.map((domain) => [domain, status]))
    wire.managed = { domains, status: 'PROVISIONING', domainStatus: all('PROVISIONING') }
    // No name is looked up: the authority finds each as it should be.
    cloud.centre.clock.after(cloud.centre.times.importMs, () => {
      wire.managed = { domains, status: 'ACTIVE', domainStatus: all('ACTIVE') }
    })
  },
}

function readManaged(wire: Wire): void {
  const domains = ((wire.managed as Wire | undefined)?.domains ?? []) as readonly string[]
  if (domains.length === 0) throw requiredField('managed.domains')
  const wrong = domains.find((domain) => !/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(domain))
  if (wrong !== undefined) throw invalidField('managed.domains', wrong, 'The domain name is not valid.')
  wire.type = 'MANAGED'
  wire.subjectAlternativeNames = domains
}

/** The private key is looked at, and never shown. */
function readOwn(wire: Wire): void {
  const own = (wire.selfManaged ?? {}) as Wire
  const text = wire.certificate ?? own.certificate
  const key = wire.privateKey ?? own.privateKey
  if (text === undefined) throw requiredField('certificate')
  if (key === undefined) throw requiredField('privateKey')
  const certificate = readCertificate(String(text))
  if (!certificate) throw invalidField('certificate', '', 'The SSL certificate could not be parsed.')
  if (!fits(certificate, String(key)))
    throw invalidField('privateKey', '', 'The private key does not fit the certificate.')
  const names = (certificate.subjectAltName ?? '')
    .split(', ')
    .flatMap((name) => /^DNS:(.+)$/.exec(name)?.[1] ?? [])
  delete wire.privateKey
  Object.assign(wire, {
    type: 'SELF_MANAGED',
    certificate: text,
    selfManaged: { certificate: text },
    expireTime: timeText(Date.parse(certificate.validTo)),
    ...(names.length > 0 && { subjectAlternativeNames: names }),
  })
}

function readCertificate(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(text)
  } catch {
    return undefined
  }
}

function fits(certificate: X509Certificate, key: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

export const sslCertificates: Operations<`compute.${'sslCertificates' | 'regionSslCertificates'}.${string}`> =
  {
    'compute.regionSslCertificates.delete': deleteOf(kind),
    'compute.regionSslCertificates.get': getOne,
    'compute.regionSslCertificates.insert': insertOf(kind),
    'compute.regionSslCertificates.list': listAll,
    'compute.sslCertificates.aggregatedList': listEverywhere('global', 'region'),
    'compute.sslCertificates.delete': deleteOf(kind),
    'compute.sslCertificates.get': getOne,
    'compute.sslCertificates.insert': insertOf(kind),
    'compute.sslCertificates.list': listAll,
  }
