import type { CallOptions, CloudError } from '@cloud/core'
import { isCloudError, sleep } from '@cloud/core/driver'
import type { Ec2Client } from './client.ts'

/** How long what was just made may be unknown to other servers of EC2. */
const mostMs = 30_000
const longestMs = 4_000

/**
 * A request about what was just made: of EC2's servers one may know it and the next not yet, so that one which is refused for it is made
 * again for a while. `isIt` tells whether a refusal is for that thing, and not for another one that the request names.
 * https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html
 */
export async function whileUnknown<T>(
  { clock }: Ec2Client,
  isIt: (error: CloudError) => boolean | Promise<boolean>,
  work: () => Promise<T>,
  { signal = new AbortController().signal }: CallOptions,
): Promise<T> {
  const until = clock.elapsed() + mostMs
  for (let waitMs = 250; ; waitMs = Math.min(longestMs, waitMs * 2)) {
    try {
      return await work()
    } catch (error) {
      const isNotYet =
        isCloudError(error, 'not-found') && error.outcome === 'not-applied' && clock.elapsed() < until
      if (!isNotYet || !(await isIt(error))) throw error
    }
    await sleep(waitMs, clock, signal)
  }
}
