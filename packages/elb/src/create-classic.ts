import type { QueryParameters } from '@cloud/aws'
import type { CallOptions, CreateBalancer, NodeTarget } from '@cloud/core'
import {
  afterWrite,
  beforeWrite,
  checkNames,
  checkTarget,
  idOf,
  invalid,
  isCloudError,
  keyed,
  named,
  object,
  orUndone,
  text,
  waitUntil,
} from '@cloud/core/driver'
import { checkIds } from './check-balancer.ts'
import { type CheckedListener, checkListeners } from './check-listener.ts'
import { checkName, checkWord, nodeId } from './check-value.ts'
import { registerInstances } from './classic-members.ts'
import { type ClassicBalancer, fromProtocol, toClassic } from './classic-wire.ts'
import { type ClassicClient, done, idempotent, send } from './client.ts'
import { networkOf, subnetsFor } from './ec2-places.ts'
import { classicTagsOf, getClassic } from './get-classic.ts'
import { type Intent, intentOf, isOurs } from './intent.ts'
import { refusal, unlessGone } from './lookups.ts'
import { checkElbTags, fromTags, type TagsOf } from './tags.ts'

/** What `createBalancer` takes under `native`. https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html */
export interface ClassicCreateBalancer {
  /** Ids of subnets. Left out, one of each zone of the network. */
  readonly subnets?: readonly string[] | undefined
  /** The id of the network; left out, that of the members, else the default one. */
  readonly vpcId?: string | undefined
  /** Ids of firewalls. Left out, the default one of the network, which lets in nobody from outside. */
  readonly securityGroups?: readonly string[] | undefined
  /** `internal`: reached from its network alone. Left out, `internet-facing`. */
  readonly scheme?: 'internet-facing' | 'internal' | undefined
  /** How long what is under way may take to end when a member goes, in seconds from 1 to 3600; left out, 300. */
  readonly drainSeconds?: number | undefined
  readonly tags?: TagsOf | undefined
}

export type ClassicCreateOptions = CreateBalancer<ClassicCreateBalancer, never, NodeTarget>

interface Plan {
  readonly name: string
  readonly listeners: readonly CheckedListener[]
  readonly nodes: readonly string[]
  readonly location: string | undefined
  readonly native: ClassicCreateBalancer
}

const names = ['name', 'listeners', 'members', 'location', 'idempotencyKey', 'native']
const nativeNames = ['subnets', 'vpcId', 'securityGroups', 'scheme', 'drainSeconds', 'tags']

function planOf(options: ClassicCreateOptions): Plan {
  checkNames('createBalancer', options, names)
  const { members = [], native = {} } = options
  checkNames('createBalancer under native', native, nativeNames)
  const { subnets, vpcId, securityGroups, scheme, drainSeconds, tags } = native
  checkIds('native.subnets', 'subnet', subnets)
  checkIds('native.securityGroups', 'securityGroup', securityGroups)
  if (vpcId !== undefined) checkIds('native.vpcId', 'vpc', [vpcId])
  checkWord('native.scheme', scheme, ['internet-facing', 'internal'])
  if (
    drainSeconds !== undefined &&
    !(Number.isInteger(drainSeconds) && drainSeconds >= 1 && drainSeconds <= 3600)
  )
    throw invalid(`native.drainSeconds is ${drainSeconds}`, 'a whole number from 1 to 3600')
  checkElbTags(tags)
  const name = checkName(options.name)
  if (!Array.isArray(members)) throw invalid('members must be an array')
  const listeners = checkListeners('classic', options.listeners)
  const location = options.location && idOf('location', options.location, 'location')
  if (location !== undefined && subnets !== undefined)
    throw invalid('A location does not go with native.subnets', 'one of the two')
  const nodes = members.map((member, index) => classicNode(`members[${index}]`, member))
  return { name, listeners, nodes: [...new Set(nodes)], location, native }
}

/** Behind a classic balancer are nodes alone, on the ports that its listeners name. */
export function classicNode(what: string, target: NodeTarget): string {
  checkTarget(what, target, ['node'])
  return nodeId(target.node)
}

export async function createClassic(
  client: ClassicClient,
  options: ClassicCreateOptions,
  call: CallOptions,
): Promise<ClassicBalancer> {
  const plan = planOf(options)
  const intent = intentOf(options.idempotencyKey, plan)
  const { name } = plan
  try {
    const network = await beforeWrite(networkOf(client, plan.nodes, call))
    const isThere = await beforeWrite(findOurs(client, name, intent, call))
    if (isThere === undefined) await make(client, plan, { intent, network }, call)
    const rest = complete(client, plan, call)
    const undo = (left: CallOptions) => removeClassic(client, name, left)
    await (isThere === undefined ? orUndone(client, rest, undo, { balancerId: name }) : rest)
    return toClassic(await afterWrite(getClassic(client, name, call), { balancerId: name }))
  } catch (error) {
    throw keyed(error, intent.key)
  }
}

/** Whether an earlier call with the same key made it; `already-exists` where somebody else's has the name. */
async function findOurs(
  client: ClassicClient,
  name: string,
  intent: Intent,
  call: CallOptions,
): Promise<true | undefined> {
  const tags = await unlessGone(classicTagsOf(client, name, call))
  if (tags === undefined) return undefined
  if (isOurs(tags, intent)) return true
  throw refusal('already-exists', `There is a classic balancer ${name} already`)
}

interface CreatedWire {
  readonly DNSName?: string
}

async function make(
  client: ClassicClient,
  { name, listeners, location, native }: Plan,
  { intent, network }: { readonly intent: Intent; readonly network: string | undefined },
  call: CallOptions,
): Promise<void> {
  const { vpcId = network, securityGroups, scheme, tags } = native
  const Subnets =
    native.subnets ?? (await beforeWrite(subnetsFor(client, { vpcId, location, zones: 1 }, call)))
  const parameters = {
    LoadBalancerName: name,
    Listeners: listeners.map(toWire),
    Subnets,
    SecurityGroups: securityGroups,
    Scheme: scheme === 'internal' ? scheme : undefined,
    Tags: fromTags({ ...tags, ...intent.tags }),
  }
  const find = async (left: CallOptions): Promise<CreatedWire | undefined> => {
    const found = await unlessGone(classicTagsOf(client, name, left))
    return found !== undefined && isOurs(found, intent) ? {} : undefined
  }
  const answer = object<CreatedWire>({ DNSName: text })
  await send(client, { name: 'CreateLoadBalancer', repeat: named(find), parameters, answer }, call)
  // A second create of the same name and settings gives what is there, which may be somebody else's.
  const wait = {
    what: `the balancer ${name} to be known`,
    look: (left: CallOptions) => classicTagsOf(client, name, left),
    done: () => true,
    describe: () => 'it is not known',
    notYet: (error: unknown) => isCloudError(error, 'not-found'),
  }
  const told = await afterWrite(waitUntil(wait, call, client.clock), { balancerId: name })
  if (!isOurs(told, intent)) throw refusal('already-exists', `There is a classic balancer ${name} already`)
}

export function toWire(listener: CheckedListener): QueryParameters {
  const { protocol, port, targetProtocol, targetPort, certificate } = listener
  return {
    Protocol: fromProtocol(protocol),
    LoadBalancerPort: port,
    InstanceProtocol: fromProtocol(targetProtocol),
    InstancePort: targetPort,
    SSLCertificateId: certificate,
  }
}

/** A new one lets nothing come to its end when a member goes, and each of its zones has its own members alone. */
async function complete(
  client: ClassicClient,
  { name, nodes, native }: Plan,
  call: CallOptions,
): Promise<void> {
  const { drainSeconds = 300 } = native
  const LoadBalancerAttributes = {
    ConnectionDraining: { Enabled: true, Timeout: drainSeconds },
    CrossZoneLoadBalancing: { Enabled: true },
  }
  const parameters = { LoadBalancerName: name, LoadBalancerAttributes }
  const request = { name: 'ModifyLoadBalancerAttributes', repeat: idempotent, parameters, answer: done }
  await send(client, request, call)
  await registerInstances(client, name, nodes, call)
}

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DeleteLoadBalancer.html */
export async function removeClassic(client: ClassicClient, name: string, call: CallOptions): Promise<void> {
  const parameters = { LoadBalancerName: name }
  await send(client, { name: 'DeleteLoadBalancer', repeat: idempotent, parameters, answer: done }, call)
}
