import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate with its key, in PEM. */
export interface Certified {
  readonly certificate: string
  readonly key: string
}

/** What may sign the certificates of others. */
export interface Authority extends Certified {
  readonly signingKey: KeyObject
  readonly name: string
}

export interface Validity {
  readonly notBefore: Date
  readonly notAfter: Date
}

const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const sequence = (...parts: readonly Buffer[]) => tlv(0x30, ...parts)
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'))
const yes = tlv(0x01, Buffer.from([255]))
/** With two digits for the year up to 2049, as RFC 5280 has it. */
const time = (date: Date) => {
  const text = date.toISOString().replace(/[-:T]|\.\d+/g, '')
  return date.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(text.slice(2))) : tlv(0x18, Buffer.from(text))
}
const commonName = (text: string) =>
  sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, Buffer.from(text)))))
const extension = (hex: string, value: Buffer, critical = false) =>
  sequence(oid(hex), ...(critical ? [yes] : []), tlv(0x04, value))

/** A loopback address is named as an address; everything else as a host. */
const alternative = (name: string) =>
  /^[\d.]+$/.test(name) ? tlv(0x87, Buffer.from(name.split('.').map(Number))) : tlv(0x82, Buffer.from(name))

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`

interface Contents extends Validity {
  readonly subject: string
  readonly issuer: string
  readonly extensions: readonly Buffer[]
}

/** X.509 version 3 over a P-256 key, signed with `by`, or with its own key where there is none. */
function certify({ subject, issuer, extensions, notBefore, notAfter }: Contents, by?: KeyObject) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const signed = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1]), randomBytes(8)),
    ecdsaWithSha256,
    commonName(issuer),
    sequence(time(notBefore), time(notAfter)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', signed, by ?? privateKey)
  const certificate = pem(sequence(signed, ecdsaWithSha256, tlv(0x03, Buffer.from([0]), signature)))
  return {
    certificate,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    signingKey: privateKey,
  }
}

/** An authority that vouches for itself: `basicConstraints` with CA, and `keyUsage` to sign certificates. */
export function makeAuthority(name: string, validity: Validity): Authority {
  const extensions = [
    extension('551d13', sequence(yes), true),
    extension('551d0f', tlv(0x03, Buffer.from([2, 0x04])), true),
  ]
  return { name, ...certify({ subject: name, issuer: name, extensions, ...validity }) }
}

/** A server's certificate for `names`, which are host names or IPv4 addresses. */
export function makeCertificate(by: Authority, names: readonly string[], validity: Validity): Certified {
  const extensions = [
    extension('551d11', sequence(...names.map(alternative))),
    extension('551d25', sequence(oid('2b06010505070301'))),
  ]
  const { certificate, key } = certify(
    { subject: names[0] ?? '', issuer: by.name, extensions, ...validity },
    by.signingKey,
  )
  return { certificate, key }
}
