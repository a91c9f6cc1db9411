import { createPublicKey, type KeyObject } from 'node:crypto'

/** An OpenSSH public key line taken apart. */
export interface PublicKey {
  readonly type: string
  readonly blob: Uint8Array
  readonly comment: string
}

/** Reads one OpenSSH public key line; undefined for anything else. RFC 4253, section 6.6: the blob begins with its own type. */
export function parsePublicKey(line: string): PublicKey | undefined {
  const match = /^([a-z0-9@.-]+) ([A-Za-z0-9+/]+={0,2})(?: ([^\r\n]*))?$/.exec(line)
  const [, type = '', text = '', comment = ''] = match ?? []
  const blob = Buffer.from(text, 'base64')
  const [name, ...rest] = readStrings(blob) ?? []
  if (match === null || blob.toString('base64') !== text || name?.toString() !== type) return undefined
  return rest.length > 0 ? { type, blob, comment } : undefined
}

/** The length-prefixed strings that a blob consists of; undefined where it does not. RFC 4251, section 5. */
export function readStrings(blob: Uint8Array): Buffer[] | undefined {
  const bytes = Buffer.from(blob)
  const strings: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) return undefined
    const end = at + 4 + bytes.readUInt32BE(at)
    if (end > bytes.length) return undefined
    strings.push(bytes.subarray(at + 4, end))
    at = end
  }
  return strings
}

/** The OpenSSH line of a public key, ed25519 or RSA. */
export function publicKeyLine(key: KeyObject, comment = 'conformance'): string {
  const jwk = createPublicKey({
    key: key.export({ type: 'spki', format: 'der' }),
    format: 'der',
    type: 'spki',
  }).export({ format: 'jwk' })
  const member = (text: string | undefined) => Buffer.from(text ?? '', 'base64url')
  const [type, parts] =
    jwk.kty === 'RSA'
      ? ['ssh-rsa', [positive(member(jwk.e)), positive(member(jwk.n))]]
      : ['ssh-ed25519', [member(jwk.x)]]
  const blob = Buffer.concat([Buffer.from(type), ...parts].map(withLength))
  return `${type} ${blob.toString('base64')} ${comment}`
}

/** A number's bytes never begin with a set sign bit. RFC 4251, `mpint`. */
function positive(bytes: Buffer): Buffer {
  return (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes
}

function withLength(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
