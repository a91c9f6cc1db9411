import type { CallOptions, Ref } from '@cloud/core'
import { clientOf, type HasClient } from '@cloud/core/driver'
import type { GceClient } from './client.ts'
import { act, resume, suspend } from './nodes.ts'

/**
 * Puts a running node to sleep, its memory kept on disk; resolves where it sleeps already, `conflict` in every other state.
 * https://cloud.google.com/compute/docs/instances/suspend-resume-instance
 */
export async function suspendNode(
  driver: HasClient<GceClient>,
  node: Ref<'node'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  await client.within(call, (left) => act(client, node, suspend, left))
}

/** Wakes a node that was put to sleep; resolves where it runs already, `conflict` in every other state. */
export async function resumeNode(
  driver: HasClient<GceClient>,
  node: Ref<'node'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  await client.within(call, (left) => act(client, node, resume, left))
}
