import type { CallOptions, LoadBalancers, MemberTarget, Ref, UpdateBalancer } from '@cloud/core'
import { afterWrite, beforeWrite, checkNames, idOf, invalid, withOutcome } from '@cloud/core/driver'
import { attachMember, detachMember, listMembers } from './balancer-members.ts'
import { checkIds, type ElbCreateBalancer } from './check-balancer.ts'
import type { ElbListenerOptions } from './check-listener.ts'
import { checkName } from './check-value.ts'
import { done, type ElbClient, idempotent, send } from './client.ts'
import { createBalancer } from './create-balancer.ts'
import { destroyBalancer } from './destroy-balancer.ts'
import { balancerArn, getBalancer, getLoadBalancer, listBalancers, wholeOf } from './get-balancer.ts'
import { type ElbBalancer, toBalancer } from './load-balancers-wire.ts'
import { turns } from './turns.ts'

/** What `updateBalancer` takes under `native`. */
export interface ElbChangeBalancer {
  /** In place of those that it has. */
  readonly subnets?: readonly string[] | undefined
  /** In place of those that it has; a network balancer that was made without any takes none. */
  readonly securityGroups?: readonly string[] | undefined
}

export type Balancers = LoadBalancers<
  ElbBalancer,
  ElbCreateBalancer,
  ElbListenerOptions,
  MemberTarget,
  ElbChangeBalancer
>

/** Application or network load balancers, as the client says. */
export function balancers(client: ElbClient): Balancers {
  const turn = turns(client)
  return {
    listBalancers: (query = {}, call) => listBalancers(client, query, call),
    getBalancer: (balancer, call) =>
      client.within(call, async (left) => getBalancer(client, balancerArn(client, balancer), left)),
    createBalancer: (options, call) =>
      client.within(call, (left) =>
        client.inTurn(options?.idempotencyKey, () => createBalancer(client, options, left), left),
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
  client: ElbClient,
  ref: Ref<'balancer'>,
  changes: UpdateBalancer<ElbChangeBalancer>,
  call: CallOptions,
): Promise<ElbBalancer> {
  const id = idOf('balancer', ref, 'balancer')
  checkNames('updateBalancer', changes, ['name', 'native'])
  const { name, native = {} } = changes
  checkNames('updateBalancer under native', native, ['subnets', 'securityGroups'])
  if (name !== undefined) checkName(name)
  checkIds('native.subnets', 'subnet', native.subnets)
  checkIds('native.securityGroups', 'securityGroup', native.securityGroups)
  const arn = balancerArn(client, id)
  const wire = await beforeWrite(getLoadBalancer(client, arn, call))
  if (name !== undefined && name !== wire.LoadBalancerName)
    throw invalid('A balancer keeps the name that it was made with')
  if (native.subnets === undefined && native.securityGroups === undefined) {
    const { listeners, groups } = await beforeWrite(wholeOf(client, wire, call))
    return toBalancer(wire, listeners, groups)
  }
  await change(client, arn, native, call)
  return afterWrite(getBalancer(client, arn, call))
}

async function change(
  client: ElbClient,
  arn: string,
  { subnets, securityGroups }: ElbChangeBalancer,
  call: CallOptions,
): Promise<void> {
  const set = (name: string, parameters: Readonly<Record<string, string | readonly string[]>>) =>
    send(client, { name, repeat: idempotent, parameters, answer: done }, call)
  if (subnets !== undefined) await set('SetSubnets', { LoadBalancerArn: arn, Subnets: subnets })
  if (securityGroups === undefined) return
  try {
    await set('SetSecurityGroups', { LoadBalancerArn: arn, SecurityGroups: securityGroups })
  } catch (error) {
    throw subnets === undefined ? error : withOutcome(error, 'unknown')
  }
}
