import type { CallOptions, CreateNode } from '@cloud/core'
import {
  type CheckedNode,
  changed,
  checkCreateNode,
  invalid,
  isCloudError,
  keyed,
  lookup,
  type Repeat,
} from '@cloud/core/driver'
import { waitForAction } from './actions.ts'
import { type DigitalOceanClient, read, send } from './client.ts'
import { destroyDroplet } from './droplet-actions.ts'
import { explain } from './explain-refusal.ts'
import { getDroplet } from './get-node.ts'
import { checkHostname } from './hostname.ts'
import { type Intent, intentOf, sameOptions } from './intent.ts'
import { withAccountKeys } from './login-keys.ts'
import { explainedBy } from './lookups.ts'
import { type DigitalOceanNode, type DropletWire, toNode } from './nodes-wire.ts'
import { queryOf } from './pages.ts'
import { regionOf } from './region-of.ts'
import { listActions } from './resource-actions.ts'
import { tagLimits, toWords } from './tags-wire.ts'

/** What `createNode` takes under `native`. */
export interface DigitalOceanCreateNode {
  /** Ids or fingerprints of keys that the account has, beside `authorizedKeys`. */
  readonly sshKeys?: readonly (string | number)[] | undefined
  readonly backups?: boolean | undefined
  readonly ipv6?: boolean | undefined
  readonly monitoring?: boolean | undefined
  /** Ids of volumes of the same region. */
  readonly volumes?: readonly string[] | undefined
  /** The id of a network; left out, the region's default one. */
  readonly vpcId?: string | undefined
}

const limits = {
  native: ['sshKeys', 'backups', 'ipv6', 'monitoring', 'volumes', 'vpcId'],
  tags: tagLimits,
}
const mostUserData = 65_536

/**
 * There is no token that makes a repeat safe: each droplet is made with a tag of its own, by which it is found when the answer is lost.
 * Resolves when the action that makes it has completed, and, where the caller gave a key, no other that was made under it is left.
 * https://docs.digitalocean.com/reference/api/digitalocean/#operation/droplets_create
 */
export async function createNode(
  client: DigitalOceanClient,
  options: CreateNode<DigitalOceanCreateNode>,
  call: CallOptions,
): Promise<DigitalOceanNode> {
  const checked = checkCreateNode(options, limits)
  const region = regionOf(client, checked.location)
  const { idempotencyKey = crypto.randomUUID(), authorizedKeys = [] } = checked
  const plan = planOf({ ...checked, idempotencyKey }, region)
  try {
    if (checked.idempotencyKey !== undefined) {
      const earlier = await findByIntent(client, plan.intent, call)
      if (earlier !== undefined) return toNode(sameOptions(earlier, plan))
    }
    const droplet = await withAccountKeys(client, authorizedKeys, call, (keys) =>
      make(client, plan, keys, call),
    )
    const keyed = checked.idempotencyKey === undefined ? undefined : plan
    return await shown(client, droplet, keyed, call)
  } catch (error) {
    throw keyed(error, idempotencyKey)
  }
}

/** Calls with one key that run at once find nothing and each make a droplet: all of them keep, and give, the oldest. */
async function shown(
  client: DigitalOceanClient,
  own: DropletWire,
  keyed: Intent | undefined,
  call: CallOptions,
): Promise<DigitalOceanNode> {
  let { id } = own
  let node: DigitalOceanNode
  try {
    if (keyed) id = (await keepOldest(client, keyed.intent, call, [own]))?.id ?? id
    node = await getDroplet(client, String(id), call, toNode)
  } catch (error) {
    throw made(error, String(id))
  }
  if (keyed && id !== own.id) sameOptions(node.native, keyed)
  return node
}

/** What a call wants, and the words by which what it makes is known. */
export interface Plan extends Intent {
  readonly size: string
  readonly image: string
  readonly region: string
  readonly body: object
  readonly sshKeys: readonly (string | number)[]
}

function planOf(checked: CheckedNode<DigitalOceanCreateNode>, region: string): Plan {
  const { name, size, image, tags = {}, idempotencyKey, native = {}, authorizedKeys = [] } = checked
  const userData = userDataOf(checked.userData)
  const body = {
    name: checkHostname(name),
    region,
    size,
    image: /^\d+$/.test(image) ? Number(image) : image,
    user_data: userData,
    backups: native.backups,
    ipv6: native.ipv6,
    monitoring: native.monitoring,
    volumes: native.volumes,
    vpc_uuid: native.vpcId,
    tags: toWords(tags),
  }
  const known = intentOf(idempotencyKey, [body, native.sshKeys, authorizedKeys])
  const sshKeys = native.sshKeys ?? []
  return { ...known, size, image, region, body: { ...body, tags: [...body.tags, ...known.words] }, sshKeys }
}

function userDataOf(userData: string | Uint8Array | undefined): string | undefined {
  if (userData === undefined || userData.length === 0) return undefined
  const bytes = Buffer.from(userData as Uint8Array)
  if (bytes.length > mostUserData) {
    throw invalid(`The user data has ${bytes.length} bytes`, `DigitalOcean takes at most ${mostUserData}`)
  }
  const text = bytes.toString('utf8')
  if (Buffer.compare(Buffer.from(text), bytes) === 0) return text
  throw invalid('The user data is not UTF-8', 'DigitalOcean takes text alone, none that is compressed')
}

interface CreateWire {
  readonly droplet: DropletWire
  readonly links?: { readonly actions?: readonly { readonly id: number; readonly rel: string }[] }
}

/** Sends the request, settles whether it took effect, and waits for its action. */
async function make(
  client: DigitalOceanClient,
  plan: Plan,
  keys: readonly number[],
  call: CallOptions,
): Promise<DropletWire> {
  const body = { ...plan.body, ssh_keys: [...plan.sshKeys, ...keys] }
  const found = (droplet: DropletWire | undefined) => droplet && { droplet }
  const repeat = lookup<CreateWire>(
    async (left) => found(await findByIntent(client, plan.intent, left)),
    [0, 2000, 3000, 5000, 10_000, 10_000],
    async (left) => found(await keepOldest(client, plan.intent, left)),
  )
  const wire = await request(client, plan, { repeat, body }, call)
  const id = String(wire.droplet.id)
  try {
    const action =
      wire.links?.actions?.find(({ rel }) => rel === 'create')?.id ?? (await creation(client, id, call))
    if (action !== undefined) await waitForAction(client, action, call)
    return wire.droplet
  } catch (error) {
    throw made(error, id)
  }
}

async function request(
  client: DigitalOceanClient,
  plan: Plan,
  { repeat, body }: { readonly repeat: Repeat<CreateWire>; readonly body: object },
  call: CallOptions,
): Promise<CreateWire> {
  try {
    return await send(
      client,
      { name: 'droplets_create', repeat, method: 'POST', path: '/droplets', body },
      call,
    )
  } catch (error) {
    throw await explainedBy(error, (refusal) => explain(client, refusal, plan, call))
  }
}

/** The action that makes a droplet which was found by its tag. */
async function creation(
  client: DigitalOceanClient,
  id: string,
  call: CallOptions,
): Promise<number | undefined> {
  const actions = await listActions(client, 'dropletActions_list', `/droplets/${id}/actions`, call)
  return actions.find(({ type }) => type === 'create')?.id
}

/** A droplet that was made is there, whatever failed after that. */
function made(error: unknown, id: string): unknown {
  if (!isCloudError(error)) return error
  return changed(error, { outcome: 'applied', retryable: false, details: { ...error.details, nodeId: id } })
}

/** Oldest first; `own` are among them, also where the list does not show them yet. */
async function listByIntent(
  client: DigitalOceanClient,
  intent: string,
  call: CallOptions,
  own: readonly DropletWire[] = [],
): Promise<readonly DropletWire[]> {
  const path = `/droplets${queryOf({ tag_name: intent, per_page: '200' })}`
  const all = { name: 'droplets_list', path }
  const { droplets } = await read<{ readonly droplets: readonly DropletWire[] | null }>(client, all, call)
  const each = new Map([...own, ...(droplets ?? [])].map((droplet) => [droplet.id, droplet]))
  return [...each.values()].toSorted((a, b) => a.created_at.localeCompare(b.created_at) || a.id - b.id)
}

async function findByIntent(
  client: DigitalOceanClient,
  intent: string,
  call: CallOptions,
): Promise<DropletWire | undefined> {
  return (await listByIntent(client, intent, call))[0]
}

/** Of the droplets of one intent the oldest stays: all carry a tag that no other intent has. */
async function keepOldest(
  client: DigitalOceanClient,
  intent: string,
  call: CallOptions,
  own?: readonly DropletWire[],
): Promise<DropletWire | undefined> {
  const [oldest, ...others] = await listByIntent(client, intent, call, own)
  for (const { id } of others) {
    await destroyDroplet(client, String(id), call).catch((error: unknown) => {
      // Another call with the key was first.
      if (!isCloudError(error, 'not-found')) throw error
    })
  }
  return oldest
}
