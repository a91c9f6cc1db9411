import type { CallOptions, CreateNodeBatch, NodeBatches } from '@cloud/core'
import {
  changed,
  checkList,
  checkText,
  invalid,
  isCloudError,
  keyed,
  mapAtMost,
  nodeCrypto,
} from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, send } from './client.ts'
import type { Ec2CreateNode } from './launch-options.ts'
import { type Ec2Node, type InstanceWire, toNode } from './nodes-wire.ts'
import { onceKnown } from './once-known.ts'
import { type Launch, runInstances, toLaunch } from './run-instances.ts'
import { nameOf } from './tags-wire.ts'

type Made = PromiseSettledResult<Ec2Node>

/** Equal nodes by one launch; names that differ are set after it, since a launch gives all its nodes the same tags. */
export function nodeBatches(client: Ec2Client): NodeBatches<Ec2Node, Ec2CreateNode> {
  return { createNodeBatch: (options, call) => createNodeBatch(client, options, call) }
}

/** Larger launches take longer, says EC2. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html */
const mostOfLaunch = 100

async function createNodeBatch(
  client: Ec2Client,
  options: CreateNodeBatch<Ec2CreateNode>,
  call: CallOptions | undefined,
): Promise<readonly Made[]> {
  const { names, ...shared } = options
  const launch = toLaunch({ ...shared, name: firstOf(names, shared) })
  checkForMany(names.length, shared.native ?? {})
  const { idempotencyKey: key = crypto.randomUUID() } = shared
  return client.within(call, async (left) => {
    const made: Made[] = []
    // Where a launch had no room for all, the next one tells why, or makes the rest.
    while (made.length < names.length) {
      const wanted = names.slice(made.length, made.length + mostOfLaunch)
      try {
        made.push(
          ...(await launched(client, launch, { wanted, all: names, token: tokenOf(key, made.length) }, left)),
        )
      } catch (error) {
        const reason = keyed(error, key)
        if (made.length === 0) throw reason
        return names.map((_, place) => made[place] ?? { status: 'rejected', reason })
      }
    }
    return made
  })
}

function firstOf(names: readonly string[], shared: object): string {
  if ('name' in shared) throw invalid('createNodeBatch has names, and no option "name"')
  checkList('names', names, (what, name) => checkText(what, name, { max: 255 }))
  const [first] = names ?? []
  if (first === undefined) throw invalid('There are no names', 'one for each node')
  return first
}

/** One and the same address or interface cannot be that of several nodes. */
function checkForMany(count: number, native: Ec2CreateNode): void {
  if (count === 1) return
  for (const each of [native, ...(native.networkInterfaces ?? [])]) {
    const own = (['interfaceId', 'privateIp', 'ipv6Addresses'] as const).find(
      (name) => Reflect.get(each, name) !== undefined,
    )
    if (own !== undefined) throw invalid(`${own} is given for ${count} nodes`, 'createNode')
  }
}

interface Wanted {
  readonly wanted: readonly string[]
  /** Those of the other launches of the batch, too: a repeat must send the same. */
  readonly all: readonly string[]
  readonly token: string
}

async function launched(
  client: Ec2Client,
  launch: Launch,
  { wanted, all, token }: Wanted,
  call: CallOptions,
): Promise<readonly Made[]> {
  const name = all.every((each) => each === all[0]) ? all[0] : undefined
  const instances = await runInstances(client, launch, { count: wanted.length, token, name }, call)
  const inOrder = instances.toSorted((a, b) => (a.amiLaunchIndex ?? 0) - (b.amiLaunchIndex ?? 0))
  const pairs = inOrder.map((wire, index) => ({ wire, name: wanted[index] ?? '' }))
  return mapAtMost(5, pairs, ({ wire, name }) => named(client, wire, name, call))
}

/** Each launch of a batch has a token of its own, which a repeat of the batch has, too. */
function tokenOf(key: string, before: number): string {
  return before === 0 ? key : nodeCrypto().createHash('sha256').update(`${key} ${before}`).digest('hex')
}

/** A node that was just made may not be known to the server that is to tag it. */
async function named(client: Ec2Client, wire: InstanceWire, name: string, call: CallOptions): Promise<Made> {
  const { instanceId: id, tagSet } = wire
  if (nameOf(tagSet) === name) return { status: 'fulfilled', value: toNode(wire) }
  const tag = { key: 'Name', value: name }
  const parameters = { ResourceId: [id], Tag: [{ Key: tag.key, Value: tag.value }] }
  const request = { name: 'CreateTags', repeat: idempotent, parameters, answer: done } as const
  try {
    await onceKnown(client, { what: `node ${id}`, look: (left) => send(client, request, left) }, call)
    const others = tagSet.filter(({ key }) => key !== tag.key)
    return { status: 'fulfilled', value: toNode({ ...wire, tagSet: [...others, tag] }) }
  } catch (error) {
    if (!isCloudError(error)) throw error
    return { status: 'rejected', reason: changed(error, { details: { ...error.details, nodeId: id } }) }
  }
}
