import { createHash, createHmac } from 'node:crypto'
import type { Secret } from '@cloud/core'
import type { HttpDraft } from '@cloud/core/driver'
import { credential } from '../../src/credential.ts'

export interface AcmeCredentials {
  /** Left out: `ACME_ACCESS_KEY`, read at the first call. */
  readonly accessKey?: string | undefined
  /** Left out: `ACME_SECRET_KEY`, read at the first call. */
  readonly secretKey?: string | Secret | undefined
}

export const credentialNames = ['accessKey', 'secretKey'] as const

/** The headers that make a request the account's. */
export type Authenticate = (draft: HttpDraft, date: number) => Readonly<Record<string, string>>

/** HMAC-SHA256, under the secret key, of method, path with query, date and digest of the body, each on a line. */
export function authentication(options: AcmeCredentials): Authenticate {
  const accessKey = credential('accessKey', options.accessKey, 'ACME_ACCESS_KEY')
  const secretKey = credential('secretKey', options.secretKey, 'ACME_SECRET_KEY')
  return ({ method, path, body }, date) => {
    const account = accessKey()
    const time = new Date(date).toISOString()
    const digest = digestOf(body)
    const signature = createHmac('sha256', secretKey())
      .update([method, path, time, digest].join('\n'))
      .digest('hex')
    return {
      'x-date': time,
      'x-content-sha256': digest,
      authorization: `HMAC-SHA256 ${account}:${signature}`,
    }
  }
}

/** Of a body that is made while it is sent nobody knows the digest beforehand. */
function digestOf(body: HttpDraft['body'] = ''): string {
  if (typeof body === 'object' && 'open' in body) return 'unsigned'
  return createHash('sha256').update(body).digest('hex')
}
