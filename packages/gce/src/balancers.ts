import type { CallOptions, LoadBalancers, NodeTarget, Ref, UpdateBalancer } from '@cloud/core'
import { beforeWrite, checkNames, idOf, invalid, serial } from '@cloud/core/driver'
import { attachMember, detachMember, listMembers } from './balancer-members.ts'
import type { GceBalancer } from './balancers-wire.ts'
import type { GceCreateBalancer } from './check-balancer.ts'
import type { GceClient } from './client.ts'
import { createBalancer } from './create-balancer.ts'
import { destroyBalancer } from './destroy-balancer.ts'
import { getBalancer, listBalancers, placeOfBalancer } from './get-balancer.ts'
import { checkName } from './names.ts'

export type Balancers = LoadBalancers<GceBalancer, GceCreateBalancer, never, NodeTarget>

/** Network load balancers of a region: what comes in is handed on as it is. https://cloud.google.com/load-balancing/docs/network/networklb-target-pools */
export function balancers(client: GceClient): Balancers {
  const inTurn = serial()
  /** A pool takes one change at a time. */
  const turn = <T>(
    ref: Ref<'balancer'>,
    call: CallOptions | undefined,
    work: (left: CallOptions) => Promise<T>,
  ) => client.within(call, (left) => inTurn(idOf('balancer', ref, 'balancer'), () => work(left), left))
  return {
    listBalancers: (query = {}, call) => listBalancers(client, query, call),
    getBalancer: (balancer, call) =>
      client.within(call, async (left) => getBalancer(client, placeOfBalancer(balancer), left)),
    createBalancer: (options, call) =>
      client.within(call, (left) =>
        inTurn(options?.idempotencyKey, () => createBalancer(client, options, left), left),
      ),
    updateBalancer: (balancer, changes, call) =>
      client.within(call, (left) => updateBalancer(client, balancer, changes, left)),
    destroyBalancer: (balancer, call) =>
      turn(balancer, call, (left) => destroyBalancer(client, balancer, left)),
    listMembers: (balancer, call) => listMembers(client, balancer, call),
    attachMember: (balancer, member, call) =>
      turn(balancer, call, (left) => attachMember(client, balancer, member, left)),
    detachMember: (balancer, member, call) =>
      turn(balancer, call, (left) => detachMember(client, balancer, member, left)),
  }
}

async function updateBalancer(
  client: GceClient,
  ref: Ref<'balancer'>,
  changes: UpdateBalancer,
  call: CallOptions,
): Promise<GceBalancer> {
  checkNames('updateBalancer', changes, ['name'])
  if (changes.name !== undefined) checkName('balancer', changes.name)
  const balancer = await beforeWrite(getBalancer(client, placeOfBalancer(ref), call))
  if (changes.name === undefined || changes.name === balancer.name) return balancer
  throw invalid('A balancer keeps the name that it was made with')
}
