import type { ErrorCode } from '@cloud/core'
import { CloudError } from '@cloud/core/driver'

/** What the driver itself refuses: Compute Engine was asked for nothing that changes anything. */
export const refusal = (
  code: ErrorCode,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): CloudError => new CloudError(message, { code, provider: 'gce', outcome: 'not-applied', details })
