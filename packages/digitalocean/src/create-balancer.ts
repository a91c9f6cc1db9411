import type { CallOptions, CloudError } from '@cloud/core'
import { beforeWrite, changed, encodeRfc3986, isCloudError, keyed, missing } from '@cloud/core/driver'
import { type BalancerBody, bodyOf, type CreateOptions } from './balancer-body.ts'
import { findByKey, findFirst, keepRecord, type Made } from './balancer-keys.ts'
import type { DigitalOceanClient } from './client.ts'
import { createNamed } from './create-named.ts'
import { sameRule } from './forwarding-rules-wire.ts'
import { readBalancer } from './get-balancer.ts'
import { certificatePath } from './get-certificate.ts'
import { checkKey } from './idempotency-key.ts'
import { type Intent, intentOf } from './intent.ts'
import {
  type DigitalOceanBalancer,
  type LoadBalancerWire,
  membersOf,
  toBalancer,
} from './load-balancers-wire.ts'
import { explainedBy, isMissing, withoutRegion } from './lookups.ts'
import { list } from './pages.ts'

/**
 * A balancer has a name that no other has: by it what was made is found when the answer is lost.
 * https://docs.digitalocean.com/reference/api/digitalocean/#operation/loadBalancers_create
 */
export async function createBalancer(
  client: DigitalOceanClient,
  options: CreateOptions,
  made: Made,
  call: CallOptions,
): Promise<DigitalOceanBalancer> {
  const body = bodyOf(client, options)
  const { idempotencyKey = crypto.randomUUID() } = options
  checkKey(idempotencyKey)
  const intent = intentOf(idempotencyKey, body)
  try {
    if (options.idempotencyKey === undefined) return await request(client, body, call)
    const earlier = await beforeWrite(findEarlier(client, { body, intent, made }, call))
    return earlier ?? (await makeKeyed(client, { body, intent, made }, call))
  } catch (error) {
    const doubt = isCloudError(error) && error.outcome === 'unknown'
    if (doubt) made.set(intent.intent, { id: undefined, digest: intent.digest })
    throw keyed(error, idempotencyKey)
  }
}

interface Wanted {
  readonly body: BalancerBody
  readonly intent: Intent
  readonly made: Made
}

/** What an earlier call made under the same key; where its answer was lost, as this driver knows, by the name. */
async function findEarlier(
  client: DigitalOceanClient,
  { body, intent, made }: Wanted,
  call: CallOptions,
): Promise<DigitalOceanBalancer | undefined> {
  const found = await findByKey(client, intent, made, call)
  const known = made.get(intent.intent)
  if (found !== undefined || known?.digest !== intent.digest || known.id !== undefined) return found
  const lost = await findNamed(client, body.name, call)
  return lost !== undefined && isAsWanted(lost, body)
    ? record(client, { intent, made }, lost, call)
    : undefined
}

async function makeKeyed(
  client: DigitalOceanClient,
  { body, intent, made }: Wanted,
  call: CallOptions,
): Promise<DigitalOceanBalancer> {
  try {
    return await record(client, { intent, made }, await request(client, body, call), call)
  } catch (error) {
    const first = isCloudError(error, 'already-exists') && (await findRival(client, { body, intent }, call))
    if (!first) throw error
    return first
  }
}

/** The balancer is there, whatever becomes of its record: the same call on this driver gives it all the same. */
async function record(
  client: DigitalOceanClient,
  { intent, made }: Pick<Wanted, 'intent' | 'made'>,
  balancer: DigitalOceanBalancer,
  call: CallOptions,
): Promise<DigitalOceanBalancer> {
  const { id } = balancer
  made.set(intent.intent, { id, digest: intent.digest })
  try {
    await keepRecord(client, intent, id, call)
  } catch (error) {
    if (!isCloudError(error)) throw error
    const message = `The balancer ${id} was made, and its idempotency key not kept: ${error.message}`
    throw changed(error, { message, outcome: 'applied', retryable: false, details: { balancerId: id } })
  }
  return balancer
}

/** Of two calls with one key at once, one finds the name taken by the other's: but that has been there for moments. */
async function findRival(
  client: DigitalOceanClient,
  { body, intent }: Pick<Wanted, 'body' | 'intent'>,
  call: CallOptions,
): Promise<DigitalOceanBalancer | undefined> {
  const named = await findNamed(client, body.name, call)
  const isNew = named !== undefined && Date.parse(named.native.created_at) > client.clock.now() - 60_000
  return isNew ? findFirst(client, intent, call) : undefined
}

async function findNamed(
  client: DigitalOceanClient,
  name: string,
  call: CallOptions,
): Promise<DigitalOceanBalancer | undefined> {
  const map = (wire: LoadBalancerWire) => (wire.name === name ? toBalancer(wire) : undefined)
  const request = { name: 'loadBalancers_list', path: '/load_balancers', key: 'load_balancers', map }
  return (await list(client, request, call).toArray({ max: 1 }))[0]
}

function isAsWanted({ native: wire, location }: DigitalOceanBalancer, body: BalancerBody): boolean {
  const rules = wire.forwarding_rules
  const { forwarding_rules: wanted } = body
  const members = membersOf(wire)
  return (
    location === body.region &&
    rules.length === wanted.length &&
    wanted.every((rule) => rules.some((each) => sameRule(each, rule))) &&
    ('tag' in members
      ? 'tag' in body && members.tag === body.tag
      : 'droplet_ids' in body && sameNumbers(members.droplet_ids, body.droplet_ids)) &&
    sameSettings(wire, body)
  )
}

/** What is a value of its own, and shown: lists and objects DigitalOcean completes with its defaults. */
function sameSettings(wire: LoadBalancerWire, body: BalancerBody): boolean {
  return Object.entries(body).every(([name, wanted]) => {
    const shown: unknown = Reflect.get(wire, name)
    return typeof wanted === 'object' || typeof shown !== typeof wanted || shown === wanted
  })
}

const sameNumbers = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((each) => b.includes(each))

/** How long after a request its effect may say that it was made before it: clocks differ. */
const slackMs = 5000

async function request(
  client: DigitalOceanClient,
  body: BalancerBody,
  call: CallOptions,
): Promise<DigitalOceanBalancer> {
  const since = client.clock.now() - slackMs
  const ours = async (left: CallOptions) => {
    const balancer = await findNamed(client, body.name, left)
    const isOurs = balancer && Date.parse(balancer.native.created_at) >= since && isAsWanted(balancer, body)
    return isOurs ? balancer : undefined
  }
  const taken = async (left: CallOptions) => (await findNamed(client, body.name, left)) !== undefined
  const what = { name: 'loadBalancers_create', path: '/load_balancers', body, map: readBalancer }
  try {
    return await createNamed(client, what, { ours, taken }, call)
  } catch (error) {
    throw await explainedBy(error, (refusal) => explain(client, refusal, body, call))
  }
}

/** Which of the things that it names is not there. */
async function explain(
  client: DigitalOceanClient,
  error: CloudError,
  body: BalancerBody,
  call: CallOptions,
): Promise<CloudError | undefined> {
  if (error.code === 'already-exists') return undefined
  const place = await withoutRegion(client, error, body.region, call)
  if (place !== undefined) return place
  for (const [what, look] of namesOf(body))
    if (await isMissing(client, look, call)) return missing(error, what)
  return undefined
}

/** What a balancer names by an id, with the operation that gets it. */
function namesOf(body: BalancerBody) {
  const { vpc_uuid: vpc, project_id: project } = body
  const droplets = 'droplet_ids' in body ? body.droplet_ids : []
  const certificates = body.forwarding_rules.flatMap(({ certificate_id: id }) => id ?? [])
  return [
    ...certificates.map((id) => {
      const look = { name: 'certificates_get', path: certificatePath(id) }
      return [`certificate ${id}`, look] as const
    }),
    ...(vpc === undefined ? [] : [[`network ${vpc}`, { name: 'vpcs_get', path: `/vpcs/${vpc}` }] as const]),
    ...(project === undefined
      ? []
      : [
          [
            `project ${project}`,
            { name: 'projects_get', path: `/projects/${encodeRfc3986(project)}` },
          ] as const,
        ]),
    ...droplets.map((id) => [`node ${id}`, { name: 'droplets_get', path: `/droplets/${id}` }] as const),
  ]
}
