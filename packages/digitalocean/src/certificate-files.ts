import type { KeyObject, X509Certificate } from 'node:crypto'
import type { ImportCertificate } from '@cloud/core'
import { checkNames, checkSecret, invalid, nodeCrypto } from '@cloud/core/driver'
import { describePem } from './pem.ts'

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
  const privateKey = textOf(options.privateKey)
  if (!leaf.checkPrivateKey(readKey(privateKey)))
    throw invalid('The private key is not the key of the certificate')
  if (Date.parse(leaf.validTo) <= nowMs) throw invalid(`The certificate ran out on ${leaf.validTo}`)
  const fingerprint = leaf.fingerprint.replaceAll(':', '').toLowerCase()
  return { leaf: certificate, chain, privateKey, fingerprint }
}

function readCertificates(what: string, text: unknown): readonly X509Certificate[] {
  const whole = typeof text === 'string' ? text : ''
  const blocks = whole.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  const begun = whole.match(/-----BEGIN CERTIFICATE-----/g) ?? []
  if (blocks.length === 0) throw invalid(`${what} is ${describePem(text)}`, wanted)
  const { X509Certificate: X509 } = nodeCrypto()
  if (blocks.length < begun.length) throw invalid(`${what} is cut off`, wanted)
  try {
    return blocks.map((block) => new X509(block))
  } catch {
    throw invalid(`${what} is a certificate that cannot be read`, wanted)
  }
}

const wanted = 'the text of a PEM file, from -----BEGIN CERTIFICATE----- to its END'

function textOf(privateKey: ImportCertificate['privateKey']): string {
  if (!ArrayBuffer.isView(privateKey)) return checkSecret('privateKey', privateKey)
  throw invalid(`privateKey is ${describePem(privateKey)}`, wantedKey)
}

function readKey(text: string): KeyObject {
  try {
    return nodeCrypto().createPrivateKey(text)
  } catch {
    const found = describePem(text)
    throw invalid(
      `privateKey is ${found === 'a private key' ? 'a key that cannot be read' : found}`,
      wantedKey,
    )
  }
}

const wantedKey = 'the text of a PEM file with a private key without a pass phrase'
