import type { CallOptions } from '@cloud/core'
import { beforeWrite, changed, isCloudError, keyed, lookup } from '@cloud/core/driver'
import { acquire, release } from './addresses.ts'
import { assign } from './balancer-members.ts'
import { type BalancerPlan, balancerPlan, type CreateOptions, networkFor } from './balancer-plan.ts'
import { type CloudStackClient, send } from './client.ts'
import { removeRuleAndAddress } from './destroy-balancer.ts'
import { getAddress } from './get-address.ts'
import { balancerList, getBalancer } from './get-balancer.ts'
import { getVirtualMachine } from './get-node.ts'
import { checkKey, type Intent, intentOf, otherOptions } from './intent.ts'
import { type Started, waitForJobResult } from './jobs.ts'
import {
  type CloudStackBalancer,
  describe,
  type LoadBalancerWire,
  notesOf,
  toBalancer,
} from './load-balancers-wire.ts'
import type { VirtualMachineWire } from './nodes-wire.ts'
import { list } from './pages.ts'
import { checkNetworked, zoneOf } from './zones.ts'

/**
 * A rule tells in its description which call made it: by that it is found when the answer is lost.
 * https://cloudstack.apache.org/api/apidocs-4.20/apis/createLoadBalancerRule.html
 */
export async function createBalancer(
  client: CloudStackClient,
  options: CreateOptions,
  call: CallOptions,
): Promise<CloudStackBalancer> {
  const plan = balancerPlan(options)
  const { idempotencyKey = crypto.randomUUID() } = options
  checkKey(idempotencyKey)
  const isKeyed = options.idempotencyKey !== undefined
  const zone = await beforeWrite(zoneOf(client, plan.location, call))
  checkNetworked(zone, 'load balancers')
  const intent = intentOf(idempotencyKey, [plan, zone.id])
  try {
    const earlier = isKeyed ? await beforeWrite(findByIntent(client, intent, call)) : undefined
    if (earlier !== undefined) return same(client, intent, earlier)
    const machines: VirtualMachineWire[] = []
    for (const id of plan.members) machines.push(await beforeWrite(getVirtualMachine(client, id, call)))
    const network = await networkFor(client, plan, { zone: zone.id, machines }, call)
    return await make(client, plan, { intent, network, zone: zone.id }, call)
  } catch (error) {
    throw keyed(error, idempotencyKey)
  }
}

interface Place {
  readonly intent: Intent
  readonly network: string
  readonly zone: string
}

/** What was made of a balancer that could not be made whole goes again. */
async function make(
  client: CloudStackClient,
  plan: BalancerPlan,
  place: Place,
  call: CallOptions,
): Promise<CloudStackBalancer> {
  const { network, zone } = place
  const address =
    plan.address === undefined
      ? await acquire(client, { network, zone }, call)
      : await beforeWrite(getAddress(client, plan.address, call))
  let rule: LoadBalancerWire | undefined
  try {
    const { wire, operation } = await makeRule(client, plan, { ...place, address: address.id }, call)
    rule = wire
    if (plan.members.length === 0) return toBalancer(wire, operation)
    await assign(client, wire.id, plan.members, call)
    return toBalancer((await getBalancer(client, wire.id, call)).native, operation)
  } catch (error) {
    // Nobody knows whether there is a rule on it.
    if (!isCloudError(error) || (rule === undefined && error.outcome === 'unknown')) throw error
    const undone = rule
      ? removeRuleAndAddress(client, toBalancer(rule), call)
      : plan.address === undefined
        ? release(client, address.id, call)
        : Promise.resolve()
    const gone = await undone.then(
      () => true,
      () => false,
    )
    const details = { ...error.details, ...(rule && { balancerId: rule.id }), addressId: address.id }
    throw changed(error, gone ? { outcome: 'not-applied' } : { outcome: 'unknown', details })
  }
}

async function makeRule(
  client: CloudStackClient,
  { name, listener, algorithm, cidrs, description, address: given }: BalancerPlan,
  { intent, network, address }: Place & { readonly address: string },
  call: CallOptions,
): Promise<{ readonly wire: LoadBalancerWire; readonly operation: string | undefined }> {
  const { protocol, port, targetPort } = listener
  const notes = { protocol, intent: intent.word, digest: intent.digest, ownAddress: given === undefined }
  const parameters = {
    name,
    description: describe(description, notes),
    algorithm,
    publicport: port,
    privateport: targetPort,
    protocol: protocol === 'udp' ? 'udp' : 'tcp',
    publicipid: address,
    networkid: network,
    cidrlist: cidrs,
  }
  const find = async (left: CallOptions) => {
    const found = await findByIntent(client, intent, left)
    return found && { ...found, loadbalancer: found }
  }
  const repeat = lookup<Started & object>(find, [0, 1000, 2000, 5000])
  const command = { name: 'createLoadBalancerRule', repeat, parameters }
  const started = await send<Started & object>(client, command, call)
  const { id, jobid } = started
  const answer: object = jobid === undefined ? started : await waitForJobResult(client, jobid, call)
  const told: LoadBalancerWire | undefined = Reflect.get(answer, 'loadbalancer')
  return { wire: told ?? (await getBalancer(client, id ?? '', call)).native, operation: jobid }
}

async function findByIntent(
  client: CloudStackClient,
  { word }: Intent,
  call: CallOptions,
): Promise<LoadBalancerWire | undefined> {
  const map = (wire: LoadBalancerWire) => (notesOf(wire).intent === word ? wire : undefined)
  return (await list(client, { ...balancerList, map }, call).toArray({ max: 1 }))[0]
}

/** What an earlier call with the key made; `conflict` unless it is what this one wants. */
function same(client: CloudStackClient, { digest }: Intent, wire: LoadBalancerWire): CloudStackBalancer {
  if (notesOf(wire).digest === digest) return toBalancer(wire)
  throw otherOptions(client, wire.id)
}
