import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { publicKeyLine, readStrings } from './openssh-public-key.ts'

/**
 * The OpenSSH public key line of a private key in PEM or OpenSSH form. Throws where the text is no such key, or where a signature
 * made with it does not verify.
 */
export function publicKeyOf(privateKey: string): string {
  const key = privateKey.includes('BEGIN OPENSSH PRIVATE KEY')
    ? readOpenSsh(privateKey)
    : createPrivateKey(privateKey)
  const publicKey = createPublicKey(key)
  const text = Buffer.from('conformance')
  const algorithm = key.asymmetricKeyType === 'rsa' ? 'sha256' : null
  assert.ok(verify(algorithm, text, publicKey, sign(algorithm, text, key)), 'a signature does not verify')
  return publicKeyLine(publicKey, '').trimEnd()
}

/** Reads the form of openssh/PROTOCOL.key, of one key that is not encrypted. */
function readOpenSsh(text: string): KeyObject {
  const magic = Buffer.from('openssh-key-v1\0')
  const bytes = Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64')
  assert.ok(bytes.subarray(0, magic.length).equals(magic), 'no OpenSSH private key')
  const at = magic.length
  const head = cut(bytes.subarray(at), 3)
  assert.equal(head.strings[0]?.toString(), 'none', 'the private key is encrypted')
  assert.equal(head.rest.readUInt32BE(0), 1, 'not one key')
  const [, secret] = cut(head.rest.subarray(4), 2).strings
  assert.ok(secret !== undefined && secret.readUInt32BE(0) === secret.readUInt32BE(4), 'check numbers differ')
  const [type, ...parts] =
    cut(secret.subarray(8), 1).strings[0]?.toString() === 'ssh-rsa'
      ? cut(secret.subarray(8), 7).strings
      : cut(secret.subarray(8), 3).strings
  return type?.toString() === 'ssh-rsa' ? rsa(parts) : ed25519(parts)
}

function cut(bytes: Buffer, count: number): { readonly strings: readonly Buffer[]; readonly rest: Buffer } {
  let at = 0
  for (let read = 0; read < count; read += 1) at += 4 + bytes.readUInt32BE(at)
  return { strings: readStrings(bytes.subarray(0, at)) ?? [], rest: bytes.subarray(at) }
}

function ed25519([publicKey, pair]: readonly Buffer[]): KeyObject {
  assert.ok(publicKey?.length === 32 && pair?.length === 64, 'an ed25519 key of another length')
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: base64url(publicKey), d: base64url(pair.subarray(0, 32)) }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}

function rsa(parts: readonly Buffer[]): KeyObject {
  const [n = 0n, e = 0n, d = 0n, qi = 0n, p = 0n, q = 0n] = parts.map((part) =>
    BigInt(`0x${part.toString('hex')}`),
  )
  const numbers = { n, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi }
  const members = Object.entries(numbers).map(([name, number]) => {
    const hex = number.toString(16)
    return [name, base64url(Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'))]
  })
  return createPrivateKey({ key: { kty: 'RSA', ...Object.fromEntries(members) }, format: 'jwk' })
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
