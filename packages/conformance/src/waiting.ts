import assert from 'node:assert/strict'
import {
  isCloudError,
  type Node,
  type NodeState,
  type Ref,
  systemClock,
  type WaitOptions,
  waitForNode,
} from '@cloud/core'
import type { Context } from './context.ts'
import type { SuiteOptions } from './options.ts'

/** What a wait needs to know. */
export interface Waiting {
  readonly options: SuiteOptions
}

/** Resolves `ms` milliseconds later, by the clock of the cloud under test. */
export function pause({ options: { clock = systemClock } }: Waiting, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve)
  })
}

/**
 * Runs what takes real time, as making a key on another thread does: meanwhile a virtual clock goes on in small steps, and does not jump to
 * the deadline of the call.
 */
export async function inSmallSteps<T>({ options }: Waiting, run: () => Promise<T>): Promise<T> {
  let over = false
  const step = async () => {
    while (!over) await pause({ options }, 5)
  }
  const steps = step()
  try {
    return await run()
  } finally {
    over = true
    await steps
  }
}

/** The pace and the end of a wait: a little before the case's own time is over, so that it says what it waited for. */
export function waitOptions({ options }: Waiting): WaitOptions & { intervalMs: number } {
  const { intervalMs = 50, timeoutMs = 60_000 } = options
  return { intervalMs, timeoutMs: timeoutMs * 0.9 }
}

/** The node, once it is in `state`. A state that `state` cannot follow ends the wait. */
export function inState(context: Context, node: Ref<'node'>, state: NodeState): Promise<Node> {
  return waitForNode(context.driver, node, state, waitOptions(context))
}

/** Resolves once the node is terminated, or is not known any more. */
export async function gone(context: Context, node: Node): Promise<void> {
  await inState(context, node, 'terminated')
}

/** What `look` gives, asked again until it is not undefined. The case's own time is the limit. */
export async function eventually<T>(
  context: Waiting,
  what: string,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const { intervalMs = 50, timeoutMs = 60_000, clock = systemClock } = context.options
  const end = clock.elapsed() + timeoutMs * 0.9
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    assert.ok(clock.elapsed() + intervalMs < end, `waited in vain until ${what}`)
    await pause(context, intervalMs)
  }
}

/** Resolves once `look` rejects with `not-found`, or gives what the cloud says is deleted. */
export async function missing(context: Waiting, what: string, look: () => Promise<object>): Promise<void> {
  await eventually(context, `${what} is gone`, async () => {
    try {
      return Reflect.get(await look(), 'state') === 'deleted' ? true : undefined
    } catch (error) {
      if (isCloudError(error, 'not-found')) return true
      throw error
    }
  })
}
