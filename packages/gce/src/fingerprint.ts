import type { CallOptions } from '@cloud/core'
import { isCloudError } from '@cloud/core/driver'

/** How often what others change at the same moment is read anew. */
const attempts = 10

/**
 * Reads and writes what a fingerprint guards: the API takes the write where nobody has written since the read. Where somebody has, it is read
 * anew.
 */
export async function guarded<T>(work: (call: CallOptions) => Promise<T>, call: CallOptions): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(call)
    } catch (error) {
      if (!isCloudError(error, 'precondition') || error.outcome !== 'not-applied' || attempt >= attempts)
        throw error
    }
  }
}
