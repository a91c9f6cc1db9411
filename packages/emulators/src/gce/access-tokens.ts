import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { readJsonWebToken } from './json-web-token.ts'
import { scopesIn } from './oauth-scopes.ts'
import type { ServiceAccount } from './service-account.ts'

/** Seconds for which an access token is good. */
export const tokenSeconds = 3_599

const longestSeconds = 3_600
/** How far a client's clock may be off. */
const leewaySeconds = 300

export interface AccessTokens {
  readonly issue: (scopes: readonly string[]) => string
  /** The scopes that a bearer has; undefined for a token that is unknown or has expired. */
  readonly scopesOf: (token: string) => readonly string[] | undefined
  /** Why the times of a signed token are wrong; undefined where they are right. */
  readonly timeProblem: (claims: Readonly<Record<string, unknown>>) => string | undefined
}

/** What may stand for the audience of a token that a service account signs for the API itself. */
const audiences = /^https:\/\/compute\.googleapis\.com\/?$/

export function createAccessTokens(clock: Clock, account: ServiceAccount): AccessTokens {
  const issued = new Map<string, { readonly scopes: readonly string[]; readonly until: number }>()
  const timeProblem: AccessTokens['timeProblem'] = ({ iat, exp }) => {
    const now = clock.now() / 1_000
    const right =
      typeof iat === 'number' &&
      typeof exp === 'number' &&
      exp > now - leewaySeconds &&
      iat < now + leewaySeconds &&
      exp - iat <= longestSeconds &&
      exp > iat
    if (right) return undefined
    return 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.'
  }
  /** A service account may sign a token itself in place of asking for one. */
  const selfSigned = (text: string): readonly string[] | undefined => {
    const token = readJsonWebToken(text)
    if (!token?.signedBy(account.publicKey())) return undefined
    const { iss, sub, aud, scope } = token.claims
    if (iss !== account.email || sub !== account.email || timeProblem(token.claims)) return undefined
    if (typeof scope === 'string') return scopesIn(scope)
    return typeof aud === 'string' && audiences.test(aud)
      ? ['https://www.googleapis.com/auth/cloud-platform']
      : undefined
  }
  return {
    issue: (scopes) => {
      const token = `ya29.c.emulatedSecret${randomBytes(96).toString('base64url')}`
      issued.set(token, { scopes, until: clock.now() + tokenSeconds * 1_000 })
      return token
    },
    scopesOf: (token) => {
      const known = issued.get(token)
      if (known) return known.until > clock.now() ? known.scopes : undefined
      return selfSigned(token)
    },
    timeProblem,
  }
}
