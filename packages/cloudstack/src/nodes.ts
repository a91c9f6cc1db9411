import type { Compute, Power } from '@cloud/core'
import { serial } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { type CloudStackCreateNode, createNode } from './create-node.ts'
import { destroyNode } from './destroy-node.ts'
import { getNode, nodeIdOf } from './get-node.ts'
import { listNodes } from './list-nodes.ts'
import { rebootNode, startNode, stopNode } from './node-power.ts'
import type { CloudStackNode } from './nodes-wire.ts'

export type Nodes = Pick<
  Compute<CloudStackNode, CloudStackCreateNode>,
  'listNodes' | 'getNode' | 'createNode' | 'rebootNode' | 'destroyNode'
> &
  Power

/** Virtual machines as nodes. https://cloudstack.apache.org/api/apidocs-4.20/ */
export function nodes(client: CloudStackClient): Nodes {
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
      client.within(call, async (left) => destroyNode(client, nodeIdOf(node), left)),
    startNode: (node, call) => client.within(call, (left) => startNode(client, node, left)),
    stopNode: (node, call) => client.within(call, (left) => stopNode(client, node, left)),
  }
}
