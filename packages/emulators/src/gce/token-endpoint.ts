import type { WireReply, WireRequest } from '../http/wire.ts'
import { tokenSeconds } from './access-tokens.ts'
import type { Gce } from './cloud.ts'
import { type JsonWebToken, readJsonWebToken } from './json-web-token.ts'
import { isScope, scopesIn } from './oauth-scopes.ts'

export const tokenPath = '/token'

const bearerGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

/** Google's own endpoint: what its clients write as the audience whatever endpoint they ask. */
const googleAudience = 'https://oauth2.googleapis.com/token'

class TokenError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'TokenError'
    this.code = code
  }
}

/** Google's OAuth 2 token endpoint, for tokens that a service account signs (RFC 7523). */
export function answerToken(cloud: Gce, request: WireRequest): WireReply {
  try {
    const scopes = grantedScopes(cloud, request)
    const body = { access_token: cloud.tokens.issue(scopes), expires_in: tokenSeconds, token_type: 'Bearer' }
    return json(200, body)
  } catch (error) {
    if (error instanceof TokenError) return refuseToken(error.code, error.message, 400)
    throw error
  }
}

export const refuseToken = (code: string, message: string, status: number): WireReply =>
  json(status, { error: code, error_description: message })

function grantedScopes(cloud: Gce, request: WireRequest): readonly string[] {
  if (request.method !== 'POST') throw new TokenError('invalid_request', 'The method must be POST.')
  const form = readForm(request)
  const grant = form.get('grant_type')
  if (grant === null) throw new TokenError('invalid_request', 'Required parameter is missing: grant_type')
  if (grant !== bearerGrant) throw new TokenError('unsupported_grant_type', `Invalid grant_type: ${grant}`)
  const assertion = form.get('assertion')
  if (!assertion) throw new TokenError('invalid_request', 'Required parameter is missing: assertion')
  const token = readJsonWebToken(assertion)
  if (!token) throw new TokenError('invalid_grant', 'Invalid JWT: Failed to decode JWT.')
  return judge(cloud, token, `http://${request.headers.host}${tokenPath}`)
}

function readForm({ headers, body }: WireRequest): URLSearchParams {
  const type = headers['content-type'] ?? ''
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return new URLSearchParams(body.toString())
  throw new TokenError('invalid_request', 'The content type must be application/x-www-form-urlencoded.')
}

function judge({ account, tokens }: Gce, token: JsonWebToken, endpoint: string): readonly string[] {
  const { iss, aud, scope } = token.claims
  if (iss !== account.email) throw new TokenError('invalid_grant', 'Invalid grant: account not found')
  if (!token.signedBy(account.publicKey())) throw new TokenError('invalid_grant', 'Invalid JWT Signature.')
  const problem = tokens.timeProblem(token.claims)
  if (problem) throw new TokenError('invalid_grant', problem)
  const local = endpoint.replace('//localhost:', '//127.0.0.1:')
  if (aud !== googleAudience && aud !== endpoint && aud !== local)
    throw new TokenError('invalid_grant', 'Invalid JWT: Failed audience check.')
  const scopes = typeof scope === 'string' ? scopesIn(scope) : []
  if (scopes.length === 0 || !scopes.every(isScope))
    throw new TokenError('invalid_scope', 'Invalid OAuth scope or ID token audience provided.')
  return scopes
}

const json = (status: number, body: unknown): WireReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})
