import type { CallOptions, LoadBalancers, NodeTarget, Ref, UpdateBalancer } from '@cloud/core'
import { beforeWrite, checkNames, idOf, invalid } from '@cloud/core/driver'
import { checkName } from './check-value.ts'
import { attachClassic, detachClassic, listClassicMembers } from './classic-members.ts'
import { type ClassicBalancer, toClassic } from './classic-wire.ts'
import type { ClassicClient } from './client.ts'
import { type ClassicCreateBalancer, createClassic, removeClassic } from './create-classic.ts'
import { classicName, getClassic, listClassics } from './get-classic.ts'
import { turns } from './turns.ts'

export type Classics = LoadBalancers<ClassicBalancer, ClassicCreateBalancer, never, NodeTarget>

/** Classic load balancers, in networks. */
export function classicBalancers(client: ClassicClient): Classics {
  const turn = turns(client)
  return {
    listBalancers: (query = {}, call) => listClassics(client, query, call),
    getBalancer: (balancer, call) =>
      client.within(call, async (left) => toClassic(await getClassic(client, classicName(balancer), left))),
    createBalancer: (options, call) =>
      client.within(call, (left) =>
        client.inTurn(options?.idempotencyKey, () => createClassic(client, options, left), left),
      ),
    updateBalancer: (balancer, changes, call) =>
      client.within(call, (left) => updateBalancer(client, balancer, changes, left)),
    destroyBalancer: (balancer, call) =>
      turn(balancer, call, async (left) => {
        const name = classicName(balancer)
        await beforeWrite(getClassic(client, name, left))
        await removeClassic(client, name, left)
      }),
    listMembers: (balancer, call) => listClassicMembers(client, balancer, call),
    attachMember: (balancer, member, call) =>
      turn(balancer, call, (left) => attachClassic(client, balancer, member, left)),
    detachMember: (balancer, member, call) =>
      turn(balancer, call, (left) => detachClassic(client, balancer, member, left)),
  }
}

async function updateBalancer(
  client: ClassicClient,
  ref: Ref<'balancer'>,
  changes: UpdateBalancer,
  call: CallOptions,
): Promise<ClassicBalancer> {
  const id = idOf('balancer', ref, 'balancer')
  checkNames('updateBalancer', changes, ['name'])
  if (changes.name !== undefined) checkName(changes.name)
  const balancer = toClassic(await beforeWrite(getClassic(client, classicName(id), call)))
  if (changes.name === undefined || changes.name === balancer.name) return balancer
  throw invalid('A balancer keeps the name that it was made with')
}
