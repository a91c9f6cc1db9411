import type { Certificate, CertificateState } from '@cloud/core'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Certificates */
export interface CertificateWire {
  readonly id: string
  readonly name: string
  readonly not_after?: string
  /** In small hexadecimal digits. */
  readonly sha1_fingerprint: string
  readonly created_at: string
  readonly dns_names?: readonly string[] | null
  readonly state: string
  /** `custom`, or `lets_encrypt` for one that DigitalOcean renews. */
  readonly type: string
}

export type DigitalOceanCertificate = Certificate<CertificateWire>

const states: Readonly<Record<string, CertificateState>> = {
  pending: 'pending',
  verified: 'available',
  error: 'error',
}

export function toCertificate(wire: CertificateWire): DigitalOceanCertificate {
  return {
    kind: 'certificate',
    id: wire.id,
    name: wire.name,
    state: (Object.hasOwn(states, wire.state) && states[wire.state]) || 'unknown',
    domains: wire.dns_names ?? [],
    ...(wire.not_after && { expiresAt: wire.not_after }),
    createdAt: wire.created_at,
    native: wire,
  }
}
