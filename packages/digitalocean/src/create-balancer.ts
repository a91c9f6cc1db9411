import { randomUUID } from 'node:crypto'
import { type CallOptions, type CloudError, isCloudError } from '@cloud/core'
import { keyed } from '@cloud/core/driver'
import { type BalancerBody, bodyOf, type CreateOptions } from './balancer-body.ts'
import type { DigitalOceanClient } from './client.ts'
import { createNamed } from './create-named.ts'
import { sameRule } from './forwarding-rules-wire.ts'
import { getBalancer, readBalancer } from './get-balancer.ts'
import { certificatePath } from './get-certificate.ts'
import { type Intent, intentOf, sameOptions } from './intent.ts'
import {
  type DigitalOceanBalancer,
  type LoadBalancerWire,
  membersOf,
  toBalancer,
} from './load-balancers-wire.ts'
import { beforeWrite, explainedBy, isMissing, missing, withoutRegion } from './lookups.ts'
import { list } from './pages.ts'

/** By its intent, what was made under a key, and the digest of its options. */
export type Made = Map<string, { readonly id: string; readonly digest: string }>

/**
 * A balancer carries no tag of its own, but a name that no other has: by it what was made is found when the answer is lost, and by it,
 * with all that was wanted, what was made under the same key.
 * https://docs.digitalocean.com/reference/api/digitalocean/#operation/loadBalancers_create
 */
export async function createBalancer(
  client: DigitalOceanClient,
  options: CreateOptions,
  made: Made,
  call: CallOptions,
): Promise<DigitalOceanBalancer> {
  const body = bodyOf(client, options)
  const { idempotencyKey } = options
  const intent = intentOf(idempotencyKey, body)
  const { digest } = intent
  try {
    const earlier =
      idempotencyKey === undefined
        ? undefined
        : await beforeWrite(findEarlier(client, { body, intent, made }, call))
    const balancer = earlier ?? (await request(client, body, call))
    if (idempotencyKey !== undefined) made.set(intent.intent, { id: balancer.id, digest })
    return balancer
  } catch (error) {
    throw keyed(error, idempotencyKey ?? randomUUID())
  }
}

interface Wanted {
  readonly body: BalancerBody
  readonly intent: Intent
  readonly made: Made
}

/** What an earlier call made under the same key: as this process knows it, or by its name where another process made it. */
async function findEarlier(
  client: DigitalOceanClient,
  { body, intent, made }: Wanted,
  call: CallOptions,
): Promise<DigitalOceanBalancer | undefined> {
  const known = made.get(intent.intent)
  if (known !== undefined) {
    const found = await getBalancer(client, known.id, call).catch((error: unknown) => {
      if (!isCloudError(error, 'not-found')) throw error
    })
    if (found !== undefined) {
      sameOptions({ id: known.id, tags: [known.digest] }, intent)
      return found
    }
  }
  const named = await findNamed(client, body.name, call)
  return named !== undefined && isAsWanted(named, body) ? named : undefined
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
      : 'droplet_ids' in body && sameNumbers(members.droplet_ids, body.droplet_ids))
  )
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
  const droplets = 'droplet_ids' in body ? body.droplet_ids : []
  const certificates = body.forwarding_rules.flatMap(({ certificate_id: id }) => id ?? [])
  return [
    ...certificates.map((id) => {
      const look = { name: 'certificates_get', path: certificatePath(id) }
      return [`certificate ${id}`, look] as const
    }),
    ...droplets.map((id) => [`node ${id}`, { name: 'droplets_get', path: `/droplets/${id}` }] as const),
  ]
}
