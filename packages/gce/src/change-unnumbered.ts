import type { CallOptions } from '@cloud/core'
import { named } from '@cloud/core/driver'
import { handleOf, type OperationWire, send, waitForOperation } from '@cloud/google'
import { type Change, type GceClient, projectPath, root } from './client.ts'

interface Unnumbered extends Omit<Change, 'id'> {
  readonly isDone: (call: CallOptions) => Promise<boolean>
}

interface Started {
  readonly wire: OperationWire
  readonly handle: string
}

/**
 * A method that changes something, and is one of the few that take no `requestId`. Where its answer was lost, `isDone` tells whether it did;
 * where nothing is to be seen it is sent again. Resolves when its operation has succeeded, or its effect was seen.
 */
export async function changeUnnumbered(
  client: GceClient,
  { name, path, project, query, method = 'POST', body, isDone }: Unnumbered,
  call: CallOptions,
): Promise<void> {
  const at = await projectPath(client, path, project)
  const repeat = named<Started | 'done'>(async (left) => ((await isDone(left)) ? 'done' : undefined))
  // Read where an answer that makes no sense leaves the outcome open.
  const map = (wire: OperationWire) => ({ wire, handle: handleOf(wire) })
  const request = { name, repeat, method, path: at, query, body, map }
  const started = await send<OperationWire, Started | 'done'>(client, request, call)
  if (started === 'done') return
  await waitForOperation(client, { root, name, handle: started.handle }, call, started.wire)
}
