import { nodeCrypto } from '@cloud/core/driver'

/** How long after its signing a request is taken; servers may refuse more than 15 minutes. */
const lifeMs = 600_000

export interface Keys {
  readonly apiKey: string
  readonly secretKey: string
}

/**
 * The form of a request with its signature, version 3, which expires: HMAC-SHA1 over the parameters, sorted by name, in small letters.
 * http://docs.cloudstack.apache.org/en/latest/developersguide/dev.html#signing-api-requests
 */
export function signed(form: string, { apiKey, secretKey }: Keys, now: number): string {
  const expires = `${new Date(now + lifeMs).toISOString().slice(0, 19)}+0000`
  const whole = `${form}&apiKey=${encodeURIComponent(apiKey)}&signatureVersion=3&expires=${encodeURIComponent(expires)}`
  return `${whole}&signature=${encodeURIComponent(signatureOf(whole, secretKey))}`
}

/** The signature of an encoded form, in base 64. */
export function signatureOf(form: string, secretKey: string): string {
  const text = form
    .split('&')
    .map(canonical)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return nodeCrypto().createHmac('sha1', secretKey).update(text).digest('base64')
}

/** The server reads names and values, leaves the names as they are, and encodes the values anew, in its own way. */
function canonical(pair: string): readonly [name: string, value: string] {
  const at = pair.indexOf('=')
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)].map(decodeURIComponent)
  return [(name ?? '').toLowerCase(), asServer(value ?? '').toLowerCase()]
}

/** As Java's URLEncoder, which keeps `*` and not `~`; with `%20` for a space. */
function asServer(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
