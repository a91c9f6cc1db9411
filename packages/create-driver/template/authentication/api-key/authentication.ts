import type { Secret } from '@cloud/core'
import type { HttpDraft } from '@cloud/core/driver'
import { credential } from '../../src/credential.ts'

export interface AcmeCredentials {
  /** Left out: `ACME_API_KEY`, read at the first call. */
  readonly apiKey?: string | Secret | undefined
}

export const credentialNames = ['apiKey'] as const

/** The headers that make a request the account's. */
export type Authenticate = (draft: HttpDraft, date: number) => Readonly<Record<string, string>>

export function authentication(options: AcmeCredentials): Authenticate {
  const apiKey = credential('apiKey', options.apiKey, 'ACME_API_KEY')
  return () => ({ 'x-api-key': apiKey() })
}
