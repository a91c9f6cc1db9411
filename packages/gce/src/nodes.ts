import type { CallOptions, Compute, Power, Ref } from '@cloud/core'
import { beforeWrite, changed, isCloudError, serial } from '@cloud/core/driver'
import { change, type GceClient } from './client.ts'
import { createNode } from './create-node.ts'
import { getInstance, getNode, instancePath, placeOfNode } from './get-node.ts'
import type { Place } from './ids.ts'
import { listNodes } from './list-nodes.ts'
import type { GceCreateNode } from './node-options.ts'
import { type GceNode, stateOf } from './nodes-wire.ts'
import { refusal } from './refusal.ts'

export type Nodes = Pick<
  Compute<GceNode, GceCreateNode>,
  'listNodes' | 'getNode' | 'createNode' | 'rebootNode' | 'destroyNode'
> &
  Power

/** Instances as nodes. https://cloud.google.com/compute/docs/reference/rest/v1/instances */
export function nodes(client: GceClient): Nodes {
  const inTurn = serial()
  return {
    listNodes: (query, call) => listNodes(client, query, call),
    getNode: (node, call) => getNode(client, node, call),
    createNode: (options, call) =>
      client.within(call, (left) =>
        inTurn(options?.idempotencyKey, () => createNode(client, options, left), left),
      ),
    rebootNode: (node, call) => client.within(call, (left) => act(client, node, reset, left)),
    destroyNode: (node, call) => client.within(call, (left) => destroyNode(client, node, left)),
    startNode: (node, call) => client.within(call, (left) => act(client, node, start, left)),
    stopNode: (node, call) => client.within(call, (left) => act(client, node, stop, left)),
  }
}

/** What is done to a node, in which states, and in which it is done already. */
interface Action {
  readonly method: string
  readonly from: readonly string[]
  readonly done: readonly string[]
}

const reset: Action = { method: 'reset', from: ['RUNNING'], done: [] }
const start: Action = {
  ...{
    method: 'start',
    from: ['STOPPED', 'TERMINATED'],
    done: ['PENDING', 'PROVISIONING', 'STAGING', 'RUNNING'],
  },
}
const stop: Action = {
  ...{ method: 'stop', from: ['RUNNING'], done: ['STOPPING', 'PENDING_STOP', 'STOPPED', 'TERMINATED'] },
}
export const suspend: Action = { method: 'suspend', from: ['RUNNING'], done: ['SUSPENDING', 'SUSPENDED'] }
export const resume: Action = {
  ...{ method: 'resume', from: ['SUSPENDED'], done: ['PROVISIONING', 'STAGING', 'RUNNING'] },
}

/** The API takes some of these in states that are none for them, and does nothing, or starts what is in the middle of stopping. */
export async function act(
  client: GceClient,
  node: Ref<'node'>,
  { method, from, done }: Action,
  call: CallOptions,
): Promise<void> {
  const place = placeOfNode(node)
  const { status } = await beforeWrite(getInstance(client, place, call))
  if (done.includes(status)) return
  if (!from.includes(status))
    throw refusal('conflict', `The node is ${stateOf(status)} (${status})`, { state: stateOf(status) })
  const request = { name: `compute.instances.${method}`, path: [...instancePath(place), method] }
  await change(client, request, call)
}

async function destroyNode(client: GceClient, node: Ref<'node'>, call: CallOptions): Promise<void> {
  const place = placeOfNode(node)
  const request = { name: 'compute.instances.delete', method: 'DELETE', path: instancePath(place) } as const
  try {
    await change(client, request, call)
  } catch (error) {
    throw await whyNot(client, place, error, call)
  }
}

/** A node that is protected is refused as what breaks a condition, or as what is wrong in itself; so is one in a zone that there is not. */
async function whyNot(client: GceClient, place: Place, error: unknown, call: CallOptions): Promise<unknown> {
  if (!isCloudError(error) || !['invalid', 'precondition'].includes(error.code)) return error
  try {
    const { deletionProtection } = await getInstance(client, place, call)
    return deletionProtection
      ? changed(error, { code: 'conflict', hint: 'it is protected against deletion' })
      : error
  } catch (looked) {
    return isCloudError(looked, 'not-found')
      ? changed(error, { code: 'not-found', message: looked.message })
      : error
  }
}
