import type { CallOptions, CloudError, Ref } from '@cloud/core'
import { beforeWrite, type Serial, serial } from '@cloud/core/driver'
import { type DigitalOceanClient, idempotent, send } from './client.ts'
import { type BalancerReply, balancerPath, getBalancer, readBalancer } from './get-balancer.ts'
import {
  type BalancerSettingsWire,
  type DigitalOceanBalancer,
  type MembersWire,
  toUpdate,
} from './load-balancers-wire.ts'
import { whenFree } from './when-free.ts'

/** What is to be otherwise; left out, it stays. */
export interface BalancerChange {
  readonly settings?: Partial<BalancerSettingsWire>
  readonly members?: MembersWire | undefined
}

/**
 * Changes settings of a balancer. An update replaces it whole, so that it is read first, and again after each refusal of one that was
 * busy: somebody else's change must stay. `edit` gives nothing where all is as it should be.
 */
export function changeBalancer(
  client: DigitalOceanClient,
  ref: Ref<'balancer'>,
  edit: (balancer: DigitalOceanBalancer) => BalancerChange | undefined,
  call: CallOptions,
): Promise<DigitalOceanBalancer> {
  return editBalancer(client, ref, call, async (balancer, left) => {
    const change = edit(balancer)
    if (change === undefined) return balancer
    const body = toUpdate(balancer.native, change.settings ?? {}, change.members)
    const path = balancerPath(balancer)
    const request = { name: 'loadBalancers_update', repeat: idempotent, method: 'PUT', path, body } as const
    return send<BalancerReply, DigitalOceanBalancer>(client, { ...request, map: readBalancer }, left)
  })
}

/** Whoever holds the client changes a balancer in turn: each must see what the one before has made of it. */
const turns = new WeakMap<DigitalOceanClient, Serial>()

/** Reads a balancer and changes it, while no other call of this client does, and as soon as DigitalOcean takes a change. */
export function editBalancer<T>(
  client: DigitalOceanClient,
  ref: Ref<'balancer'>,
  call: CallOptions,
  edit: (balancer: DigitalOceanBalancer, call: CallOptions) => Promise<T>,
): Promise<T> {
  const inTurn = turns.get(client) ?? serial()
  turns.set(client, inTurn)
  const change = async (left: CallOptions) => edit(await beforeWrite(getBalancer(client, ref, left)), left)
  return inTurn(balancerPath(ref), () => whenFree(client, change, isBusy, call), call)
}

/** It has neither a code nor a state of its own: https://github.com/digitalocean/openapi/issues/1173 */
export const isBusy = ({ status, message }: CloudError): boolean =>
  status === 403 && /processes previous actions/i.test(message)
