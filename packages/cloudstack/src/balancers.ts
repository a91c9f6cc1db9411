import type { CallOptions, Listing, LoadBalancers, NodeTarget, Ref, UpdateBalancer } from '@cloud/core'
import { beforeWrite, checkNames, serial } from '@cloud/core/driver'
import { attachMember, detachMember, listMembers } from './balancer-members.ts'
import { type CloudStackCreateBalancer, checkedCidrs } from './balancer-plan.ts'
import { changeRule } from './change-rule.ts'
import { checkName, nameOf } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { createBalancer } from './create-balancer.ts'
import { destroyBalancer } from './destroy-balancer.ts'
import { balancerIdOf, balancerList, getBalancer } from './get-balancer.ts'
import { type CloudStackBalancer, type LoadBalancerWire, toBalancer } from './load-balancers-wire.ts'
import { list } from './pages.ts'

/** What `updateBalancer` takes under `native`. */
export interface CloudStackChangeBalancer {
  /** Whom it lets in, by ranges of addresses. */
  readonly cidrs?: readonly string[] | undefined
}

export type Balancers = LoadBalancers<
  CloudStackBalancer,
  CloudStackCreateBalancer,
  never,
  NodeTarget,
  CloudStackChangeBalancer
>

/** Load balancer rules of networks in advanced zones; several may have one name. */
export function balancers(client: CloudStackClient): Balancers {
  const inTurn = serial()
  return {
    listBalancers: (query = {}, call) => listBalancers(client, query, call),
    getBalancer: (balancer, call) => client.within(call, (left) => getBalancer(client, balancer, left)),
    createBalancer: (options, call) =>
      client.within(call, (left) =>
        inTurn(options?.idempotencyKey, () => createBalancer(client, options, left), left),
      ),
    updateBalancer: (balancer, changes, call) =>
      client.within(call, (left) => updateBalancer(client, balancer, changes, left)),
    destroyBalancer: (balancer, call) =>
      client.within(call, (left) => destroyBalancer(client, balancer, left)),
    listMembers: (balancer, call) => listMembers(client, balancer, call),
    attachMember: (balancer, member, call) =>
      client.within(call, (left) => attachMember(client, balancer, member, left)),
    detachMember: (balancer, member, call) =>
      client.within(call, (left) => detachMember(client, balancer, member, left)),
  }
}

function listBalancers(
  client: CloudStackClient,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<CloudStackBalancer> {
  const name = nameOf('listBalancers', query)
  const map = (wire: LoadBalancerWire) =>
    name === undefined || wire.name === name ? toBalancer(wire) : undefined
  return list(client, { ...balancerList, parameters: { keyword: name }, map }, call)
}

async function updateBalancer(
  client: CloudStackClient,
  ref: Ref<'balancer'>,
  changes: UpdateBalancer<CloudStackChangeBalancer>,
  call: CallOptions,
): Promise<CloudStackBalancer> {
  const id = balancerIdOf(ref)
  checkNames('updateBalancer', changes, ['name', 'native'])
  const { name, native = {} } = changes
  checkNames('updateBalancer under native', native, ['cidrs'])
  const cidrlist = checkedCidrs(native.cidrs)
  if (name !== undefined) checkName('balancer', name)
  if (name === undefined && cidrlist === undefined) return beforeWrite(getBalancer(client, id, call))
  const parameters = { name, cidrlist }
  const isSo = (wire: LoadBalancerWire) =>
    (name === undefined || wire.name === name) &&
    (cidrlist === undefined || wire.cidrlist === cidrlist.join(','))
  return changeRule(client, id, { parameters, isSo }, call)
}
