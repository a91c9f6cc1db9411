import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { isCloudError, type Node, type NodeState, type Ref, type WaitOptions, waitForNode } from '@cloud/core'
import type { Context } from './context.ts'

/** The pace and the end of a wait: a little before the case's own time is over, so that it says what it waited for. */
export function waitOptions({ options }: Pick<Context, 'options'>): WaitOptions & { intervalMs: number } {
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
  context: Pick<Context, 'options'>,
  what: string,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const { intervalMs = 50, timeoutMs = 60_000 } = context.options
  const end = Date.now() + timeoutMs * 0.9
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    assert.ok(Date.now() + intervalMs < end, `waited in vain until ${what}`)
    await pause(intervalMs)
  }
}

/** Resolves once `look` rejects with `not-found`, or gives what the cloud says is deleted. */
export async function missing(
  context: Pick<Context, 'options'>,
  what: string,
  look: () => Promise<object>,
): Promise<void> {
  await eventually(context, `${what} is gone`, async () => {
    try {
      return Reflect.get(await look(), 'state') === 'deleted' ? true : undefined
    } catch (error) {
      if (isCloudError(error, 'not-found')) return true
      throw error
    }
  })
}
