import type { CallOptions, ErrorCode } from '@cloud/core'
import { CloudError, changed, isCloudError, sleep } from '@cloud/core/driver'
import type { AnyClient } from './client.ts'

/** What is gone already was to go. A 404 that bears no code is not of the API, and tells nothing of what is there. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    const isGone =
      isCloudError(error, 'not-found') && (error.providerCode !== undefined || error.status === undefined)
    if (isGone) return undefined
    throw error
  }
}

/** What bears the name already is this balancer's own where `find` sees it, from a call that was cut short. */
export async function orFound<T>(work: Promise<T>, find: () => Promise<T | undefined>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isCloudError(error, 'already-exists')) throw error
    const found = await find().catch(() => undefined)
    if (found === undefined) throw error
    return found
  }
}

/** A refusal of this driver's own, for what it saw before it would have changed anything. */
export function refusal(
  code: ErrorCode,
  message: string,
  more: { readonly hint?: string; readonly operation?: string } = {},
): CloudError {
  return new CloudError(message, { code, provider: 'elb', outcome: 'not-applied', ...more })
}

/** `operation` is what showed it; left out, nothing was asked. */
export function noSuch(what: string, id: string, operation?: string): CloudError {
  const message = `There is no ${what} ${JSON.stringify(id)}`
  return refusal('not-found', message, operation === undefined ? {} : { operation })
}

const firstPauseMs = 250
const longestPauseMs = 5_000

/**
 * Removes again what is refused since something that is on its way out still uses it, with growing pauses, until the call's time is up.
 */
export async function whenUnused(
  { clock }: AnyClient,
  remove: () => Promise<unknown>,
  { signal }: CallOptions,
): Promise<void> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return void (await remove())
    } catch (error) {
      const isUsed = isCloudError(error, 'conflict') && error.providerCode === 'ResourceInUse'
      if (!isUsed) throw error
      await sleep(pauseMs, clock, signal).catch((cut: unknown) => {
        throw isCloudError(cut)
          ? changed(cut, { message: `${cut.message}: ${error.message}`, cause: error })
          : cut
      })
    }
  }
}
