import type { CallOptions, CreateBalancer, NodeTarget } from '@cloud/core'
import {
  beforeWrite,
  checkCidr,
  checkList,
  checkNames,
  checkTarget,
  checkText,
  invalid,
  told,
} from '@cloud/core/driver'
import { type CheckedListener, checkListeners } from './check-listener.ts'
import { checkName } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { isolatedNetwork } from './get-network.ts'
import { nodeIdOf } from './get-node.ts'
import { type CloudStackAlgorithm, fromAlgorithm } from './load-balancers-wire.ts'
import type { VirtualMachineWire } from './nodes-wire.ts'
import { zoneIdOf } from './zones.ts'

/** What `createBalancer` takes under `native`. Ids, unless it says otherwise. */
export interface CloudStackCreateBalancer {
  /** An isolated network or a tier. Left out, that of the members, the option `network`, or the only one in the zone. */
  readonly network?: string | undefined
  /** A public address of the network. Left out, one is taken for the balancer, and given back with it. */
  readonly address?: string | undefined
  /** Left out, `round-robin`. */
  readonly algorithm?: CloudStackAlgorithm | undefined
  /** Whom it lets in, by ranges of addresses; left out, everybody. */
  readonly cidrs?: readonly string[] | undefined
  readonly description?: string | undefined
}

export type CreateOptions = CreateBalancer<CloudStackCreateBalancer>

export interface BalancerPlan {
  readonly name: string
  readonly listener: CheckedListener
  readonly members: readonly string[]
  readonly location: string | undefined
  readonly network: string | undefined
  readonly address: string | undefined
  readonly algorithm: string
  readonly cidrs: readonly string[] | undefined
  readonly description: string | undefined
}

const names = ['name', 'listeners', 'members', 'location', 'idempotencyKey', 'native']
const nativeNames = ['network', 'address', 'algorithm', 'cidrs', 'description']

/** What is to be made; `invalid` for what cannot be right. */
export function balancerPlan(options: CreateOptions): BalancerPlan {
  checkNames('createBalancer', options, names)
  const { listeners, members = [], location, native = {} } = options
  checkNames('createBalancer under native', native, nativeNames)
  const { network, address, algorithm = 'round-robin', cidrs, description } = native
  for (const [what, text] of Object.entries({ network, address, description }))
    if (text !== undefined) checkText(`native.${what}`, text, { max: 150 })
  const theirs = fromAlgorithm(algorithm)
  if (theirs === undefined)
    throw invalid(`The algorithm is ${told(algorithm)}`, 'round-robin, least-connections or source-ip')
  if (!Array.isArray(members)) throw invalid('members must be an array')
  return {
    name: checkName('balancer', options.name),
    listener: checkListeners(listeners),
    members: [...new Set(members.map((member, index) => memberOf(`members[${index}]`, member)))],
    location: zoneIdOf(location),
    network,
    address,
    algorithm: theirs,
    cidrs: checkedCidrs(cidrs),
    description,
  }
}

export function checkedCidrs(cidrs: readonly string[] | undefined): readonly string[] | undefined {
  checkList('native.cidrs', cidrs, (_what, cidr) => checkCidr(cidr))
  if (cidrs?.length === 0) throw invalid('native.cidrs is empty', 'left out, for everybody')
  return cidrs
}

export function memberOf(what: string, target: NodeTarget): string {
  checkTarget(what, target, ['node'])
  return nodeIdOf(target.node)
}

/** The network whose machines are balanced. */
export async function networkFor(
  client: CloudStackClient,
  { network }: BalancerPlan,
  { zone, machines }: { readonly zone: string; readonly machines: readonly VirtualMachineWire[] },
  call: CallOptions,
): Promise<string> {
  const ofMembers = machines[0]?.nic?.find(({ isdefault }) => isdefault)?.networkid
  const own = client.network ?? ofMembers
  const found = network ?? (await beforeWrite(isolatedNetwork(client, own, zone, call))) ?? ofMembers
  if (found !== undefined) return found
  throw invalid('Which network is balanced was not chosen', 'native.network, or the option network')
}
