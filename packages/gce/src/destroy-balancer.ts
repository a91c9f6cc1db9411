import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, isCloudError } from '@cloud/core/driver'
import { addressPath, getAddressWire } from './attach-address.ts'
import { deleteCheck, getCheck, ofBalancer, ownCheckLink } from './balancer-checks.ts'
import type { ForwardingRuleWire } from './balancers-wire.ts'
import { change, type GceClient } from './client.ts'
import { getBalancer, placeOfBalancer, poolPath } from './get-balancer.ts'
import type { Place } from './ids.ts'
import { whenReady } from './when-ready.ts'

export async function destroyBalancer(
  client: GceClient,
  ref: Ref<'balancer'>,
  call: CallOptions,
): Promise<void> {
  const place = placeOfBalancer(ref)
  const { native } = await beforeWrite(getBalancer(client, place, call))
  await removeParts(client, place, native.rules, call)
}

/** Of one that was being made, whatever of it is there. */
export async function removeMade(client: GceClient, place: Place, call: CallOptions): Promise<void> {
  const found = await unlessGone(getBalancer(client, place, call))
  await removeParts(client, place, found?.native.rules ?? [], call)
}

/** What leads to a pool goes before it, and the address, if it is the balancer's own, after what uses it. */
async function removeParts(
  client: GceClient,
  place: Place,
  rules: readonly ForwardingRuleWire[],
  call: CallOptions,
): Promise<void> {
  const region = [place.scope, place.location]
  for (const { name } of rules)
    await remove(client, 'compute.forwardingRules.delete', [...region, 'forwardingRules', name], call)
  await remove(client, 'compute.targetPools.delete', poolPath(place), call)
  await removeCheck(client, place, call)
  const address = await unlessGone(getAddressWire(client, place, call))
  if (address?.description === ofBalancer(place))
    await remove(client, 'compute.addresses.delete', addressPath(place), call)
}

async function removeCheck(client: GceClient, place: Place, call: CallOptions): Promise<void> {
  const link = await ownCheckLink(client, place)
  const check = await unlessGone(getCheck(client, link, call))
  if (check?.description === ofBalancer(place)) await unlessGone(deleteCheck(client, place, call))
}

/** What is gone already was to go. */
export async function remove(
  client: GceClient,
  name: string,
  path: readonly string[],
  call: CallOptions,
): Promise<void> {
  await unlessGone(whenReady(client, (left) => change(client, { name, method: 'DELETE', path }, left), call))
}

async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (isCloudError(error, 'not-found')) return undefined
    throw error
  }
}
