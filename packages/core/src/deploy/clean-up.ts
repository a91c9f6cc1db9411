import type { CallOptions } from '../contract/call.ts'
import type { Compute, Node } from '../contract/compute.ts'
import { isCloudError } from '../errors.ts'
import { sleep } from '../http/abortable.ts'
import { type Allowance, allowance } from './allowance.ts'
import type { Course, Tell } from './course.ts'
import { type Asked, type Left, leftOf } from './ledger.ts'

/** What became of the node of a failed deployment, and what is left of all that was made. */
export interface Cleaned {
  readonly cleanup: 'kept' | 'destroyed' | 'failed' | 'unknown'
  readonly cleanupError?: string
  readonly left: readonly Left[]
}

/** How long it may take to destroy what a failed deployment leaves. */
const cleanupMs = 120_000

/** So long a node that was just created may be unknown to the server that is asked to destroy it. */
const newMs = 60_000
const pauseMs = 2_000

/** After this long providers show what they made. */
const shownMs = 30_000

/**
 * Destroys the node: the one that the deployment has, or whose id its failed creation told. One that nobody has heard of, because the
 * answer to its creation did not come, is had by sending the same request again; where that creates it only now, it is destroyed as well.
 * Then what was made beside it, the latest first.
 */
export async function cleanUp<N extends Node>(
  { progress, clock }: Course<N>,
  name: string,
  driver: Pick<Compute, 'destroyNode'>,
  report: Tell,
): Promise<Cleaned> {
  Object.assign(progress, { phase: 'cleanup', title: undefined })
  report('started')
  const time = allowance({ timeoutMs: cleanupMs }, clock)
  const { request, asked } = progress
  try {
    if (request && !progress.node && progress.madeId === undefined) {
      // Who finds what was made by looking for it must be able to see it: a request that comes too early makes another one.
      await sleep(shownMs, clock, time.signal)
      progress.node = await time.within(request.send)
    }
    const id = progress.node?.id ?? progress.madeId
    if (id !== undefined)
      await destroyNode(
        id,
        { hiddenMs: progress.seen ? 0 : newMs, isSure: !!progress.node },
        driver,
        clock,
        time,
      )
  } catch (error) {
    report('failed')
    time.end()
    const { node, madeId: id = node?.id } = progress
    const self = { kind: 'node', name, ...(id !== undefined && { id }), error: reasonOf(error) } as const
    return { cleanup: 'failed', cleanupError: self.error, left: [self, ...asked.map((each) => leftOf(each))] }
  }
  const left: Left[] = []
  for (const each of asked.toReversed()) {
    const error = await gone(each, clock, time)
    if (error !== undefined) left.push(leftOf(each, error))
  }
  time.end()
  const [first] = left
  report(first ? 'failed' : 'done')
  return { cleanup: first ? 'failed' : 'destroyed', ...(first && { cleanupError: first.error ?? '' }), left }
}

/**
 * A node that is gone is destroyed; but only when it has been unknown for so long is it gone. One whose creation failed was perhaps never shown:
 * of such a one also a success may be no more than a lost answer and a node that is not shown yet, so it is destroyed again and again.
 */
async function destroyNode(
  id: string,
  { hiddenMs, isSure }: { readonly hiddenMs: number; readonly isSure: boolean },
  driver: Pick<Compute, 'destroyNode'>,
  clock: Course<Node>['clock'],
  time: Allowance,
): Promise<void> {
  const until = clock.elapsed() + hiddenMs
  for (let look = 1; ; look++) {
    try {
      await time.within((call) => driver.destroyNode(id, call))
      if (isSure) return
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error
    }
    if (clock.elapsed() >= until) return
    await sleep(pauseMs * Math.min(look, 5), clock, time.signal)
  }
}

/** Why one of the things beside the node is not gone. Until the node is, it may have it: `conflict`. */
async function gone(
  asked: Asked,
  clock: Course<Node>['clock'],
  time: Allowance,
): Promise<string | undefined> {
  try {
    if (asked.id === undefined && asked.again) asked.id = (await time.within(asked.again)).id
    const { id, companion } = asked
    if (id === undefined) return 'nobody knows whether it was made: the answer to its creation did not come'
    await freed((call) => companion.destroy(id, call), clock, time)
    return undefined
  } catch (error) {
    return reasonOf(error)
  }
}

/** Removes what something else may still have: `conflict` is waited out. What is not there is removed. */
export async function freed(
  destroy: (call: CallOptions) => Promise<void>,
  clock: Course<Node>['clock'],
  time: Allowance,
): Promise<void> {
  for (let look = 1; ; look++) {
    try {
      return await time.within(destroy)
    } catch (error) {
      if (isCloudError(error, 'not-found')) return
      if (!isCloudError(error, 'conflict')) throw error
    }
    await sleep(pauseMs * Math.min(look, 5), clock, time.signal)
  }
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
