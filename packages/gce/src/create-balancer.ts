import type { CallOptions, CreateBalancer, Listener } from '@cloud/core'
import { afterWrite, beforeWrite, isCloudError, keyed, orUndone } from '@cloud/core/driver'
import { list } from '@cloud/google'
import { addressPath, getAddressWire } from './attach-address.ts'
import { editChecks, getCheck, insertCheck, ofBalancer, ownCheckLink, partName } from './balancer-checks.ts'
import {
  type ForwardingRuleWire,
  firstPort,
  type GceBalancer,
  type TargetPoolWire,
} from './balancers-wire.ts'
import {
  type CheckedBalancer,
  checkCreateBalancer,
  checkMembers,
  type GceCreateBalancer,
} from './check-balancer.ts'
import { change, type GceClient, projectPath, read } from './client.ts'
import { removeMade } from './destroy-balancer.ts'
import { getBalancer, getPool, poolPath } from './get-balancer.ts'
import { instancePath } from './get-node.ts'
import { idOfPlace, type Place } from './ids.ts'
import { type Intent, intentOf } from './intent.ts'
import { explained, placeNamed } from './lookups.ts'
import { digestLabel, intentLabel } from './names.ts'
import { refusal } from './refusal.ts'
import { requestId } from './request-id.ts'

interface Plan extends CheckedBalancer {
  readonly intent: Intent
  /** What a target pool, which has no labels, keeps in their place. */
  readonly description: string
}

/**
 * A target pool, whose name is the balancer's and unique in a region; a health check; an address that is kept; and a forwarding rule for each
 * listener. Where a part cannot be made, those that were go again. https://cloud.google.com/load-balancing/docs/network/networklb-target-pools
 */
export async function createBalancer(
  client: GceClient,
  options: CreateBalancer<GceCreateBalancer>,
  call: CallOptions,
): Promise<GceBalancer> {
  const checked = checkCreateBalancer(client, options)
  const intent = intentOf(options.idempotencyKey, checked)
  const description = `${intentLabel}=${intent.labels[intentLabel]} ${digestLabel}=${intent.labels[digestLabel]}`
  const plan = { ...checked, intent, description }
  try {
    await beforeWrite(checkMembers(client, plan, call))
    const before = await beforeWrite(earlierPool(client, plan, call))
    // What a call that was cut short has left out is made now.
    if (before === undefined) await makePool(client, plan, call)
    const rest = makeWays(client, plan, call)
    const undo = (left: CallOptions) => removeMade(client, plan.place, left)
    await (before === undefined ? orUndone(client, rest, undo, { balancerId: idOfPlace(plan.place) }) : rest)
    return await afterWrite(getBalancer(client, plan.place, call), { balancerId: idOfPlace(plan.place) })
  } catch (error) {
    throw keyed(error, plan.intent.key)
  }
}

/** The pool that an earlier call under the same key made, wherever it is. */
async function earlierPool(
  client: GceClient,
  plan: Plan,
  call: CallOptions,
): Promise<TargetPoolWire | undefined> {
  if (!plan.intent.given) return undefined
  const path = () => projectPath(client, ['aggregated', 'targetPools'])
  const mark = `${intentLabel}=${plan.intent.labels[intentLabel]} `
  const map = (wire: TargetPoolWire) => (wire.description?.startsWith(mark) ? wire : undefined)
  const name = 'compute.targetPools.aggregatedList'
  const wanted = { name, path, key: 'targetPools', map }
  const [found] = await list<TargetPoolWire, TargetPoolWire>(client, wanted, call).toArray({ max: 1 })
  if (found === undefined || found.description === plan.description) return found
  throw refusal('conflict', 'The idempotency key was used with other options', { name: found.name })
}

async function makePool(client: GceClient, plan: Plan, call: CallOptions): Promise<void> {
  const { place, members, native, description, intent } = plan
  const instances = await Promise.all(members.map((member) => linkTo(client, instancePath(member))))
  const body = { name: place.name, description, instances, sessionAffinity: native.sessionAffinity }
  const path = [place.scope, place.location, 'targetPools']
  const request = { name: 'compute.targetPools.insert', path, body, id: intent.requestId }
  try {
    await change(client, request, call)
  } catch (error) {
    const told = await explained(client, error, [placeNamed(place.scope, place.location)], call)
    if (!isCloudError(told, 'already-exists')) throw told
    const pool = await getPool(client, place, call).catch(() => undefined)
    if (pool?.description !== description) throw told
  }
}

/** The check and the ways in. Each is made once, however often this is done. */
async function makeWays(client: GceClient, plan: Plan, call: CallOptions): Promise<void> {
  await makeCheck(client, plan, call)
  const ip = plan.native.address ?? (await makeAddress(client, plan, call))
  for (const listener of plan.listeners) await makeRule(client, { ...plan, ip, listener }, call)
}

/** By HTTP, at the first port that is not of UDP. */
async function makeCheck(
  client: GceClient,
  { place, listeners, native: { healthCheck = true } }: Plan,
  call: CallOptions,
): Promise<void> {
  const port = firstPort(listeners)
  if (!healthCheck || port === undefined) return
  const link = await ownCheckLink(client, place)
  const made = insertCheck(client, place, { protocol: 'http', port }, call)
  await unlessOwn(place, made, () => getCheck(client, link, call))
  await editChecks(client, place, 'addHealthCheck', link, call)
}

/** A rule takes its address by where that is. https://cloud.google.com/compute/docs/reference/rest/v1/forwardingRules */
async function makeAddress(
  client: GceClient,
  { place, native, intent }: Plan,
  call: CallOptions,
): Promise<string> {
  const { networkTier } = native
  const body = { name: place.name, description: ofBalancer(place), addressType: 'EXTERNAL', networkTier }
  const path = [place.scope, place.location, 'addresses']
  const id = requestId(`${intent.requestId} address`)
  const request = { name: 'compute.addresses.insert', path, body, id }
  await unlessOwn(place, change(client, request, call), () => getAddressWire(client, place, call))
  return linkTo(client, addressPath(place))
}

export interface Way {
  readonly place: Place
  /** Or where the address is. */
  readonly ip: string
  readonly listener: Pick<Listener, 'protocol' | 'port'>
  readonly native?: Pick<GceCreateBalancer, 'networkTier'> | undefined
}

const ruleName = ({ place, listener }: Way) => partName(place, `-${listener.protocol}-${listener.port}`)

export const getRule = (client: GceClient, way: Way, call: CallOptions): Promise<ForwardingRuleWire> => {
  const path = [way.place.scope, way.place.location, 'forwardingRules', ruleName(way)]
  return read<ForwardingRuleWire>(client, { name: 'compute.forwardingRules.get', path }, call)
}

export async function makeRule(client: GceClient, way: Way, call: CallOptions): Promise<void> {
  const { place, ip, listener, native = {} } = way
  const at = [place.scope, place.location, 'forwardingRules']
  const body = {
    ...{
      name: ruleName(way),
      description: ofBalancer(place),
      IPAddress: ip,
      networkTier: native.networkTier,
    },
    IPProtocol: listener.protocol.toUpperCase(),
    portRange: `${listener.port}-${listener.port}`,
    loadBalancingScheme: 'EXTERNAL',
    target: await linkTo(client, poolPath(place)),
  }
  await unlessOwn(
    place,
    change(client, { name: 'compute.forwardingRules.insert', path: at, body }, call),
    () => getRule(client, way, call),
  )
}

/** What bears the name already may be this balancer's own, from a call that was cut short. */
async function unlessOwn(
  place: Place,
  work: Promise<unknown>,
  look: () => Promise<{ readonly description?: string }>,
): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!isCloudError(error, 'already-exists')) throw error
    const found = await look().catch(() => undefined)
    if (found?.description !== ofBalancer(place)) throw error
  }
}

const linkTo = async (client: GceClient, path: readonly string[]) =>
  ['projects', await client.project(), ...path].join('/')
