import type { CallOptions } from '@cloud/core'
import { changed, isCloudError, sleep } from '@cloud/core/driver'
import type { GceClient } from './client.ts'

const firstPauseMs = 250
const longestPauseMs = 5_000

/** Does it again for as long as Compute Engine is busy with an earlier change of the same thing, with growing pauses, within the call's time. */
export async function whenReady<T>(
  client: GceClient,
  work: (call: CallOptions) => Promise<T>,
  call: CallOptions,
): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    try {
      return await work(call)
    } catch (error) {
      if (!isCloudError(error, 'conflict') || !error.retryable || error.outcome !== 'not-applied') throw error
      await sleep(pauseMs, client.clock, call.signal).catch((cut: unknown) => {
        throw isCloudError(cut)
          ? changed(cut, { message: `${cut.message}: ${error.message}`, cause: error })
          : cut
      })
    }
  }
}
