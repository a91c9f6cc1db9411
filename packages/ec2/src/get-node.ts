import type { CallOptions, Ref } from '@cloud/core'
import { CloudError, idOf } from '@cloud/core/driver'
import type { Ec2Client } from './client.ts'
import { describeInstances, operation } from './describe-instances.ts'
import { type Ec2Node, toNode } from './nodes-wire.ts'

/** `getNode` of `nodes` alone. */
export async function getNode(client: Ec2Client, node: Ref<'node'>, call?: CallOptions): Promise<Ec2Node> {
  const id = idOf('node', node, 'node')
  const wire = await describeInstances(client, { InstanceId: [id] }, call)
  const [found] = wire.reservationSet.flatMap(({ instancesSet }) => instancesSet)
  if (found !== undefined) return toNode(found)
  // Right after its creation EC2 may answer with an empty list in place of its error.
  throw new CloudError(`There is no instance ${id}`, {
    code: 'not-found',
    provider: client.provider,
    operation,
  })
}
