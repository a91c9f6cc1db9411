import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Keys {
  readonly apiKey: string
  readonly secretKey: string
}

/** Parameters by their names as they were sent. */
export type Sent = ReadonlyMap<string, string>

/** Whether a request is signed with these keys: HMAC-SHA1 over its sorted, encoded, lower-cased parameters. */
export function isSigned(sent: Sent, { apiKey, secretKey }: Keys, now: number): boolean {
  const signature = named(sent, 'signature')
  if (signature === undefined || named(sent, 'apikey') !== apiKey) return false
  if (named(sent, 'signatureversion') === '3' && !isCurrent(named(sent, 'expires'), now)) return false
  const expected = Buffer.from(signatureOf(sent, secretKey))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** In base 64. The parameter `signature` itself is left out, in whatever case its name is. */
export function signatureOf(sent: Sent, secretKey: string): string {
  const text = [...sent]
    .filter(([name]) => name.toLowerCase() !== 'signature')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&')
    .toLowerCase()
  return createHmac('sha1', secretKey).update(text).digest('base64')
}

const named = (sent: Sent, wanted: string): string | undefined =>
  [...sent].find(([name]) => name.toLowerCase() === wanted)?.[1]

/** As the server's URLEncoder writes values, with spaces as %20: of the marks, only '*', '-', `.` and `_` stay. */
const encode = (value: string): string =>
  encodeURIComponent(value.toWellFormed()).replace(
    /[!'()~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** '2011-10-10T12:00:00+0530', with a zone, and not past. */
function isCurrent(expires: string | undefined, now: number): boolean {
  const [, time, zone] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(Z|[+-]\d{4})$/.exec(expires ?? '') ?? []
  if (time === undefined || zone === undefined) return false
  const at = Date.parse(time + (zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`))
  return at >= now
}

/** As long as the server's. The secret one begins with a mark, so that who finds it in a log or an error knows what it is. */
export function newKeys(): Keys {
  return {
    apiKey: randomBytes(64).toString('base64url'),
    secretKey: `emulatedSecret${randomBytes(64).toString('base64url').slice(14)}`,
  }
}
