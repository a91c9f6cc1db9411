import { createHash, createHmac } from 'node:crypto'
import type { WireRequest } from '../http/wire.ts'

export interface Scope {
  /** `YYYYMMDD` */
  readonly date: string
  readonly region: string
  readonly service: string
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

export const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest()

/** The request in the one form that both sides sign. `signedHeaders` are in the order the client gave. */
export function canonicalRequest(
  request: WireRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  const headers = signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`,
  )
  return [
    request.method,
    request.path || '/',
    canonicalQuery(request.query),
    headers.join(''),
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n')
}

/** Sorted by name, then value, in the encoding of RFC 3986, without the signature itself. */
export function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const equals = pair.indexOf('=')
      return equals < 0 ? [recode(pair), ''] : [recode(pair.slice(0, equals)), recode(pair.slice(equals + 1))]
    })
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const recode = (text: string) =>
  encodeURIComponent(decodeURIComponent(text.replaceAll('+', ' '))).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** The signature, in hexadecimal digits, of a canonical request made at `time` (`YYYYMMDDTHHMMSSZ`). */
export function signatureOf(
  canonical: string | Uint8Array,
  time: string,
  scope: Scope,
  secret: string,
): string {
  const text = ['AWS4-HMAC-SHA256', time, scopeText(scope), sha256(canonical)].join('\n')
  return hmac(signingKey(secret, scope), text).toString('hex')
}

export const scopeText = ({ date, region, service }: Scope): string =>
  `${date}/${region}/${service}/aws4_request`

/** What a secret becomes for one day, region and service. */
export const signingKey = (secret: string, { date, region, service }: Scope): Buffer =>
  [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secret}`, date))
