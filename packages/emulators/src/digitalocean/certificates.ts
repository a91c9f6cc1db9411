import { type Certificate, certificateWire, existingCertificate } from './certificate.ts'
import { dnsNamesOf, endOf, readLeaf } from './certificate-files.ts'
import type { DigitalOcean } from './cloud.ts'
import { type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { Refusal, unprocessable } from './refusal.ts'

interface CertificateInput {
  readonly name: string
  readonly type?: 'custom' | 'lets_encrypt'
  readonly dns_names?: readonly string[]
  readonly private_key?: string
  readonly leaf_certificate?: string
  readonly certificate_chain?: string
}

export const certificates: Operations<`certificates_${string}`> = {
  certificates_list: operation((cloud, call) => {
    const { name } = call.query
    const found = [...cloud.certificates.values()].filter((one) => !name || one.name === name)
    return page(cloud, call, 'certificates', found, (one) => certificateWire(cloud, one))
  }),

  certificates_create: operation<CertificateInput>((cloud, { body }) => {
    checkName(cloud, body.name)
    const type = body.dns_names ? 'lets_encrypt' : 'custom'
    if ((body.type ?? type) !== type)
      throw unprocessable(`the attributes are not of a ${body.type} certificate`)
    const certificate = body.dns_names ? issue(cloud, body.name, body.dns_names) : upload(cloud, body)
    cloud.certificates.set(certificate.id, certificate)
    return { certificate: certificateWire(cloud, certificate) }
  }),

  certificates_get: operation((cloud, { path }) => ({
    certificate: certificateWire(cloud, existingCertificate(cloud, path.certificate_id)),
  })),

  certificates_delete: operation((cloud, { path }) => {
    const { id } = existingCertificate(cloud, path.certificate_id)
    const rules = [...cloud.loadBalancers.values()].flatMap(({ settings }) => settings.forwarding_rules)
    if (rules.some((rule) => rule.certificate_id === id))
      throw new Refusal('forbidden', 'Make sure the certificate is not in use before deleting it')
    cloud.certificates.delete(id)
    return undefined
  }),
}

function checkName({ certificates: all }: DigitalOcean, name: string): void {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9.-]*$/.test(name))
    throw unprocessable('certificate name may only contain letters, digits, periods and dashes')
  if ([...all.values()].some((one) => one.name === name))
    throw unprocessable('certificate name is already in use')
}

const threeMonthsMs = 90 * 24 * 3_600_000

/** Let's Encrypt's own; the names are not looked up. */
function issue(cloud: DigitalOcean, name: string, dnsNames: readonly string[]): Certificate {
  if (dnsNames.length === 0) throw unprocessable('dns_names must have at least one name')
  const bad = dnsNames.find(
    (one) =>
      one.length > 253 || !/^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(one),
  )
  if (bad !== undefined) throw unprocessable(`${JSON.stringify(bad)} is not a fully qualified domain name`)
  const { clock, random, times } = cloud.centre
  return {
    id: cloud.newUuid(),
    name,
    type: 'lets_encrypt',
    dnsNames,
    notAfter: clock.now() + threeMonthsMs,
    fingerprint: random.hex(40),
    createdAt: clock.now(),
    verifiedAt: clock.now() + times.importMs,
  }
}

function upload(cloud: DigitalOcean, input: CertificateInput): Certificate {
  const { name, private_key = '', leaf_certificate = '', certificate_chain = '' } = input
  const now = cloud.centre.clock.now()
  const leaf = readLeaf({ private_key, leaf_certificate, certificate_chain }, now)
  return {
    id: cloud.newUuid(),
    name,
    type: 'custom',
    dnsNames: dnsNamesOf(leaf),
    notAfter: endOf(leaf),
    fingerprint: leaf.fingerprint.replaceAll(':', '').toLowerCase(),
    createdAt: now,
    verifiedAt: now,
  }
}
