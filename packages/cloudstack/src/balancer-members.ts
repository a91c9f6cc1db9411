import type { CallOptions, Listing, Member, NodeTarget, Ref } from '@cloud/core'
import { beforeWrite, CloudError, checkNames, idOf, listing } from '@cloud/core/driver'
import { memberOf } from './balancer-plan.ts'
import type { CloudStackClient } from './client.ts'
import { balancerIdOf, getBalancer } from './get-balancer.ts'
import { getVirtualMachine } from './get-node.ts'
import { toMember } from './load-balancers-wire.ts'
import { list } from './pages.ts'
import { perform, refusedNow } from './perform.ts'

const instances = {
  name: 'listLoadBalancerRuleInstances',
  key: 'loadbalancerruleinstance',
  map: toMember,
} as const

export function listMembers(
  client: CloudStackClient,
  ref: Ref<'balancer'>,
  call: CallOptions | undefined,
): Listing<Member> {
  const id = balancerIdOf(ref)
  const all = (left: CallOptions) => list(client, { ...instances, parameters: { id } }, left)
  return listing(
    async (after, left) => {
      // Of what is gone the list is empty, and no error.
      if (after === undefined) await getBalancer(client, id, left)
      for await (const page of all(left).pages({ after })) return page
      return { items: [] }
    },
    call,
    client.clock,
  )
}

async function membersOf(
  client: CloudStackClient,
  id: string,
  call: CallOptions,
): Promise<readonly Member[]> {
  return list(client, { ...instances, parameters: { id } }, call).toArray()
}

export async function attachMember(
  client: CloudStackClient,
  ref: Ref<'balancer'>,
  target: NodeTarget,
  call: CallOptions,
): Promise<Member> {
  const [wanted, node] = [balancerIdOf(ref), memberOf('The member', target)]
  const { id } = await beforeWrite(getBalancer(client, wanted, call))
  const before = await beforeWrite(membersOf(client, id, call))
  const known = before.find((member) => member.id === node)
  if (known !== undefined) return known
  await beforeWrite(getVirtualMachine(client, node, call))
  await assign(client, id, [node], call)
  const found = (await membersOf(client, id, call)).find((member) => member.id === node)
  if (found !== undefined) return found
  throw new CloudError(`The node ${node} was put behind the balancer, which does not show it`, {
    code: 'conflict',
    outcome: 'unknown',
  })
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/assignToLoadBalancerRule.html */
export async function assign(
  client: CloudStackClient,
  id: string,
  nodes: readonly string[],
  call: CallOptions,
): Promise<void> {
  const shown = async (left: CallOptions) => {
    const ids = (await membersOf(client, id, left)).map((member) => member.id)
    return nodes.every((node) => ids.includes(node))
  }
  const parameters = { id, virtualmachineids: nodes }
  const action = { name: 'assignToLoadBalancerRule', parameters, on: id, word: 'assigntoloadbalancer', shown }
  try {
    await perform(client, action, call)
  } catch (error) {
    throw refusedNow(error)
  }
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/removeFromLoadBalancerRule.html */
export async function detachMember(
  client: CloudStackClient,
  ref: Ref<'balancer'>,
  target: NodeTarget | Pick<Member, 'kind' | 'id'>,
  call: CallOptions,
): Promise<void> {
  const wanted = balancerIdOf(ref)
  const node = isNamed(target) ? ownIdOf(target) : memberOf('The member', target)
  const { id } = await beforeWrite(getBalancer(client, wanted, call))
  const has = async (left: CallOptions) =>
    (await membersOf(client, id, left)).some((member) => member.id === node)
  if (!(await beforeWrite(has(call)))) return
  const shown = async (left: CallOptions) => !(await has(left))
  const parameters = { id, virtualmachineids: [node] }
  const word = 'removefromloadbalancer'
  try {
    await perform(client, { name: 'removeFromLoadBalancerRule', parameters, on: id, word, shown }, call)
  } catch (error) {
    throw refusedNow(error)
  }
}

const isNamed = (target: unknown): target is Pick<Member, 'kind' | 'id'> =>
  Object.hasOwn(Object(target), 'kind') && Reflect.get(Object(target), 'kind') !== 'node'

/** A member has the id of its node. */
function ownIdOf(member: Pick<Member, 'kind' | 'id'>): string {
  checkNames('The member', member, ['kind', 'id', 'node', 'state', 'native'])
  return idOf('member', member, 'member')
}
