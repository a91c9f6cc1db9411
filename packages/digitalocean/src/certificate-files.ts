import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { ImportCertificate } from '@cloud/core'
import { checkNames, checkSecret, invalid } from '@cloud/core/driver'

/** A certificate that is whole, and the SHA-1 of it in small hexadecimal digits. */
export interface CertificateFiles {
  readonly leaf: string
  readonly chain: string | undefined
  readonly privateKey: string
  readonly fingerprint: string
}

/** Read before it is sent: `invalid` where it is no PEM, has run out, or the key is not its own. No error shows the key. */
export function readFiles(options: ImportCertificate, nowMs: number): CertificateFiles {
  checkNames('importCertificate', options, ['name', 'certificate', 'chain', 'privateKey'])
  const { certificate, chain } = options
  const [leaf, ...others] = readCertificates('certificate', certificate)
  if (leaf === undefined || others.length > 0)
    throw invalid('certificate holds several', 'the one of the domain; those behind it under chain')
  if (chain !== undefined) readCertificates('chain', chain)
  const privateKey = checkSecret('privateKey', options.privateKey)
  if (!leaf.checkPrivateKey(readKey(privateKey)))
    throw invalid('The private key is not the key of the certificate')
  if (Date.parse(leaf.validTo) <= nowMs) throw invalid(`The certificate ran out on ${leaf.validTo}`)
  const fingerprint = leaf.fingerprint.replaceAll(':', '').toLowerCase()
  return { leaf: certificate, chain, privateKey, fingerprint }
}

function readCertificates(what: string, text: unknown): readonly X509Certificate[] {
  const blocks =
    typeof text !== 'string' ? null : text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  try {
    if (blocks !== null) return blocks.map((block) => new X509Certificate(block))
  } catch {
    // Told below.
  }
  throw invalid(`${what} is no PEM`, '-----BEGIN CERTIFICATE-----')
}

function readKey(text: string): KeyObject {
  try {
    return createPrivateKey(text)
  } catch {
    throw invalid('privateKey is no PEM that can be read', 'a private key without a pass phrase')
  }
}
