import type { CallOptions, Ref } from '@cloud/core'
import {
  beforeWrite,
  CloudError,
  changed,
  checkNames,
  idOf,
  invalid,
  isCloudError,
  waitUntil,
} from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, send } from './client.ts'
import { get, list } from './description.ts'
import { exactly } from './filters.ts'
import { groups, type SecurityGroupWire } from './firewalls-wire.ts'
import { getNode } from './get-node.ts'
import { ec2Id } from './ids.ts'
import type { Ec2Node, InstanceWire } from './nodes-wire.ts'

type At = { readonly node: Ref<'node'> }

/** The id of the node that a firewall is put in front of, or taken away from. */
export function nodeAt(what: string, at: At): string {
  checkNames(what, at, ['node'])
  return idOf('node', at.node, 'node')
}

export async function attachFirewall(
  client: Ec2Client,
  ref: Ref<'firewall'>,
  node: string,
  call: CallOptions,
): Promise<void> {
  const { group, instance } = await lookAt(client, ref, node, call)
  const ids = groupsOf(instance)
  if (ids.includes(group.groupId)) return
  if (instance.vpcId !== undefined && instance.vpcId !== group.vpcId)
    throw invalid(`The firewall is in ${group.vpcId}, and the node in ${instance.vpcId}`)
  await setGroups(client, instance, [...ids, group.groupId], call)
  await onceSeen(client, instance, { id: group.groupId, attached: true }, call)
}

/** A node always has a group: whose last one is taken away has the default one of its network, as if none had been named for it. */
export async function detachFirewall(
  client: Ec2Client,
  ref: Ref<'firewall'>,
  node: string,
  call: CallOptions,
): Promise<void> {
  const { group, instance } = await lookAt(client, ref, node, call)
  const ids = groupsOf(instance)
  if (!ids.includes(group.groupId)) return
  const rest = ids.filter((id) => id !== group.groupId)
  const left = rest.length > 0 ? rest : [await beforeWrite(defaultGroup(client, group, call))]
  await setGroups(client, instance, left, call)
  await onceSeen(client, instance, { id: group.groupId, attached: false }, call)
}

async function lookAt(
  client: Ec2Client,
  ref: Ref<'firewall'>,
  node: string,
  call: CallOptions,
): Promise<{ readonly group: SecurityGroupWire; readonly instance: InstanceWire }> {
  const id = ec2Id('firewall', ref)
  // At the same time; where both fail, the firewall is what is told.
  const [group, instance] = await Promise.allSettled([
    beforeWrite(get(client, groups, id, call)),
    beforeWrite(getNode(client, node, call)),
  ])
  if (group.status === 'rejected') throw group.reason
  if (instance.status === 'rejected') throw instance.reason
  return { group: group.value.native, instance: instance.value.native }
}

const groupsOf = ({ groupSet }: InstanceWire) => groupSet.map(({ groupId }) => groupId)

/** Its name is the network's own, and EC2 does not let it be removed. */
async function defaultGroup(
  client: Ec2Client,
  { groupId, groupName, vpcId = '' }: SecurityGroupWire,
  call: CallOptions,
): Promise<string> {
  const filters = [exactly('vpc-id', [vpcId]), exactly('group-name', ['default'])]
  const [found] = groupName === 'default' ? [] : await list(client, groups, filters, call).toArray({ max: 1 })
  if (found !== undefined) return found.id
  throw new CloudError(`The node has no firewall beside ${groupId}`, {
    code: 'conflict',
    provider: client.provider,
    outcome: 'not-applied',
    hint: 'attach another one first',
  })
}

/**
 * The groups of a node are those of its first network interface, by which they are changed where it has several.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html
 */
async function setGroups(
  client: Ec2Client,
  { instanceId, networkInterfaceSet: interfaces }: InstanceWire,
  ids: readonly string[],
  call: CallOptions,
): Promise<void> {
  const first = interfaces.find(({ attachment }) => attachment?.deviceIndex === 0)
  const request =
    interfaces.length > 1 && first !== undefined
      ? {
          name: 'ModifyNetworkInterfaceAttribute',
          parameters: { NetworkInterfaceId: first.networkInterfaceId, SecurityGroupId: ids },
        }
      : { name: 'ModifyInstanceAttribute', parameters: { InstanceId: instanceId, GroupId: ids } }
  await send(client, { ...request, repeat: idempotent, answer: done }, call)
}

/** How long a node may be told with the groups that it had. */
const mostMs = 30_000

/**
 * The groups of a node are replaced whole. Who changes them next must see what is done here, or would undo it: EC2 may tell them as they
 * were for a moment.
 */
async function onceSeen(
  client: Ec2Client,
  { instanceId }: InstanceWire,
  { id, attached }: { readonly id: string; readonly attached: boolean },
  call: CallOptions,
): Promise<void> {
  const wait = {
    what: `the node ${instanceId} to be told ${attached ? 'with' : 'without'} the firewall ${id}`,
    look: (left: CallOptions) => getNode(client, instanceId, left),
    done: ({ native }: Ec2Node) => groupsOf(native).includes(id) === attached,
    describe: ({ native }: Ec2Node) => `it has ${groupsOf(native).join(', ')}`,
  }
  try {
    await waitUntil(wait, { signal: call.signal, timeoutMs: mostMs }, client.clock)
  } catch (error) {
    // Somebody else has changed them since: this change was made.
    if (isCloudError(error, 'timeout') && !call.signal?.aborted) return
    throw isCloudError(error) ? changed(error, { outcome: 'applied', retryable: false }) : error
  }
}
