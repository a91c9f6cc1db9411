import type { CallOptions, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { type CloudStackBalancer, type LoadBalancerWire, toBalancer } from './load-balancers-wire.ts'
import { oneOf } from './pages.ts'

export const balancerList = { name: 'listLoadBalancerRules', key: 'loadbalancerrule' } as const

export const balancerIdOf = (balancer: Ref<'balancer'>): string => idOf('balancer', balancer, 'balancer')

export function getBalancer(
  client: CloudStackClient,
  ref: Ref<'balancer'>,
  call: CallOptions,
): Promise<CloudStackBalancer> {
  const map = (wire: LoadBalancerWire) => toBalancer(wire)
  return oneOf(client, { ...balancerList, map }, { what: 'balancer', id: balancerIdOf(ref) }, call)
}
