import { createHash } from 'node:crypto'

/** A public key as it goes over the wire, and how people compare it. */
export interface PublicKey {
  /** The key's own type, as in `ssh-ed25519`; `ssh-rsa` for every RSA key. */
  readonly type: string
  readonly blob: Buffer
  /** `SHA256:` and base64 without padding, as OpenSSH prints it. */
  readonly fingerprint: string
}

/** The key in a blob; undefined where the blob does not begin with a type. */
export function publicKeyOf(blob: Buffer): PublicKey | undefined {
  const type = fields(blob)[0]?.toString('latin1')
  if (type === undefined || !/^[\w@.-]+$/.test(type)) return undefined
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')
  // Of a node it is kept for long, and is a piece of a packet, or of memory that Node shares out, which would be kept with it.
  return { type, blob: Buffer.from(Uint8Array.from(blob).buffer), fingerprint: `SHA256:${digest}` }
}

/** The key in an OpenSSH public line, `type base64 comment`; undefined where the line is none or the two types differ. */
export function readPublicKey(line: string): PublicKey | undefined {
  const [type, base64] = line.trim().split(/[ \t]+/)
  if (type === undefined || base64 === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  const key = publicKeyOf(Buffer.from(base64, 'base64'))
  return key?.type === type ? key : undefined
}

/** The public half of a pair that was made here. */
export function publicKeyOfPair({ publicKey }: { readonly publicKey: string }): PublicKey {
  const key = readPublicKey(publicKey)
  if (key === undefined) throw new Error('a key that was made here cannot be read')
  return key
}

/** As a line of OpenSSH, without a comment. */
export const lineOf = ({ type, blob }: PublicKey): string => `${type} ${blob.toString('base64')}`

/** Bits of an RSA key's modulus; undefined for other types, whose type tells their size. */
export function rsaBits(key: PublicKey): number | undefined {
  if (key.type !== 'ssh-rsa') return undefined
  const modulus = fields(key.blob)[2] ?? Buffer.alloc(0)
  const hex = modulus.toString('hex').replace(/^0+/, '')
  return hex === '' ? 0 : hex.length * 4 - Math.clz32(Number.parseInt(hex.slice(0, 1), 16)) + 28
}

export function sameKey(a: PublicKey, b: PublicKey): boolean {
  return a.blob.equals(b.blob)
}

/** The length-prefixed fields of a blob, as many as are whole. */
function fields(blob: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = 0; at + 4 <= blob.length; ) {
    const end = at + 4 + blob.readUInt32BE(at)
    if (end > blob.length) break
    found.push(blob.subarray(at + 4, end))
    at = end
  }
  return found
}
