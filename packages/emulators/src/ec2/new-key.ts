import { createHash, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import { ed25519Fingerprint, withColons } from './public-key.ts'

export interface NewKey {
  /** A private key file in the form that EC2 gives: OpenSSH's own for ed25519, PKCS#1 for RSA. */
  readonly material: string
  readonly publicKey: string
  readonly fingerprint: string
}

export async function makeKey(type: 'rsa' | 'ed25519'): Promise<NewKey> {
  return type === 'rsa' ? makeRsa() : makeEd25519()
}

function makeEd25519(): NewKey {
  const { privateKey, publicKey } = ed25519KeyPair()
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64')
  return { material: privateKey, publicKey, fingerprint: ed25519Fingerprint(blob) }
}

/** The fingerprint of an RSA key that EC2 made is not that of one it was given: SHA-1 of the private key's PKCS#8. */
async function makeRsa(): Promise<NewKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' })
  return {
    material: String(privateKey.export({ type: 'pkcs1', format: 'pem' })),
    publicKey: rsaLine(publicKey),
    fingerprint: withColons(createHash('sha1').update(pkcs8).digest('hex')),
  }
}

function rsaLine(key: KeyObject): string {
  const { n = '', e = '' } = key.export({ format: 'jwk' })
  const blob = Buffer.concat([
    framed(Buffer.from('ssh-rsa')),
    framed(positive(Buffer.from(e, 'base64url'))),
    framed(positive(Buffer.from(n, 'base64url'))),
  ])
  return `ssh-rsa ${blob.toString('base64')}`
}

/** A first bit of 1 would read as a sign. */
const positive = (bytes: Buffer) =>
  (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes

function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
