import type { Firewall } from '@cloud/core'
import { list, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type Description, described } from './description.ts'
import { type Ec2Peers, toRules } from './firewall-rules.ts'
import {
  type Permission,
  type PermissionWire,
  permission,
  toPermissions,
  toPermissionWires,
} from './permissions-wire.ts'
import { type TagWire, tagSet } from './tags-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html, as spelled in its XML. */
export interface SecurityGroupWire {
  readonly groupId: string
  readonly groupName: string
  readonly groupDescription?: string
  readonly ownerId?: string
  readonly vpcId?: string
  /** Inbound. */
  readonly ipPermissions: readonly PermissionWire[]
  readonly ipPermissionsEgress: readonly PermissionWire[]
  readonly tagSet: readonly TagWire[]
}

/** A security group. Its name is unique in its network, which `native.vpcId` names. */
export type Ec2Firewall = Firewall<SecurityGroupWire, Ec2Peers>

const group: XmlShape<SecurityGroupWire> = object<SecurityGroupWire>({
  groupId: required(text),
  groupName: required(text),
  groupDescription: text,
  ownerId: text,
  vpcId: text,
  ipPermissions: list('item', permission),
  ipPermissionsEgress: list('item', permission),
  tagSet,
})

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html */
export const groups: Description<SecurityGroupWire, Ec2Firewall> = {
  noun: 'firewall',
  action: 'DescribeSecurityGroups',
  ids: 'GroupId',
  // As many as a filter of instances takes: those that each group guards are asked for next.
  pageSize: 200,
  answer: described('securityGroupInfo', group),
  map: toFirewall,
}

export function toFirewall(wire: SecurityGroupWire): Ec2Firewall {
  return {
    kind: 'firewall',
    id: wire.groupId,
    name: wire.groupName,
    rules: toRules(permissionsOf(wire)),
    native: wire,
  }
}

export function permissionsOf({
  ipPermissions,
  ipPermissionsEgress,
  ownerId,
}: SecurityGroupWire): readonly Permission[] {
  return [
    ...toPermissions('inbound', ipPermissions, ownerId),
    ...toPermissions('outbound', ipPermissionsEgress, ownerId),
  ]
}

/** The group with these permissions. */
export function withPermissions(
  wire: SecurityGroupWire,
  permissions: readonly Permission[],
): SecurityGroupWire {
  const of = (wanted: Permission['direction']) =>
    toPermissionWires(permissions.filter(({ direction }) => direction === wanted))
  return { ...wire, ipPermissions: of('inbound'), ipPermissionsEgress: of('outbound') }
}
