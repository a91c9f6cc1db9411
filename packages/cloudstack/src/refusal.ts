import type { ErrorCode } from '@cloud/core'
import { CloudError, changed } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'

/** What the driver itself refuses: CloudStack was asked for nothing that changes anything. */
export const refusal = (
  { provider }: Pick<CloudStackClient, 'provider'>,
  code: ErrorCode,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): CloudError => new CloudError(message, { code, provider, outcome: 'not-applied', details })

/** Nothing has this id, as `operation` told, which is a read and has no outcome. */
export function noSuch(
  { provider }: Pick<CloudStackClient, 'provider'>,
  what: string,
  id: string,
  operation: string,
): CloudError {
  const message = `There is no ${what} ${JSON.stringify(id)}`
  return new CloudError(message, { code: 'not-found', provider, operation })
}

/** As asked before a write. */
export const notThere = (...looked: Parameters<typeof noSuch>): CloudError =>
  changed(noSuch(...looked), { outcome: 'not-applied' })

export const noSuchLocation = (client: Pick<CloudStackClient, 'provider'>, id: string): CloudError =>
  notThere(client, 'location', id, 'listZones')
