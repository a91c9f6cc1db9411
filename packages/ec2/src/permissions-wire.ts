import { list, number, object, required, text, type XmlShape } from '@cloud/core/driver'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html, as spelled in its XML. */
export interface PermissionWire {
  /** A name, a number, or `-1` for all. */
  readonly ipProtocol: string
  /** Of ICMP its type. */
  readonly fromPort?: number
  /** Of ICMP its code. */
  readonly toPort?: number
  readonly groups: readonly GroupPairWire[]
  readonly ipRanges: readonly { readonly cidrIp: string; readonly description?: string }[]
  readonly ipv6Ranges: readonly { readonly cidrIpv6: string; readonly description?: string }[]
  readonly prefixListIds: readonly { readonly prefixListId: string; readonly description?: string }[]
}

export interface GroupPairWire {
  readonly groupId: string
  readonly userId?: string
  readonly groupName?: string
  readonly vpcId?: string
  readonly vpcPeeringConnectionId?: string
  readonly peeringStatus?: string
  readonly description?: string
}

export const permission: XmlShape<PermissionWire> = object<PermissionWire>({
  ipProtocol: required(text),
  fromPort: number,
  toPort: number,
  groups: list(
    'item',
    object<GroupPairWire>({
      groupId: required(text),
      userId: text,
      groupName: text,
      vpcId: text,
      vpcPeeringConnectionId: text,
      peeringStatus: text,
      description: text,
    }),
  ),
  ipRanges: list(
    'item',
    object<PermissionWire['ipRanges'][number]>({ cidrIp: required(text), description: text }),
  ),
  ipv6Ranges: list(
    'item',
    object<PermissionWire['ipv6Ranges'][number]>({ cidrIpv6: required(text), description: text }),
  ),
  prefixListIds: list(
    'item',
    object<PermissionWire['prefixListIds'][number]>({ prefixListId: required(text), description: text }),
  ),
})

/** One peer that may be reached, or reach in: what EC2 counts as a rule, and adds and removes by itself. */
export interface Permission {
  readonly direction: 'inbound' | 'outbound'
  readonly ipProtocol: string
  readonly fromPort?: number
  readonly toPort?: number
  readonly kind: 'ipRanges' | 'ipv6Ranges' | 'groups' | 'prefixListIds'
  /** A range, the id of a prefix list, or that of a group, which of another account is `account/id`. */
  readonly peer: string
  readonly description?: string
}

/** The permissions of one direction, of a group that `owner` has. */
export function toPermissions(
  direction: Permission['direction'],
  wires: readonly PermissionWire[],
  owner: string | undefined,
): readonly Permission[] {
  return wires.flatMap(({ groups, ipRanges, ipv6Ranges, prefixListIds, ...head }) => {
    const one = (
      kind: Permission['kind'],
      peer: string,
      { description }: { readonly description?: string },
    ) => ({
      direction,
      ...head,
      kind,
      peer,
      ...(description && { description }),
    })
    const groupOf = ({ userId, groupId }: GroupPairWire) =>
      !userId || userId === owner ? groupId : `${userId}/${groupId}`
    return [
      ...ipRanges.map((each) => one('ipRanges', each.cidrIp, each)),
      ...ipv6Ranges.map((each) => one('ipv6Ranges', each.cidrIpv6, each)),
      ...groups.map((each) => one('groups', groupOf(each), each)),
      ...prefixListIds.map((each) => one('prefixListIds', each.prefixListId, each)),
    ]
  })
}

/** Permissions of one direction as EC2 has them: those of one protocol and range of ports together. */
export function toPermissionWires(permissions: readonly Permission[]): readonly PermissionWire[] {
  const headOf = ({ ipProtocol, fromPort, toPort }: Permission) =>
    JSON.stringify([ipProtocol, fromPort, toPort])
  return [...Map.groupBy(permissions, headOf).values()].map((together) => {
    const { ipProtocol, fromPort, toPort } = together[0] as Permission
    const of = <T>(kind: Permission['kind'], map: (peer: string) => T) =>
      together
        .filter((each) => each.kind === kind)
        .map(({ peer, description }) => ({ ...map(peer), ...(description && { description }) }))
    return {
      ipProtocol,
      ...(fromPort !== undefined && { fromPort }),
      ...(toPort !== undefined && { toPort }),
      groups: of('groups', toGroupPair),
      ipRanges: of('ipRanges', (cidrIp) => ({ cidrIp })),
      ipv6Ranges: of('ipv6Ranges', (cidrIpv6) => ({ cidrIpv6 })),
      prefixListIds: of('prefixListIds', (prefixListId) => ({ prefixListId })),
    }
  })
}

function toGroupPair(peer: string): GroupPairWire {
  const [userId = '', groupId] = peer.split('/')
  return groupId === undefined ? { groupId: userId } : { userId, groupId }
}

type Parameter = string | number | readonly Parameter[] | { readonly [name: string]: Parameter }

/** The same as parameters, whose names begin with a capital. */
export function toParameters(permissions: readonly Permission[]): readonly Parameter[] {
  return toPermissionWires(permissions).map((wire) => capitalised(wire as unknown as Parameter))
}

function capitalised(value: Parameter): Parameter {
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(capitalised)
  const entries = Object.entries(value).map(([name, each]) => [
    name.charAt(0).toUpperCase() + name.slice(1),
    capitalised(each),
  ])
  return Object.fromEntries(entries)
}
