import type { CallOptions, Listing, NodeQuery } from '@cloud/core'
import { checkNodeQuery, listing, onePage } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { findVirtualMachine, virtualMachines } from './get-node.ts'
import { type CloudStackNode, toNode, type VirtualMachineWire } from './nodes-wire.ts'
import { list } from './pages.ts'
import { toTagList } from './tags-wire.ts'

/** `listNodes` of `nodes` alone, for who only lists: its bundle holds nothing of what makes nodes. */
export function listNodes(
  client: CloudStackClient,
  query: NodeQuery = {},
  call?: CallOptions,
): Listing<CloudStackNode> {
  const { ids, name, states, tags = {} } = checkNodeQuery(query)
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
