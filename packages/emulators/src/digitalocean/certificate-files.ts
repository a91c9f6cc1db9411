import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { unprocessable } from './refusal.ts'

export interface CertificateFiles {
  readonly private_key: string
  readonly leaf_certificate: string
  readonly certificate_chain?: string
}

/** The leaf of a certificate that is whole: its key fits, its chain leads on from it, and it has not run out. Else throws a `Refusal`. */
export function readLeaf(files: CertificateFiles, now: number): X509Certificate {
  const leaf = readCertificate(files.leaf_certificate, 'leaf_certificate')
  if (!leaf.checkPrivateKey(readKey(files.private_key)))
    throw unprocessable('the private key does not match the certificate')
  if (endOf(leaf) <= now) throw unprocessable('the certificate has expired')
  const chain = readChain(files.certificate_chain ?? '')
  for (const [index, issuer] of chain.entries()) {
    const issued = index === 0 ? leaf : chain[index - 1]
    if (!issued?.checkIssued(issuer) || !issued.verify(issuer.publicKey))
      throw unprocessable('certificate_chain does not lead on from the certificate')
  }
  return leaf
}

function readCertificate(text: string, member: string): X509Certificate {
  try {
    return new X509Certificate(text)
  } catch {
    throw unprocessable(`${member} is not a PEM-formatted certificate`)
  }
}

function readKey(text: string): KeyObject {
  try {
    return createPrivateKey(text)
  } catch {
    throw unprocessable('private_key is not a PEM-formatted private key')
  }
}

/** Begins with who issued the leaf: the leaf itself is not part of it. */
function readChain(text: string): readonly X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []
  if (text.trim() && blocks.length === 0)
    throw unprocessable('certificate_chain has no PEM-formatted certificate')
  return blocks.map((block) => readCertificate(block, 'certificate_chain'))
}

/** Of its validity, in milliseconds since 1970. */
export const endOf = ({ validTo }: X509Certificate): number => Date.parse(validTo)

/** Of the subject's alternative names. */
export const dnsNamesOf = ({ subjectAltName = '' }: X509Certificate): readonly string[] =>
  [...subjectAltName.matchAll(/DNS:([^,\s]+)/g)].flatMap(([, name]) => name ?? [])
