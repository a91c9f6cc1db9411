import {
  generateKeyPairSync,
  type KeyObject,
  type KeyPairKeyObjectResult,
  randomBytes,
  sign,
} from 'node:crypto'

/** A certificate and its key, both PEM. */
export interface SelfMade {
  readonly certificate: string
  readonly privateKey: string
  /** What it signs others with. */
  readonly authority: Authority
}

interface Authority {
  readonly name: string
  readonly key: KeyObject
}

/** X.509 version 3 over an RSA key of 2,048 bits, which every provider takes, for the names given. */
export function selfMade({
  domains,
  issuer,
  notAfter = new Date(Date.now() + 90 * 24 * 3_600_000),
  key: keyNumber = 0,
}: {
  readonly domains: readonly string[]
  /** Who signs it; itself where none is given. */
  readonly issuer?: Authority
  readonly notAfter?: Date
  /** Certificates of the same number have the same key. */
  readonly key?: number
}): SelfMade {
  const { publicKey, privateKey } = keyPair(keyNumber)
  const [name = ''] = domains
  const authority = { name, key: privateKey }
  const { key, name: issuerName } = issuer ?? authority
  const signed = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1]), randomBytes(8)),
    sha256WithRsa,
    distinguished(issuerName),
    sequence(time(new Date('2024-01-01')), time(notAfter)),
    distinguished(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(domains),
  )
  const whole = sequence(signed, sha256WithRsa, tlv(0x03, Buffer.from([0]), sign('sha256', signed, key)))
  const lines = whole.toString('base64').replace(/.{1,64}/g, '$&\n')
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    authority,
  }
}

const keyPairs: KeyPairKeyObjectResult[] = []

/** Made at the first call: it takes a while. */
function keyPair(number: number): KeyPairKeyObjectResult {
  const pair = keyPairs[number] ?? generateKeyPairSync('rsa', { modulusLength: 2048 })
  keyPairs[number] = pair
  return pair
}

/** One value of ASN.1 in DER: its tag, its length, its content. */
function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...head]), body])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, ...parts)
}

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'))
}

function time(date: Date): Buffer {
  return tlv(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')))
}

/** A name of one part, the common name. */
function distinguished(text: string): Buffer {
  return sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(text)))))
}

/** That it may sign others, and the names that it is for. */
function extensions(domains: readonly string[]): Buffer {
  const names = domains.map((domain) => tlv(0x82, Buffer.from(domain)))
  const authority = sequence(
    oid('551d13'),
    tlv(0x01, Buffer.from([0xff])),
    octets(sequence(tlv(0x01, Buffer.from([0xff])))),
  )
  const alternatives = sequence(oid('551d11'), octets(sequence(...names)))
  return tlv(0xa3, sequence(authority, alternatives))
}

function octets(value: Buffer): Buffer {
  return tlv(0x04, value)
}

const sha256WithRsa = sequence(oid('2a864886f70d01010b'), tlv(0x05))
