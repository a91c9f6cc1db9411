import type { Compute, Node } from '../contract/compute.ts'
import { isCloudError } from '../errors.ts'
import { sleep } from '../http/abortable.ts'
import { type Allowance, allowance } from './allowance.ts'
import type { Course, Tell } from './course.ts'

/** What became of the node of a failed deployment. */
export interface Cleaned {
  readonly cleanup: 'kept' | 'destroyed' | 'failed' | 'unknown'
  readonly cleanupError?: string
}

/** How long it may take to destroy the node that a failed deployment leaves. */
const cleanupMs = 120_000

/** So long a node that was just created may be unknown to the server that is asked to destroy it. */
const newMs = 60_000
const pauseMs = 2_000

/**
 * Destroys the node: the one that the deployment has, or whose id its failed creation told. One that nobody has heard of, because the
 * answer to its creation did not come, is had by sending the same request again; where that creates it only now, it is destroyed as well.
 */
export async function cleanUp<N extends Node>(
  { progress, clock }: Course<N>,
  driver: Pick<Compute, 'destroyNode'>,
  report: Tell,
): Promise<Cleaned> {
  Object.assign(progress, { phase: 'cleanup', title: undefined })
  report('started')
  const time = allowance({ timeoutMs: cleanupMs }, clock)
  try {
    const { request, madeId } = progress
    if (request && madeId === undefined) progress.node ??= await time.within(request.send)
    const id = progress.node?.id ?? madeId
    if (id !== undefined) await destroy(id, progress.seen ? 0 : newMs, driver, clock, time)
    report('done')
    return { cleanup: 'destroyed' }
  } catch (error) {
    report('failed')
    return { cleanup: 'failed', cleanupError: error instanceof Error ? error.message : String(error) }
  } finally {
    time.end()
  }
}

/** A node that is gone is destroyed; but only when it has been unknown for so long is it gone. */
async function destroy(
  id: string,
  unknownMs: number,
  driver: Pick<Compute, 'destroyNode'>,
  clock: Course<Node>['clock'],
  time: Allowance,
): Promise<void> {
  const until = clock.elapsed() + unknownMs
  for (let look = 1; ; look++) {
    try {
      return await time.within((call) => driver.destroyNode(id, call))
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error
    }
    if (clock.elapsed() >= until) return
    await sleep(pauseMs * Math.min(look, 5), clock, time.signal)
  }
}
