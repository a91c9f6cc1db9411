import { generateKeyPairSync, randomBytes } from 'node:crypto'

/** Both halves as OpenSSH writes them: a private key file, and one public line without a comment. */
export interface SshKeyPair {
  readonly privateKey: string
  readonly publicKey: string
}

const text = (value: string): Buffer => framed(Buffer.from(value))
const framed = (value: Buffer): Buffer => Buffer.concat([uint32(value.length), value])
const uint32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}

/**
 * A fresh ed25519 key pair. node:crypto exports this key type as PKCS#8 only, which ssh2 does not read, so the file is written
 * here as PROTOCOL.key of OpenSSH describes it, from the raw numbers in the JWK.
 */
export function ed25519KeyPair(comment = ''): SshKeyPair {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const open = Buffer.from(jwk.x ?? '', 'base64url')
  const seed = Buffer.from(jwk.d ?? '', 'base64url')
  const publicBlob = Buffer.concat([text('ssh-ed25519'), framed(open)])
  const check = randomBytes(4)
  const body = Buffer.concat([check, check, publicBlob, framed(Buffer.concat([seed, open])), text(comment)])
  const padding = Buffer.from(Array.from({ length: (8 - (body.length % 8)) % 8 }, (_, index) => index + 1))
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    text('none'),
    text('none'),
    text(''),
    uint32(1),
    framed(publicBlob),
    framed(Buffer.concat([body, padding])),
  ])
  const lines = file.toString('base64').match(/.{1,70}/g) ?? []
  return {
    privateKey: [
      '-----BEGIN OPENSSH PRIVATE KEY-----',
      ...lines,
      '-----END OPENSSH PRIVATE KEY-----',
      '',
    ].join('\n'),
    publicKey: `ssh-ed25519 ${publicBlob.toString('base64')}`,
  }
}
