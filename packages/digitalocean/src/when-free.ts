import { type CallOptions, type CloudError, isCloudError } from '@cloud/core'
import { changed, sleep } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'

const firstPauseMs = 500
const longestPauseMs = 10_000

/**
 * Writes again for as long as the refusal says that DigitalOcean is still busy with an earlier change, with growing pauses, until the
 * call's time is up.
 */
export async function whenFree<T>(
  client: DigitalOceanClient,
  write: (call: CallOptions) => Promise<T>,
  isBusy: (error: CloudError) => boolean,
  call: CallOptions,
): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    try {
      return await write(call)
    } catch (error) {
      if (!isCloudError(error) || !isBusy(error)) throw error
      await sleep(pauseMs, client.clock, call.signal).catch((cut: unknown) => {
        throw isCloudError(cut)
          ? changed(cut, { message: `${cut.message}: ${error.message}`, cause: error })
          : cut
      })
    }
  }
}
