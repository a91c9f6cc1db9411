import type { FirewallRule } from '@cloud/core'
import { canonicalCidr, nodeNet } from '@cloud/core/driver'
import type { Permission } from './permissions-wire.ts'

/** What a rule has beside the contract: peers that are no addresses, and protocols that the contract has no word for. */
export interface Ec2Peers {
  /** Nodes behind one of these firewalls: their ids; `account/id` of another account's in a peered network. */
  readonly groups?: readonly string[] | undefined
  /** Ids of prefix lists. */
  readonly prefixListIds?: readonly string[] | undefined
  /** Of each of the rule's peers, at most 255 characters. */
  readonly description?: string | undefined
  /**
   * Of `all` the number of the only protocol that the rule means, as in `50`; of `icmp` the version where EC2 cannot tell it by the
   * peer: `icmp` or `icmpv6`.
   */
  readonly ipProtocol?: string | undefined
  /** Of `icmp` one type, and one code of it; -1 is all. */
  readonly icmp?: { readonly type: number; readonly code: number } | undefined
}

export type Ec2Rule = FirewallRule<Ec2Peers>

type Head = Pick<Ec2Rule, 'direction' | 'protocol' | 'ports'> &
  Pick<Ec2Peers, 'ipProtocol' | 'icmp' | 'description'>

/** Permissions that differ by their peers alone are one rule. */
export function toRules(permissions: readonly Permission[]): readonly Ec2Rule[] {
  const together = Map.groupBy(permissions, (each) => JSON.stringify(headOf(each)))
  return [...together].map(([head, alike]) => {
    const { direction, protocol, ports, ...own } = JSON.parse(head) as Head
    const of = (...kinds: readonly Permission['kind'][]) =>
      alike.filter(({ kind }) => kinds.includes(kind)).map(({ peer }) => peer)
    const [groups, prefixListIds] = [of('groups'), of('prefixListIds')]
    const native = {
      ...own,
      ...(groups.length > 0 && { groups }),
      ...(prefixListIds.length > 0 && { prefixListIds }),
    }
    return {
      direction,
      protocol,
      ...(ports && { ports }),
      cidrs: of('ipRanges', 'ipv6Ranges'),
      ...(Object.keys(native).length > 0 && { native }),
    }
  })
}

function headOf({ direction, ipProtocol, fromPort, toPort, kind, description }: Permission): Head {
  const told = description === undefined ? {} : { description }
  const [from, to] = rangeOf({ ipProtocol, fromPort, toPort })
  if (ipProtocol === 'tcp' || ipProtocol === 'udp') {
    const some = from > 1 || to < 65_535
    return { direction, protocol: ipProtocol, ...(some && { ports: { from, to } }), ...told }
  }
  const isIcmp = ipProtocol === 'icmp' || ipProtocol === 'icmpv6'
  const expected = isIcmp ? icmpOf(kind) : '-1'
  return {
    direction,
    protocol: isIcmp ? 'icmp' : 'all',
    ...(ipProtocol !== expected && { ipProtocol }),
    ...(isIcmp && (from !== -1 || to !== -1) && { icmp: { type: from, code: to } }),
    ...told,
  }
}

/** The ports of TCP and UDP, of which 0 is none that anything uses; type and code of ICMP; nothing of others, which have neither. */
function rangeOf({
  ipProtocol,
  fromPort = -1,
  toPort = -1,
}: Pick<Permission, 'ipProtocol'> & {
  readonly fromPort?: number | undefined
  readonly toPort?: number | undefined
}): readonly [from: number, to: number] {
  if (ipProtocol === 'tcp' || ipProtocol === 'udp')
    return [Math.max(1, fromPort), toPort < 0 ? 65_535 : Math.max(1, toPort)]
  return ipProtocol.startsWith('icmp') ? [fromPort, toPort] : [-1, -1]
}

const icmpOf = (kind: Permission['kind']) => (kind === 'ipv6Ranges' ? 'icmpv6' : 'icmp')

/** The permissions that rules come to, each once. */
export function toPermissionsOf(rules: readonly Ec2Rule[]): readonly Permission[] {
  const all = rules.flatMap((rule) => {
    const { cidrs, native: { groups = [], prefixListIds = [] } = {} } = rule
    return [
      ...cidrs.map((cidr) => {
        const kind = nodeNet().isIPv6(cidr.split('/')[0] ?? '') ? 'ipv6Ranges' : 'ipRanges'
        return permissionOf(rule, kind, canonicalCidr(cidr))
      }),
      ...groups.map((id) => permissionOf(rule, 'groups', id)),
      ...prefixListIds.map((id) => permissionOf(rule, 'prefixListIds', id)),
    ]
  })
  return [...byKey(all).values()]
}

function permissionOf(
  { direction, protocol, ports, native = {} }: Ec2Rule,
  kind: Permission['kind'],
  peer: string,
): Permission {
  const { description, icmp = { type: -1, code: -1 } } = native
  const own = { all: '-1', icmp: icmpOf(kind), tcp: 'tcp', udp: 'udp' }[protocol]
  const { from, to } = ports ?? { from: 0, to: 65_535 }
  return {
    direction,
    ipProtocol: native.ipProtocol ?? own,
    ...(protocol === 'icmp' && { fromPort: icmp.type, toPort: icmp.code }),
    ...((protocol === 'tcp' || protocol === 'udp') && { fromPort: from, toPort: to }),
    kind,
    peer,
    ...(description && { description }),
  }
}

/** What a permission lets pass, however it is written. */
export function keyOf(permission: Permission): string {
  const { direction, ipProtocol, kind, peer } = permission
  const place = kind === 'ipv6Ranges' ? canonicalCidr(peer) : peer
  return JSON.stringify([direction, ipProtocol, ...rangeOf(permission), kind, place])
}

export function byKey(permissions: readonly Permission[]): ReadonlyMap<string, Permission> {
  return new Map(permissions.map((each) => [keyOf(each), each]))
}
