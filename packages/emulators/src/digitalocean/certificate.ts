import { type DigitalOcean, timeText } from './cloud.ts'
import type { Json } from './operation.ts'
import { notFound } from './refusal.ts'

export interface Certificate {
  readonly id: string
  readonly name: string
  readonly type: 'custom' | 'lets_encrypt'
  readonly dnsNames: readonly string[]
  /** The end of its validity. */
  readonly notAfter: number
  /** SHA-1 of the certificate, in small hex digits. */
  readonly fingerprint: string
  readonly createdAt: number
  /** One that is issued on demand is pending until then. */
  readonly verifiedAt: number
}

export function existingCertificate({ certificates }: DigitalOcean, id = ''): Certificate {
  const certificate = certificates.get(id)
  if (!certificate) throw notFound('certificate not found')
  return certificate
}

export const isVerified = ({ centre }: DigitalOcean, { verifiedAt }: Certificate): boolean =>
  centre.clock.now() >= verifiedAt

export const certificateWire = (cloud: DigitalOcean, certificate: Certificate): Json => ({
  id: certificate.id,
  name: certificate.name,
  not_after: timeText(certificate.notAfter),
  sha1_fingerprint: certificate.fingerprint,
  created_at: timeText(certificate.createdAt),
  dns_names: certificate.dnsNames,
  state: isVerified(cloud, certificate) ? 'verified' : 'pending',
  type: certificate.type,
})
