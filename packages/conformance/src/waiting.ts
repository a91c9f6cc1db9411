import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { type Node, type NodeState, type Ref, waitForNode } from '@cloud/core'
import type { Context } from './context.ts'

/** The node, once it is in `state`. A state that `state` cannot follow ends the wait. */
export function inState(context: Context, node: Ref<'node'>, state: NodeState): Promise<Node> {
  const { intervalMs = 50, timeoutMs = 60_000 } = context.options
  return waitForNode(context.driver, node, state, { intervalMs, timeoutMs: timeoutMs * 0.9 })
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
