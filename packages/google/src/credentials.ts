import type { Secret } from '@cloud/core'
import { checkEndpoint, checkSecret, invalid } from '@cloud/core/driver'
import type { SecretText } from './options.ts'

/**
 * The key of a service account, as in the JSON file that Google gives; what else is in the file may stay in it.
 * https://cloud.google.com/iam/docs/keys-create-delete
 */
export interface ServiceAccountKey {
  readonly client_email: string
  /** PEM. */
  readonly private_key: SecretText
  readonly private_key_id?: string | undefined
  readonly project_id?: string | undefined
  /** Where tokens are had; left out, `https://oauth2.googleapis.com/token`. */
  readonly token_uri?: string | undefined
}

/** A token that was had elsewhere; it holds for about an hour, and no other is had in its place. */
export interface GivenToken {
  readonly accessToken: SecretText
}

/** Gives tokens, as the clients of `google-auth-library` do. It is asked before each request, and so keeps them itself. */
export interface TokenGiver {
  readonly getAccessToken: () => Promise<
    string | null | undefined | { readonly token?: string | null | undefined }
  >
}

export type GoogleCredentials = ServiceAccountKey | GivenToken | TokenGiver

/** A token, and when it runs out in milliseconds since 1970, where that is known. */
export interface AccessToken {
  readonly token: Secret
  readonly expiresAt?: number
}

const right = '{ client_email, private_key }, { accessToken } or an object with getAccessToken()'

/** `invalid` where credentials are none of the three: told without their values. */
export function checkCredentials(credentials: unknown): void {
  if (typeof credentials !== 'object' || credentials === null)
    throw invalid(`The credentials must be an object, and are ${typeof credentials}`, right)
  if (isTokenGiver(credentials)) return
  if (isGivenToken(credentials)) checkToken(checkSecret('accessToken', credentials.accessToken))
  else checkServiceAccount(credentials, 'The credentials')
}

export const isTokenGiver = (value: object): value is TokenGiver =>
  typeof Reflect.get(value, 'getAccessToken') === 'function'
export const isGivenToken = (value: object): value is GivenToken => 'accessToken' in value

/** A token goes into a header: white space in it is a slip of copying. */
export function checkToken(token: unknown): string {
  if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token
  throw invalid('The access token is no token')
}

export function checkServiceAccount(value: object, what: string): ServiceAccountKey {
  const { client_email, private_key, token_uri } = value as Partial<ServiceAccountKey>
  if (typeof client_email !== 'string' || !/^[\x21-\x7e]+$/.test(client_email))
    throw invalid(`${what} have no usable client_email`, right)
  checkSecret('private_key', private_key)
  if (token_uri !== undefined) checkEndpoint(token_uri)
  return value as ServiceAccountKey
}
