import type { KeyObject } from 'node:crypto'
import {
  type Client,
  type ClientOptions,
  type CredentialProvider,
  checkEndpoint,
  createClient,
  formBody,
  type HttpDraft,
  invalid,
  nodeCrypto,
  readJson,
  reveal,
  secret,
  type WholeReply,
} from '@cloud/core/driver'
import { type AccessToken, checkToken, type ServiceAccountKey } from './credentials.ts'
import { readTokenError } from './errors.ts'

const standard = 'https://oauth2.googleapis.com/token'
const grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const lifeSeconds = 3600

/** What a token may be used for: all that the account itself may do. https://developers.google.com/identity/protocols/oauth2/scopes */
export const scope = 'https://www.googleapis.com/auth/cloud-platform'

/**
 * Tokens of a service account: a claim is signed with its key and exchanged at `token_uri`.
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
export function serviceAccountTokens(
  account: ServiceAccountKey,
  { transport, retry, trace, clock }: ClientOptions,
): CredentialProvider<AccessToken> {
  const key = once(() => privateKey(reveal(account.private_key)))
  const { token_uri = standard } = account
  const { origin, path } = checkEndpoint(token_uri)
  // The claim is made where requests are signed, so that a clock that is wrong is put right as for a signature.
  const exchange = async (draft: HttpDraft, { date }: { readonly date: number }) => ({
    ...draft,
    ...{ origin, path },
    body: formBody([
      ['grant_type', grant],
      ['assertion', claim(account, token_uri, key(), date)],
    ]),
  })
  const client: Client = createClient({
    ...{
      provider: 'google',
      sign: exchange,
      readError: readTokenError,
      options: { transport, retry, trace, clock },
    },
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const request = { method: 'POST', path, headers }
  const read = (reply: WholeReply): AccessToken => toToken(readJson(reply.body), client.clock.now())
  return (asked = {}) =>
    client.call({ name: 'token', repeat: { class: 'read' }, request, read }, { signal: asked.signal })
}

function claim(
  { client_email, private_key_id }: ServiceAccountKey,
  audience: string,
  key: KeyObject,
  nowMs: number,
): string {
  const now = Math.floor(nowMs / 1000)
  const header = { alg: 'RS256', typ: 'JWT', ...(private_key_id !== undefined && { kid: private_key_id }) }
  const claims = { iss: client_email, scope, aud: audience, iat: now, exp: now + lifeSeconds }
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  return [
    ...signed,
    nodeCrypto()
      .sign('sha256', Buffer.from(signed.join('.')), key)
      .toString('base64url'),
  ].join('.')
}

/** A key that came through a variable of the environment often has `\n` for its line ends. What openssl says of a bad one may quote it. */
function privateKey(pem: string): KeyObject {
  let key: KeyObject | undefined
  try {
    key = nodeCrypto().createPrivateKey(pem.replaceAll('\\n', '\n'))
  } catch {}
  if (key?.asymmetricKeyType === 'rsa') return key
  throw invalid('The private_key of the credentials is no RSA key in PEM')
}

interface TokenWire {
  readonly access_token: string
  readonly expires_in: number
}

function toToken(wire: unknown, now: number): AccessToken {
  const { access_token, expires_in } = wire as TokenWire
  return { token: secret(checkToken(access_token)), expiresAt: now + Number(expires_in) * 1000 }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
