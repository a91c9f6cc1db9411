import type { CallOptions, Ref } from '@cloud/core'
import { type DigitalOceanClient, read } from './client.ts'
import { uuidOf } from './ids.ts'
import { type DigitalOceanBalancer, type LoadBalancerWire, toBalancer } from './load-balancers-wire.ts'

export const balancerPath = (balancer: Ref<'balancer'>): string =>
  `/load_balancers/${uuidOf('balancer', balancer, 'balancer')}`

export interface BalancerReply {
  readonly load_balancer: LoadBalancerWire
}

export const readBalancer = ({ load_balancer }: BalancerReply): DigitalOceanBalancer =>
  toBalancer(load_balancer)

export function getBalancer(
  client: DigitalOceanClient,
  ref: Ref<'balancer'>,
  call: CallOptions | undefined,
): Promise<DigitalOceanBalancer> {
  const path = balancerPath(ref)
  const request = { name: 'loadBalancers_get', path }
  return read<BalancerReply, DigitalOceanBalancer>(client, { ...request, map: readBalancer }, call)
}
