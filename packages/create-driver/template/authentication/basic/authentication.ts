import type { Secret } from '@cloud/core'
import type { HttpDraft } from '@cloud/core/driver'
import { credential } from '../../src/credential.ts'

export interface AcmeCredentials {
  /** Left out: `ACME_USERNAME`, read at the first call. */
  readonly username?: string | undefined
  /** Left out: `ACME_PASSWORD`, read at the first call. */
  readonly password?: string | Secret | undefined
}

export const credentialNames = ['username', 'password'] as const

/** The headers that make a request the account's. */
export type Authenticate = (draft: HttpDraft, date: number) => Readonly<Record<string, string>>

/** https://www.rfc-editor.org/rfc/rfc7617 */
export function authentication(options: AcmeCredentials): Authenticate {
  const username = credential('username', options.username, 'ACME_USERNAME')
  const password = credential('password', options.password, 'ACME_PASSWORD')
  return () => {
    const pair = Buffer.from(`${username()}:${password()}`).toString('base64')
    return { authorization: `Basic ${pair}` }
  }
}
