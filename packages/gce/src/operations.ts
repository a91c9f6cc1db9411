import type { CallOptions, Listing } from '@cloud/core'
import { clientOf, type HasClient } from '@cloud/core/driver'
import {
  checkHandle,
  getOperation as get,
  list,
  type OperationWire,
  waitForOperation as wait,
} from '@cloud/google'
import { type GceClient, projectPath, root } from './client.ts'

/**
 * Waits for an operation that was begun earlier, in another process too: its handle is `native.operation` of what a create gave, or
 * `details.operation` of the error of a call that ended early. Rejects as that call would have.
 */
export async function waitForOperation(
  driver: HasClient<GceClient>,
  handle: string,
  call?: CallOptions,
): Promise<OperationWire> {
  const client = clientOf(driver)
  const awaited = { root, handle: checkHandle(handle), name: 'compute.operations.wait' }
  return client.within(call, (left) => wait(client, awaited, left))
}

/** An operation as it is now; `not-found` for one that Compute Engine does not remember. */
export async function getOperation(
  driver: HasClient<GceClient>,
  handle: string,
  call?: CallOptions,
): Promise<OperationWire> {
  return get(clientOf(driver), { root, handle: checkHandle(handle) }, call)
}

/** The operations of the project, in all zones and regions. https://cloud.google.com/compute/docs/reference/rest/v1/globalOperations/aggregatedList */
export function listOperations(driver: HasClient<GceClient>, call?: CallOptions): Listing<OperationWire> {
  const client = clientOf(driver)
  const path = () => projectPath(client, ['aggregated', 'operations'])
  const name = 'compute.globalOperations.aggregatedList'
  return list<OperationWire, OperationWire>(
    client,
    { name, path, key: 'operations', map: (wire) => wire },
    call,
  )
}
