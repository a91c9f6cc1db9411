import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate of the least form, with its key. */
export interface SelfMade {
  /** PEM. */
  readonly certificate: string
  /** PEM, PKCS#8. */
  readonly privateKey: string
  readonly key: KeyObject
  readonly name: string
}

interface Options {
  readonly name: string
  readonly dnsNames?: readonly string[]
  /** Itself where none is given. */
  readonly issuer?: SelfMade
  readonly notAfter?: Date
}

const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const sequence = (...parts: readonly Buffer[]) => tlv(0x30, ...parts)
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'))
const bits = (bytes: Buffer) => tlv(0x03, Buffer.from([0]), bytes)
const time = (date: Date) => tlv(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')))

const ed25519 = sequence(oid('2b6570'))
const nameOf = (text: string) => sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(text)))))
const alternatives = (names: readonly string[]) =>
  tlv(
    0xa3,
    sequence(
      sequence(oid('551d11'), tlv(0x04, sequence(...names.map((name) => tlv(0x82, Buffer.from(name)))))),
    ),
  )

/** X.509 version 3 over an Ed25519 key, valid since 2020. */
export function selfMadeCertificate({ name, dnsNames = [], issuer, notAfter }: Options): SelfMade {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const signed = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1]), randomBytes(8)),
    ed25519,
    nameOf(issuer?.name ?? name),
    sequence(time(new Date('2020-01-01')), time(notAfter ?? new Date('2120-01-01'))),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(dnsNames.length > 0 ? [alternatives(dnsNames)] : []),
  )
  const whole = sequence(signed, ed25519, bits(sign(null, signed, issuer?.key ?? privateKey)))
  const lines = whole.toString('base64').replace(/.{1,64}/g, '$&\n')
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    key: privateKey,
    name,
  }
}
