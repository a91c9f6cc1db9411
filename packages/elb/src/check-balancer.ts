import type { CreateBalancer, MemberTarget } from '@cloud/core'
import {
  checkList,
  checkNames,
  checkTarget,
  checkText,
  idOf,
  invalid,
  nodeNet,
  told,
} from '@cloud/core/driver'
import { type CheckedListener, checkListeners, type ElbListenerOptions } from './check-listener.ts'
import { checkName, checkPort, checkWord, nodeId } from './check-value.ts'
import { checkElbTags, type TagsOf } from './tags.ts'

/** A subnet, with the addresses that a network balancer is to have in it. */
export type SubnetMapping = {
  readonly SubnetId: string
  readonly AllocationId?: string | undefined
  readonly PrivateIPv4Address?: string | undefined
}

/** What `createBalancer` takes under `native`. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
export interface ElbCreateBalancer {
  /** Ids of subnets, of two zones at least for an application balancer. Left out, one of each zone of the network. */
  readonly subnets?: readonly string[] | undefined
  /** In place of `subnets`, for a network balancer: with elastic IP addresses of your own. */
  readonly subnetMappings?: readonly SubnetMapping[] | undefined
  /** The id of the network; left out, that of the members, else the default one. */
  readonly vpcId?: string | undefined
  /**
   * Ids of firewalls. Left out, an application balancer has the default one of its network, which lets in nobody from outside; a network
   * balancer has none, and lets in everybody.
   */
  readonly securityGroups?: readonly string[] | undefined
  /** `internal`: reached from its network alone. Left out, `internet-facing`. */
  readonly scheme?: 'internet-facing' | 'internal' | undefined
  readonly ipAddressType?: 'ipv4' | 'dualstack' | undefined
  /** What members are: nodes (`instance`) or addresses (`ip`). Left out, as the first of `members`, and without any `instance`. It stays so. */
  readonly targetType?: 'instance' | 'ip' | undefined
  /** Of the balancer and its target groups. */
  readonly tags?: TagsOf | undefined
}

export type CreateOptions = CreateBalancer<ElbCreateBalancer, ElbListenerOptions, MemberTarget>

/** A member as the API has it. */
export type CheckedTarget = { readonly Id: string; readonly Port?: number }

export interface BalancerPlan {
  readonly name: string
  readonly listeners: readonly CheckedListener[]
  readonly targets: readonly CheckedTarget[]
  readonly location: string | undefined
  readonly targetType: 'instance' | 'ip'
  readonly native: ElbCreateBalancer
}

const names = ['name', 'listeners', 'members', 'location', 'idempotencyKey', 'native']
const nativeNames = [
  'subnets',
  'subnetMappings',
  'vpcId',
  'securityGroups',
  'scheme',
  'ipAddressType',
  'targetType',
  'tags',
]

/** What is to be made; `invalid` for what cannot be right, `not-found` for what cannot be there. */
export function balancerPlan(kind: 'application' | 'network', options: CreateOptions): BalancerPlan {
  checkNames('createBalancer', options, names)
  const { members = [], native = {} } = options
  checkNative(kind, native)
  const name = checkName(options.name)
  if (!Array.isArray(members)) throw invalid('members must be an array')
  const listeners = checkListeners(kind, options.listeners)
  const location = options.location && idOf('location', options.location, 'location')
  if (location !== undefined && (native.subnets ?? native.subnetMappings) !== undefined)
    throw invalid('A location does not go with native.subnets', 'one of the two')
  const targets = members.map((member, index) => checkMember(`members[${index}]`, member))
  const targetType = native.targetType ?? typeOf(targets[0])
  const other = targets.find((target) => typeOf(target) !== targetType)
  if (other !== undefined)
    throw invalid(`${other.Id} is no ${targetType}`, 'nodes or addresses, as native.targetType says')
  return { name, listeners, targets: unique(targets), location, targetType, native }
}

const typeOf = (target: CheckedTarget | undefined): 'instance' | 'ip' =>
  target === undefined || nodeNet().isIP(target.Id) === 0 ? 'instance' : 'ip'

export const unique = (targets: readonly CheckedTarget[]): readonly CheckedTarget[] => [
  ...new Map(targets.map((target) => [`${target.Id} ${target.Port}`, target])).values(),
]

export function checkMember(what: string, target: MemberTarget): CheckedTarget {
  checkTarget(what, target, Object.hasOwn(Object(target), 'ip') ? ['ip', 'port'] : ['node', 'port'])
  const { port } = target
  if (port !== undefined) checkPort(`${what}.port`, port)
  const Id = 'ip' in target ? target.ip : nodeId(target.node)
  if ('ip' in target && nodeNet().isIP(Id) === 0) throw invalid(`${what}.ip is ${told(Id)}`, 'an IP address')
  return port === undefined ? { Id } : { Id, Port: port }
}

type Ec2Thing = 'subnet' | 'securityGroup' | 'vpc'

const ids: Readonly<Record<Ec2Thing, RegExp>> = {
  subnet: /^subnet-[0-9a-f]+$/,
  securityGroup: /^sg-[0-9a-f]+$/,
  vpc: /^vpc-[0-9a-f]+$/,
}

export function checkIds(what: string, of: Ec2Thing, given: readonly string[] | undefined): void {
  if (given?.length === 0) throw invalid(`${what} is empty`, 'left out, for the default')
  checkList(what, given, (one, id) => {
    if (typeof id !== 'string' || !ids[of].test(id)) throw invalid(`${one} is ${told(id)}`, `as in ${of}-0a1`)
  })
}

function checkNative(kind: 'application' | 'network', native: ElbCreateBalancer): void {
  checkNames('createBalancer under native', native, nativeNames)
  const { subnets, subnetMappings, vpcId, securityGroups, scheme, ipAddressType, targetType, tags } = native
  checkIds('native.subnets', 'subnet', subnets)
  checkIds('native.securityGroups', 'securityGroup', securityGroups)
  if (vpcId !== undefined) checkIds('native.vpcId', 'vpc', [vpcId])
  checkWord('native.scheme', scheme, ['internet-facing', 'internal'])
  checkWord('native.ipAddressType', ipAddressType, ['ipv4', 'dualstack'])
  checkWord('native.targetType', targetType, ['instance', 'ip'])
  checkElbTags(tags)
  if (subnetMappings === undefined) return
  if (kind !== 'network') throw invalid('native.subnetMappings are for network balancers', 'native.subnets')
  if (subnets !== undefined) throw invalid('native has subnets and subnetMappings', 'one of the two')
  checkList('native.subnetMappings', subnetMappings, (what, mapping) => {
    checkNames(what, mapping, ['SubnetId', 'AllocationId', 'PrivateIPv4Address'])
    for (const [name, text] of Object.entries(mapping))
      if (text !== undefined) checkText(`${what}.${name}`, text, { max: 255 })
  })
}
