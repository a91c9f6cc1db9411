import { type KeyObject, sign } from 'node:crypto'
import type { GceCredentials } from '../gce/service-account.ts'

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JSON Web Token with these claims, signed with RS256. */
export function signedToken(
  claims: object,
  key: string | KeyObject,
  header: object = { alg: 'RS256', typ: 'JWT' },
): string {
  const text = `${encoded(header)}.${encoded(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

interface Claims {
  readonly iss: string
  readonly aud: string
  /** Seconds. */
  readonly iat: number
  readonly exp: number
  readonly scope: string
}

/** What a service account claims when it asks for a token; `now` in milliseconds. */
export function claimsOf(
  { client_email: iss, token_uri: aud }: GceCredentials,
  now: number = Date.now(),
): Claims {
  const iat = Math.floor(now / 1_000)
  return { iss, aud, iat, exp: iat + 3_600, scope: 'https://www.googleapis.com/auth/compute' }
}

export function requestToken(uri: string, form: Readonly<Record<string, string>>): Promise<Response> {
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
  return fetch(uri, { method: 'POST', body: new URLSearchParams({ grant_type, ...form }) })
}
