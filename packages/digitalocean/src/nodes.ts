import type { CallOptions, Compute, Listing, NodeQuery, Power, Ref } from '@cloud/core'
import { checkNodeQuery, idOf, isCloudError, serial } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { createNode, type DigitalOceanCreateNode } from './create-node.ts'
import {
  destroyDroplet,
  dropletAction,
  dropletFor,
  getDroplet,
  refusedNow,
  wrongState,
} from './droplet-actions.ts'
import { type DigitalOceanNode, type DropletWire, toNode } from './nodes-wire.ts'
import { list } from './pages.ts'
import { perform } from './resource-actions.ts'
import { toWords } from './tags-wire.ts'

export type Nodes = Pick<
  Compute<DigitalOceanNode, DigitalOceanCreateNode>,
  'listNodes' | 'getNode' | 'createNode' | 'rebootNode' | 'destroyNode'
> &
  Power

/** Droplets as nodes. https://docs.digitalocean.com/reference/api/digitalocean/#tag/Droplets */
export function nodes(client: DigitalOceanClient): Nodes {
  const inTurn = serial()
  return {
    listNodes: (query = {}, call) => listNodes(client, checkNodeQuery(query), call),
    getNode: async (node, call) => getDroplet(client, idOf('node', node, 'node'), call, toNode),
    createNode: (options, call) =>
      client.within(call, (left) =>
        inTurn(options?.idempotencyKey, () => createNode(client, options, left), left),
      ),
    rebootNode: (node, call) => client.within(call, (left) => rebootNode(client, node, left)),
    destroyNode: (node, call) =>
      client.within(call, async (left) => destroyDroplet(client, idOf('node', node, 'node'), left)),
    startNode: (node, call) => client.within(call, (left) => startNode(client, node, left)),
    stopNode: (node, call) => client.within(call, (left) => stopNode(client, node, left)),
  }
}

function listNodes(
  client: DigitalOceanClient,
  query: NodeQuery,
  call: CallOptions | undefined,
): Listing<DigitalOceanNode> {
  const { ids, name, states, tags } = query
  const words = toWords(tags ?? {})
  const map = (wire: DropletWire) => {
    const node = toNode(wire)
    const holds =
      (ids?.includes(node.id) ?? true) &&
      (name === undefined || name === node.name) &&
      (states?.includes(node.state) ?? true) &&
      words.every((word) => wire.tags.includes(word))
    return holds ? node : undefined
  }
  // The API takes a name or a tag, not both; what it does not narrow is narrowed here.
  const narrowed = name !== undefined ? { name } : { tag_name: words[0] }
  return list(
    client,
    { name: 'droplets_list', path: '/droplets', query: narrowed, key: 'droplets', map },
    call,
  )
}

async function rebootNode(client: DigitalOceanClient, node: Ref<'node'>, call: CallOptions): Promise<void> {
  const droplet = await dropletFor(client, idOf('node', node, 'node'), 'reboot', call)
  if (droplet.status !== 'active') throw wrongState(droplet, 'active')
  await power(client, droplet, 'reboot', call)
}

async function startNode(client: DigitalOceanClient, node: Ref<'node'>, call: CallOptions): Promise<void> {
  const droplet = await dropletFor(client, idOf('node', node, 'node'), 'power_on', call)
  if (droplet.status === 'active') return
  if (droplet.status !== 'off') throw wrongState(droplet, 'off')
  await power(client, droplet, 'power_on', call)
}

/** A shutdown asks the system; one that does not listen is switched off. */
async function stopNode(client: DigitalOceanClient, node: Ref<'node'>, call: CallOptions): Promise<void> {
  const droplet = await dropletFor(client, idOf('node', node, 'node'), 'shutdown', call)
  if (droplet.status === 'off') return
  if (droplet.status !== 'active') throw wrongState(droplet, 'active')
  try {
    await power(client, droplet, 'shutdown', call)
  } catch (error) {
    if (!isCloudError(error, 'failed')) throw error
    await power(client, droplet, 'power_off', call)
  }
}

async function power(
  client: DigitalOceanClient,
  droplet: DropletWire,
  type: string,
  call: CallOptions,
): Promise<void> {
  try {
    await perform(client, dropletAction(droplet, { type }), call)
  } catch (error) {
    throw refusedNow(error)
  }
}
