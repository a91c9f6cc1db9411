import { CloudError, type ErrorCode } from '@cloud/core'
import type { CloudStackClient } from './client.ts'

/** What the driver itself refuses: CloudStack was asked for nothing that changes anything. */
export const refusal = (
  { provider }: Pick<CloudStackClient, 'provider'>,
  code: ErrorCode,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): CloudError => new CloudError(message, { code, provider, outcome: 'not-applied', details })

/** Nothing has this id, as `operation` told. */
export function noSuch(
  { provider }: Pick<CloudStackClient, 'provider'>,
  what: string,
  id: string,
  operation?: string,
): CloudError {
  const message = `There is no ${what} ${JSON.stringify(id)}`
  return new CloudError(message, { code: 'not-found', provider, operation, outcome: 'not-applied' })
}
