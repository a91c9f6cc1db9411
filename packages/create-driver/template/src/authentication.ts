import type { Secret } from '@cloud/core'
import type { HttpDraft } from '@cloud/core/driver'
import { credential } from './credential.ts'

export interface AcmeCredentials {
  /** A bearer token. Left out: `ACME_TOKEN`, read at the first call. */
  readonly token?: string | Secret | undefined
}

export const credentialNames = ['token'] as const

/** The headers that make a request the account's. */
export type Authenticate = (draft: HttpDraft, date: number) => Readonly<Record<string, string>>

export function authentication(options: AcmeCredentials): Authenticate {
  const token = credential('token', options.token, 'ACME_TOKEN')
  return () => ({ authorization: `Bearer ${token()}` })
}
