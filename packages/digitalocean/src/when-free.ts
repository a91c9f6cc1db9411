import type { CallOptions, CloudError } from '@cloud/core'
import { changed, isCloudError, sleep } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'

const firstPauseMs = 100
const longestPauseMs = 10_000

/**
 * Writes again for as long as the refusal says that DigitalOcean is still busy with an earlier change, with growing pauses, until the
 * call's time is up. That change may be the call's own, whose answer was lost: then a later failure does not say that there was none.
 */
export async function whenFree<T>(
  client: DigitalOceanClient,
  write: (call: CallOptions) => Promise<T>,
  isBusy: (error: CloudError) => boolean,
  call: CallOptions,
): Promise<T> {
  let doubt = false
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
    try {
      return await write(call)
    } catch (error) {
      if (!isCloudError(error)) throw error
      doubt ||= error.outcome === 'unknown'
      if (!isBusy(error)) throw doubted(error, doubt)
      await sleep(pauseMs, client.clock, call.signal).catch((cut: unknown) => {
        throw isCloudError(cut)
          ? doubted(changed(cut, { message: `${cut.message}: ${error.message}`, cause: error }), doubt)
          : cut
      })
    }
  }
}

const doubted = (error: CloudError, doubt: boolean): CloudError =>
  doubt && error.outcome === 'not-applied' ? changed(error, { outcome: 'unknown' }) : error
