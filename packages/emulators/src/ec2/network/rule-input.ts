import type { Ec2 } from '../action.ts'
import { invalidValue, missing, Refusal } from '../refusal.ts'
import { blockText, readIpv4Block, readIpv6Block } from './cidr.ts'
import { groupInVpc } from './group-lookup.ts'
import { hasPorts, type Peer, type RuleTerms, ruleKey } from './group-rule.ts'
import type { SecurityGroup } from './network.ts'

export interface PermissionInput {
  readonly IpProtocol?: string
  readonly FromPort?: number
  readonly ToPort?: number
  readonly IpRanges?: readonly { readonly CidrIp?: string; readonly Description?: string }[]
  readonly Ipv6Ranges?: readonly { readonly CidrIpv6?: string; readonly Description?: string }[]
  readonly Groups?: readonly GroupInput[]
  readonly PrefixListIds?: readonly { readonly PrefixListId?: string }[]
}

interface GroupInput {
  readonly GroupId?: string
  readonly GroupName?: string
  readonly UserId?: string
  readonly VpcId?: string
  readonly VpcPeeringConnectionId?: string
  readonly Description?: string
}

/** One rule may be spelled without `IpPermissions`. */
export interface RulesInput {
  readonly IpPermissions?: readonly PermissionInput[]
  readonly IpProtocol?: string
  readonly FromPort?: number
  readonly ToPort?: number
  readonly CidrIp?: string
  readonly SourceSecurityGroupName?: string
  readonly SourceSecurityGroupOwnerId?: string
}

/** The rules that a request names, each peer of a permission one of its own. Throws a `Refusal` for the first that is none, or comes twice. */
export function readRules(
  ec2: Ec2,
  group: SecurityGroup,
  egress: boolean,
  input: RulesInput,
): readonly RuleTerms[] {
  const rules = permissionsOf(egress, input).flatMap((permission) => rulesOf(ec2, group, egress, permission))
  if (new Set(rules.map(ruleKey)).size < rules.length) {
    throw invalidValue('The same permission must not appear multiple times')
  }
  return rules
}

function permissionsOf(egress: boolean, input: RulesInput): readonly PermissionInput[] {
  const { IpPermissions, IpProtocol, FromPort, ToPort, CidrIp, SourceSecurityGroupName: source } = input
  const alone = [IpProtocol, FromPort, ToPort, CidrIp, source].some((value) => value !== undefined)
  if (egress && alone) {
    throw new Refusal(
      'InvalidParameterCombination',
      'Use IpPermissions to name the rules of a security group in a VPC',
    )
  }
  if (IpPermissions && alone) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The parameter ipPermissions may not be used with others',
    )
  }
  if (IpPermissions?.length) return IpPermissions
  if (!alone) throw missing('ipPermissions')
  return [
    {
      // A source group without a protocol lets everything in.
      ...(IpProtocol !== undefined ? { IpProtocol } : source !== undefined && { IpProtocol: '-1' }),
      ...(FromPort !== undefined && { FromPort }),
      ...(ToPort !== undefined && { ToPort }),
      ...(CidrIp !== undefined && { IpRanges: [{ CidrIp }] }),
      ...(source !== undefined && { Groups: [{ GroupName: source, ...ownerOf(input) }] }),
    },
  ]
}

const ownerOf = ({ SourceSecurityGroupOwnerId: owner }: RulesInput) =>
  owner !== undefined && { UserId: owner }

function rulesOf(
  ec2: Ec2,
  group: SecurityGroup,
  egress: boolean,
  input: PermissionInput,
): readonly RuleTerms[] {
  if (input.PrefixListIds) {
    const [list] = input.PrefixListIds
    throw new Refusal(
      'InvalidPrefixListId.NotFound',
      `The prefix list ID '${list?.PrefixListId}' does not exist`,
    )
  }
  const terms = { egress, ...readTraffic(input.IpProtocol, input.FromPort, input.ToPort) }
  const rules = [
    ...(input.IpRanges ?? []).map((range) => ({
      peer: ipv4Peer(range.CidrIp),
      description: range.Description,
    })),
    ...(input.Ipv6Ranges ?? []).map((range) => ({
      peer: ipv6Peer(range.CidrIpv6),
      description: range.Description,
    })),
    ...(input.Groups ?? []).map((pair) => ({
      peer: groupPeer(ec2, group, pair),
      description: pair.Description,
    })),
  ]
  if (rules.length === 0) throw missing('ipPermissions.ipRanges')
  return rules.map(({ peer, description }) => ({ ...terms, peer, description: readDescription(description) }))
}

const protocolNumbers: Readonly<Record<string, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' }

/** A protocol with its ports, or type and code, as EC2 keeps them. */
export function readTraffic(
  given: string | undefined,
  from: number | undefined,
  to: number | undefined,
): Pick<RuleTerms, 'protocol' | 'from' | 'to'> {
  if (given === undefined) throw missing('ipPermissions.ipProtocol')
  const protocol = protocolNumbers[given] ?? given.toLowerCase()
  if (!hasPorts(protocol) && !/^(?:-1|[1-9]?\d|1\d\d|2[0-4]\d|25[0-5])$/.test(protocol)) {
    throw invalidValue(`Invalid value '${given}' for IP protocol. Unknown protocol.`)
  }
  // Of other protocols everything is let through, whatever ports were named.
  if (!hasPorts(protocol)) return { protocol, from: -1, to: -1 }
  if (protocol.startsWith('icmp')) return { protocol, ...readIcmp(protocol, from, to) }
  if (from === undefined || to === undefined) {
    throw invalidValue("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.")
  }
  for (const port of [from, to]) {
    if (port < 0 || port > 65_535) throw invalidValue(`TCP/UDP port (${port}) out of range`)
  }
  if (from > to) throw invalidValue(`Invalid TCP/UDP port range (${from}:${to})`)
  return { protocol, from, to }
}

function readIcmp(protocol: string, type: number | undefined, code: number | undefined) {
  if (protocol === 'icmpv6' && type === undefined && code === undefined) return { from: -1, to: -1 }
  if (type === undefined || code === undefined) {
    throw invalidValue("Invalid value 'Must specify both from and to ports with ICMP.' for portRange.")
  }
  if (type < -1 || type > 255) throw invalidValue(`ICMP type (${type}) out of range`)
  if (code < -1 || code > 255 || (type === -1 && code !== -1))
    throw invalidValue(`ICMP code (${code}) out of range`)
  return { from: type, to: code }
}

export function ipv4Peer(text = ''): Peer {
  const block = readIpv4Block(text)
  if (!block) throw invalidValue(`CIDR block ${text} is malformed`)
  return { kind: 'ipv4', cidr: blockText(block) }
}

export function ipv6Peer(text = ''): Peer {
  const cidr = readIpv6Block(text)
  if (!cidr) throw invalidValue(`CIDR block ${text} is malformed`)
  return { kind: 'ipv6', cidr }
}

export function groupPeer(ec2: Ec2, group: SecurityGroup, pair: GroupInput): Peer {
  if (pair.VpcPeeringConnectionId || (pair.UserId && pair.UserId !== ec2.accountId)) {
    throw new Refusal('InvalidGroup.NotFound', 'The emulated cloud has one account and no peered VPCs')
  }
  return { kind: 'group', groupId: groupInVpc(ec2, group.vpc, pair).id }
}

const descriptions = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/

export function readDescription(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  if (!descriptions.test(text)) {
    throw invalidValue(
      'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
    )
  }
  return text
}
