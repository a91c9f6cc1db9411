import type { CallOptions, CreateNode } from '@cloud/core'
import { keyed } from '@cloud/core/driver'
import type { Ec2Client } from './client.ts'
import type { Ec2CreateNode } from './launch-options.ts'
import { type Ec2Node, toNode } from './nodes-wire.ts'
import { runInstances, toLaunch } from './run-instances.ts'

export async function createNode(
  client: Ec2Client,
  options: CreateNode<Ec2CreateNode>,
  call?: CallOptions,
): Promise<Ec2Node> {
  const launch = toLaunch(options)
  const { name, idempotencyKey: token = crypto.randomUUID() } = options
  return client.within(call, async (left) => {
    try {
      const [made] = await runInstances(client, launch, { count: 1, token, name }, left)
      return toNode(made)
    } catch (error) {
      throw keyed(error, token)
    }
  })
}
