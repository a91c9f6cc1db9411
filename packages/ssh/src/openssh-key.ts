import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { type Secret, secret } from '@cloud/core'
import { checkText } from '@cloud/core/driver'

/** Both halves as OpenSSH writes them: a public line, and an unencrypted private key file. */
export interface SshKeyPair {
  readonly publicKey: string
  readonly privateKey: Secret
}

/** A fresh ed25519 key pair. `comment` ends the public line; one with a line break or another control character is `invalid`. */
export function generateKeyPair(comment = ''): SshKeyPair {
  checkText('comment', comment, { min: 0, max: 1024 })
  return writeEd25519(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), comment)
}

/**
 * Writes an ed25519 key as OpenSSH's PROTOCOL.key lays it out. node:crypto exports this type as PKCS#8 alone, which ssh2 does not
 * read; the JWK holds the raw numbers: `x` the public key, `d` the seed.
 */
export function writeEd25519(
  jwk: { readonly x?: string | undefined; readonly d?: string | undefined },
  comment = '',
): SshKeyPair {
  const open = Buffer.from(jwk.x ?? '', 'base64url')
  const seed = Buffer.from(jwk.d ?? '', 'base64url')
  const blob = Buffer.concat([field('ssh-ed25519'), field(open)])
  const check = randomBytes(4)
  const body = Buffer.concat([check, check, blob, field(Buffer.concat([seed, open])), field(comment)])
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, -body.length & 7))
  const none = [field('none'), field('none'), field('')]
  const file = [Buffer.from('openssh-key-v1\0'), ...none, uint32(1), field(blob), field([body, padding])]
  const lines =
    Buffer.concat(file)
      .toString('base64')
      .match(/.{1,70}/g) ?? []
  const name = 'OPENSSH PRIVATE KEY'
  return {
    publicKey: ['ssh-ed25519', blob.toString('base64'), comment].join(' ').trimEnd(),
    privateKey: secret([`-----BEGIN ${name}-----`, ...lines, `-----END ${name}-----`, ''].join('\n')),
  }
}

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A length and the bytes. */
function field(value: string | Buffer | Buffer[]): Buffer {
  const bytes = Array.isArray(value) ? Buffer.concat(value) : Buffer.from(value)
  return Buffer.concat([uint32(bytes.length), bytes])
}
