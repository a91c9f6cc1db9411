import type { CallOptions, Compute, Power, Ref } from '@cloud/core'
import { idOf, isCloudError, serial } from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { createNode, type DigitalOceanCreateNode } from './create-node.ts'
import { destroyDroplet, dropletAction, dropletFor, refusedNow, wrongState } from './droplet-actions.ts'
import { getNode } from './get-node.ts'
import { listNodes } from './list-nodes.ts'
import type { DigitalOceanNode, DropletWire } from './nodes-wire.ts'
import { perform } from './resource-actions.ts'

export type Nodes = Pick<
  Compute<DigitalOceanNode, DigitalOceanCreateNode>,
  'listNodes' | 'getNode' | 'createNode' | 'rebootNode' | 'destroyNode'
> &
  Power

/** Droplets as nodes. https://docs.digitalocean.com/reference/api/digitalocean/#tag/Droplets */
export function nodes(client: DigitalOceanClient): Nodes {
  const inTurn = serial()
  return {
    listNodes: (query, call) => listNodes(client, query, call),
    getNode: (node, call) => getNode(client, node, call),
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
