import type { CallOptions, Compute, Listing, NodeQuery, Power, Ref } from '@cloud/core'
import { beforeWrite, changed, checkNodeQuery, isCloudError, listing, serial } from '@cloud/core/driver'
import { list } from '@cloud/google'
import { change, filterOf, type GceClient, projectPath } from './client.ts'
import { createNode } from './create-node.ts'
import { getInstance, instancePath } from './get-node.ts'
import { type Place, zonalOf } from './ids.ts'
import { isLabelKey, isLabelValue, isName } from './names.ts'
import type { GceCreateNode } from './node-options.ts'
import { type GceNode, type InstanceWire, stateOf, statusesOf, toNode } from './nodes-wire.ts'
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
    listNodes: (query = {}, call) => listNodes(client, checkNodeQuery(query), call),
    getNode: (node, call) =>
      client.within(call, async (left) => toNode(await getInstance(client, placeOfNode(node), left))),
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

export const placeOfNode = (node: Ref<'node'>): Place => zonalOf('node', node, 'node')

function listNodes(client: GceClient, query: NodeQuery, call: CallOptions | undefined): Listing<GceNode> {
  const narrowed = filtersOf(query)
  if (narrowed === undefined) return listing(async () => ({ items: [] }), call, client.clock)
  const map = (wire: InstanceWire) => {
    const node = toNode(wire)
    return holds(node, query) ? node : undefined
  }
  const path = () => projectPath(client, ['aggregated', 'instances'])
  const name = 'compute.instances.aggregatedList'
  return list(client, { name, path, query: filterOf(...narrowed), key: 'instances', map }, call)
}

/** What the server is to leave out; undefined where the query can match nothing. */
function filtersOf({ ids, name, states, tags = {} }: NodeQuery): readonly string[] | undefined {
  if (ids?.length === 0 || states?.length === 0 || (name !== undefined && !isName(name))) return undefined
  if (Object.entries(tags).some(([key, value]) => !isLabelKey(key) || !isLabelValue(value))) return undefined
  const statuses = states?.includes('unknown') ? [] : statusesOf(states ?? [])
  if (states !== undefined && statuses.length === 0 && !states.includes('unknown')) return undefined
  const either = (field: string, values: readonly string[]) =>
    values.map((value) => `(${field} = ${value})`).join(' OR ')
  return [
    ...(name === undefined ? [] : [`name = ${name}`]),
    ...(statuses.length === 0 ? [] : [either('status', statuses)]),
    // Without a value there is nothing that a filter could be compared with.
    ...Object.entries(tags).map(([key, value]) =>
      value === '' ? `labels.${key}:*` : `labels.${key} = "${value}"`,
    ),
    ...idFilter(ids),
  ]
}

/** Of many ids the list is read whole: a filter may be about two thousand characters long. */
const mostIds = 25

function idFilter(ids: readonly string[] = []): readonly string[] {
  const names = [...new Set(ids.map((id) => id.slice(id.indexOf('/') + 1)).filter(isName))]
  if (names.length === 0 || names.length > mostIds) return []
  return [names.map((name) => `(name = ${name})`).join(' OR ')]
}

function holds(node: GceNode, { ids, name, states, tags = {} }: NodeQuery): boolean {
  return (
    (ids?.includes(node.id) ?? true) &&
    (name === undefined || name === node.name) &&
    (states?.includes(node.state) ?? true) &&
    Object.entries(tags).every(([key, value]) => node.tags[key] === value)
  )
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
