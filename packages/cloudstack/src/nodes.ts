import type { CallOptions, Compute, Listing, NodeQuery, Power } from '@cloud/core'
import { checkNodeQuery, listing, onePage, serial } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { type CloudStackCreateNode, createNode } from './create-node.ts'
import { destroyNode } from './destroy-node.ts'
import { findVirtualMachine, getVirtualMachine, nodeIdOf, virtualMachines } from './get-node.ts'
import { rebootNode, startNode, stopNode } from './node-power.ts'
import { type CloudStackNode, toNode, type VirtualMachineWire } from './nodes-wire.ts'
import { list } from './pages.ts'
import { toTagList } from './tags-wire.ts'

export type Nodes = Pick<
  Compute<CloudStackNode, CloudStackCreateNode>,
  'listNodes' | 'getNode' | 'createNode' | 'rebootNode' | 'destroyNode'
> &
  Power

/** Virtual machines as nodes. https://cloudstack.apache.org/api/apidocs-4.20/ */
export function nodes(client: CloudStackClient): Nodes {
  const inTurn = serial()
  return {
    listNodes: (query = {}, call) => listNodes(client, checkNodeQuery(query), call),
    getNode: async (node, call) => getVirtualMachine(client, nodeIdOf(node), call, (wire) => toNode(wire)),
    createNode: (options, call) =>
      client.within(call, (left) =>
        inTurn(options?.idempotencyKey, () => createNode(client, options, left), left),
      ),
    rebootNode: (node, call) => client.within(call, (left) => rebootNode(client, node, left)),
    destroyNode: (node, call) =>
      client.within(call, async (left) => destroyNode(client, nodeIdOf(node), left)),
    startNode: (node, call) => client.within(call, (left) => startNode(client, node, left)),
    stopNode: (node, call) => client.within(call, (left) => stopNode(client, node, left)),
  }
}

function listNodes(
  client: CloudStackClient,
  { ids, name, states, tags = {} }: NodeQuery,
  call: CallOptions | undefined,
): Listing<CloudStackNode> {
  const wanted = Object.entries(tags)
  const map = (wire: VirtualMachineWire) => {
    const node = toNode(wire)
    const holds =
      (name === undefined || name === node.name) &&
      (states === undefined ? node.state !== 'terminated' : states.includes(node.state)) &&
      wanted.every(([key, value]) => node.tags[key] === value)
    return holds ? node : undefined
  }
  if (ids !== undefined)
    return listing(
      onePage((left) => some(client, ids, map, left)),
      call,
      client.clock,
    )
  // Several tags would be as good as one of them, and a name is any part of one: what the server does not narrow is narrowed here.
  const parameters = { keyword: name, tags: toTagList(tags).slice(0, 1) }
  return list(client, { ...virtualMachines, parameters, map }, call)
}

/** A list that is asked for an id which is not there is refused whole: each is asked for alone. */
async function some(
  client: CloudStackClient,
  ids: readonly string[],
  map: (wire: VirtualMachineWire) => CloudStackNode | undefined,
  call: CallOptions,
): Promise<readonly CloudStackNode[]> {
  const found: CloudStackNode[] = []
  for (const id of new Set(ids)) {
    const wire = await findVirtualMachine(client, id, call)
    const node = wire && map(wire)
    if (node) found.push(node)
  }
  return found
}
