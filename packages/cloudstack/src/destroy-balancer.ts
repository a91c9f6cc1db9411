import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, isCloudError } from '@cloud/core/driver'
import { release } from './addresses.ts'
import type { CloudStackClient } from './client.ts'
import { getAddress } from './get-address.ts'
import { balancerList, getBalancer } from './get-balancer.ts'
import { type CloudStackBalancer, type LoadBalancerWire, notesOf } from './load-balancers-wire.ts'
import { ruleLists } from './make-rule.ts'
import { findOne, list } from './pages.ts'
import { perform, refusedNow } from './perform.ts'

export async function destroyBalancer(
  client: CloudStackClient,
  ref: Ref<'balancer'>,
  call: CallOptions,
): Promise<void> {
  const balancer = await beforeWrite(getBalancer(client, ref, call))
  await removeRuleAndAddress(client, balancer, call)
}

/** Removes the rule, and the address that was taken for it, unless something else has come to use that. */
export async function removeRuleAndAddress(
  client: CloudStackClient,
  { id, native }: CloudStackBalancer,
  call: CallOptions,
): Promise<void> {
  const look = { ...balancerList, parameters: { id }, map: (wire: LoadBalancerWire) => wire }
  const shown = async (left: CallOptions) => (await findOne(client, look, left)) === undefined
  const word = 'deleteloadbalancerrule'
  try {
    const action = { name: 'deleteLoadBalancerRule', parameters: { id }, on: id, word, shown }
    await perform(client, action, call)
  } catch (error) {
    throw refusedNow(error)
  }
  if (!notesOf(native).ownAddress || (await isUsed(client, native.publicipid, call))) return
  await release(client, native.publicipid, call)
}

/** Whether an address serves anything: what is given back loses all its rules. */
async function isUsed(client: CloudStackClient, ipaddressid: string, call: CallOptions): Promise<boolean> {
  const map = (wire: object) => wire
  const rules = [
    { ...balancerList, parameters: { publicipid: ipaddressid }, map },
    { ...ruleLists.forwarding, parameters: { ipaddressid }, map },
  ]
  for (const rule of rules) if ((await list(client, rule, call).toArray({ max: 1 })).length > 0) return true
  try {
    const { node, native } = await getAddress(client, ipaddressid, call)
    return node !== undefined || native.issourcenat === true
  } catch (error) {
    // It is gone already.
    if (isCloudError(error, 'not-found')) return true
    throw error
  }
}
