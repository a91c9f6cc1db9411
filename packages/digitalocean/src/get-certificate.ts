import type { CallOptions, Ref } from '@cloud/core'
import { type CertificateWire, type DigitalOceanCertificate, toCertificate } from './certificates-wire.ts'
import { type DigitalOceanClient, read } from './client.ts'
import { uuidOf } from './ids.ts'
import { list } from './pages.ts'

export const certificatePath = (certificate: Ref<'certificate'>): string =>
  `/certificates/${uuidOf('certificate', certificate, 'certificate')}`

export interface CertificateReply {
  readonly certificate: CertificateWire
}

export const readCertificate = ({ certificate }: CertificateReply): DigitalOceanCertificate =>
  toCertificate(certificate)

export function getCertificate(
  client: DigitalOceanClient,
  ref: Ref<'certificate'>,
  call: CallOptions,
): Promise<DigitalOceanCertificate> {
  const path = certificatePath(ref)
  const request = { name: 'certificates_get', path }
  return read<CertificateReply, DigitalOceanCertificate>(client, { ...request, map: readCertificate }, call)
}

/** The certificate of a name, which is unique. */
export async function findCertificate(
  client: DigitalOceanClient,
  name: string,
  call: CallOptions,
): Promise<DigitalOceanCertificate | undefined> {
  const request = { name: 'certificates_list', path: '/certificates', key: 'certificates' }
  const map = (wire: CertificateWire) => (wire.name === name ? toCertificate(wire) : undefined)
  return (await list(client, { ...request, query: { name }, map }, call).toArray({ max: 1 }))[0]
}
