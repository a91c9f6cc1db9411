import type { CallOptions, Compute, Power, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, once, send } from './client.ts'
import { createNode } from './create-node.ts'
import { getNode } from './get-node.ts'
import type { Ec2CreateNode } from './launch-options.ts'
import { listNodes } from './list-nodes.ts'
import type { Ec2Node } from './nodes-wire.ts'

export type Nodes = Pick<
  Compute<Ec2Node, Ec2CreateNode>,
  'listNodes' | 'getNode' | 'createNode' | 'rebootNode' | 'destroyNode'
> &
  Power

/** EC2 instances as nodes. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/operation-list-instances.html */
export function nodes(client: Ec2Client): Nodes {
  return {
    listNodes: (query, call) => listNodes(client, query, call),
    getNode: (node, call) => getNode(client, node, call),
    createNode: (options, call) => createNode(client, options, call),
    rebootNode: (node, call) => act(client, 'RebootInstances', once, node, call),
    destroyNode: (node, call) => act(client, 'TerminateInstances', idempotent, node, call),
    startNode: (node, call) => act(client, 'StartInstances', idempotent, node, call),
    stopNode: (node, call) => act(client, 'StopInstances', idempotent, node, call),
  }
}

async function act(
  client: Ec2Client,
  name: string,
  repeat: typeof once | typeof idempotent,
  node: Ref<'node'>,
  call: CallOptions | undefined,
): Promise<void> {
  const parameters = { InstanceId: [idOf('node', node, 'node')] }
  await send(client, { name, repeat, parameters, answer: done }, call)
}
