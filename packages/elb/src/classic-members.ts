import type { CallOptions, Listing, Member, NodeTarget, Ref } from '@cloud/core'
import { afterWrite, beforeWrite, checkNames, checkTarget, idOf, listing, onePage } from '@cloud/core/driver'
import { type ClassicMember, instanceStatesAnswer, toClassicMember } from './classic-wire.ts'
import { type ClassicClient, done, idempotent, read, send } from './client.ts'
import { classicNode } from './create-classic.ts'
import { explained } from './ec2-places.ts'
import { classicName, getClassic } from './get-classic.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DescribeInstanceHealth.html */
async function membersOf(
  client: ClassicClient,
  name: string,
  call: CallOptions,
): Promise<readonly ClassicMember[]> {
  const parameters = { LoadBalancerName: name }
  const request = { name: 'DescribeInstanceHealth', repeat: read, parameters, answer: instanceStatesAnswer }
  return (await send(client, request, call)).InstanceStates.map(toClassicMember)
}

export function listClassicMembers(
  client: ClassicClient,
  ref: Ref<'balancer'>,
  call: CallOptions | undefined,
): Listing<ClassicMember> {
  const id = idOf('balancer', ref, 'balancer')
  const all = async (left: CallOptions) => membersOf(client, classicName(id), left)
  return listing(onePage(all), call, client.clock)
}

export async function registerInstances(
  client: ClassicClient,
  name: string,
  nodes: readonly string[],
  call: CallOptions,
): Promise<void> {
  if (nodes.length === 0) return
  const parameters = { LoadBalancerName: name, Instances: toInstances(nodes) }
  const action = 'RegisterInstancesWithLoadBalancer'
  try {
    await send(client, { name: action, repeat: idempotent, parameters, answer: done }, call)
  } catch (error) {
    throw await explained(client, error, nodes, call)
  }
}

const toInstances = (nodes: readonly string[]) => nodes.map((InstanceId) => ({ InstanceId }))

export async function attachClassic(
  client: ClassicClient,
  ref: Ref<'balancer'>,
  target: NodeTarget,
  call: CallOptions,
): Promise<ClassicMember> {
  const id = idOf('balancer', ref, 'balancer')
  const node = classicNode('The member', target)
  const name = classicName(id)
  const before = await beforeWrite(membersOf(client, name, call))
  const known = before.find((member) => member.id === node)
  if (known !== undefined && known.state !== 'draining') return known
  await registerInstances(client, name, [node], call)
  const found = (await afterWrite(membersOf(client, name, call))).find((member) => member.id === node)
  // It may not show everywhere at once: what was just registered has not been checked yet.
  return found ?? { kind: 'member', id: node, node, state: 'starting', native: { InstanceId: node } }
}

export async function detachClassic(
  client: ClassicClient,
  ref: Ref<'balancer'>,
  target: NodeTarget | Pick<Member, 'kind' | 'id'>,
  call: CallOptions,
): Promise<void> {
  const id = idOf('balancer', ref, 'balancer')
  const node = leaving(target)
  const name = classicName(id)
  const { Instances } = await beforeWrite(getClassic(client, name, call))
  if (!Instances.some(({ InstanceId }) => InstanceId === node)) return
  const parameters = { LoadBalancerName: name, Instances: toInstances([node]) }
  const action = 'DeregisterInstancesFromLoadBalancer'
  await send(client, { name: action, repeat: idempotent, parameters, answer: done }, call)
}

/** A member has the id of its node; also of what is no node, and so no member. */
function leaving(target: NodeTarget | Pick<Member, 'kind' | 'id'>): string {
  const kind: unknown = Reflect.get(Object(target), 'kind')
  if (kind !== undefined && kind !== 'node') {
    checkNames('The member', target, ['kind', 'id', 'node', 'state', 'native'])
    return idOf('member', target, 'member')
  }
  checkTarget('The member', target, ['node'])
  return idOf('node', Reflect.get(target, 'node'), 'node')
}
