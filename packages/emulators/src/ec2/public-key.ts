import { createHash, createPublicKey } from 'node:crypto'
import { Refusal } from './refusal.ts'

/** A public key as a request brings it. */
export interface PublicKey {
  readonly type: 'rsa' | 'ed25519'
  /** The key's line in OpenSSH's form, without a comment. */
  readonly line: string
  /** What an imported key is known by: MD5 of the DER form for RSA, SHA-256 of OpenSSH's own for ed25519. */
  readonly fingerprint: string
}

const malformed = () => new Refusal('InvalidKey.Format', 'Key is not in valid OpenSSH public key format')

/** Reads an OpenSSH public key line. Throws a `Refusal` for what is none, and for kinds that EC2 does not take. */
export function readPublicKey(text: string): PublicKey {
  const [name, base64 = ''] = text.trim().split(/\s+/)
  const blob = Buffer.from(base64, 'base64')
  if (blob.toString('base64').replace(/=+$/, '') !== base64.replace(/=+$/, '')) throw malformed()
  const [inner, ...parts] = readStrings(blob)
  if (inner?.toString() !== name) throw malformed()
  const line = `${name} ${blob.toString('base64')}`
  if (name === 'ssh-ed25519' && parts.length === 1 && parts[0]?.length === 32) {
    return { type: 'ed25519', line, fingerprint: ed25519Fingerprint(blob) }
  }
  const [exponent, modulus] = parts
  if (name === 'ssh-rsa' && parts.length === 2 && exponent && modulus) {
    return { type: 'rsa', line, fingerprint: rsaFingerprint(exponent, modulus) }
  }
  throw malformed()
}

/** Lengths of four bytes, each followed by as many bytes. */
function readStrings(blob: Buffer): readonly Buffer[] {
  const strings: Buffer[] = []
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) throw malformed()
    const end = at + 4 + blob.readUInt32BE(at)
    if (end > blob.length) throw malformed()
    strings.push(blob.subarray(at + 4, end))
    at = end
  }
  return strings
}

export const ed25519Fingerprint = (blob: Buffer): string => createHash('sha256').update(blob).digest('base64')

function rsaFingerprint(exponent: Buffer, modulus: Buffer): string {
  const number = (bytes: Buffer) => bytes.subarray(bytes[0] === 0 ? 1 : 0)
  const bits = number(modulus).length * 8
  if (![1024, 2048, 4096].includes(bits)) {
    throw new Refusal('InvalidKey.Format', 'The length of an RSA key must be 1024, 2048 or 4096')
  }
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: number(modulus).toString('base64url'),
      e: number(exponent).toString('base64url'),
    },
  })
  return withColons(
    createHash('md5')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
  )
}

export const withColons = (hex: string): string => hex.replace(/(..)(?=.)/g, '$1:')
