import type { Ec2 } from '../action.ts'
import { tagSet } from '../tag-input.ts'
import type { XmlFields } from '../xml.ts'
import { arnOf } from './arn.ts'
import { type GroupRule, hasPorts, type RuleTerms } from './group-rule.ts'
import type { SecurityGroup } from './network.ts'

export function groupFields(ec2: Ec2, group: SecurityGroup): XmlFields {
  const permissions = (egress: boolean) =>
    permissionFields(
      ec2,
      group.rules.filter((rule) => rule.egress === egress),
    )
  return {
    ownerId: ec2.accountId,
    groupId: group.id,
    groupName: group.name,
    groupDescription: group.description,
    ipPermissions: permissions(false),
    ipPermissionsEgress: permissions(true),
    tagSet: tagSet(ec2, group.id),
    vpcId: group.vpc.id,
    securityGroupArn: arnOf(ec2, 'security-group', group.id),
  }
}

/** Rules of the same traffic are one permission with several peers. */
export function permissionFields(ec2: Ec2, rules: readonly RuleTerms[]): readonly XmlFields[] {
  const permissions = Map.groupBy(rules, ({ protocol, from, to }) => `${protocol} ${from} ${to}`)
  return [...permissions.values()].map((same) => {
    const [{ protocol, from, to } = { protocol: '-1', from: -1, to: -1 }] = same
    return {
      ipProtocol: protocol,
      ...(hasPorts(protocol) && { fromPort: from, toPort: to }),
      groups: same.flatMap(({ peer, description }) =>
        peer.kind === 'group' ? [{ groupId: peer.groupId, userId: ec2.accountId, description }] : [],
      ),
      ipRanges: same.flatMap(({ peer, description }) =>
        peer.kind === 'ipv4' ? [{ cidrIp: peer.cidr, description }] : [],
      ),
      ipv6Ranges: same.flatMap(({ peer, description }) =>
        peer.kind === 'ipv6' ? [{ cidrIpv6: peer.cidr, description }] : [],
      ),
      prefixListIds: [],
    }
  })
}

const trafficFields = (
  group: SecurityGroup,
  { id, egress, protocol, from, to, peer, description }: GroupRule,
) => ({
  securityGroupRuleId: id,
  groupId: group.id,
  isEgress: egress,
  ipProtocol: protocol,
  fromPort: from,
  toPort: to,
  cidrIpv4: peer.kind === 'ipv4' ? peer.cidr : undefined,
  cidrIpv6: peer.kind === 'ipv6' ? peer.cidr : undefined,
  description,
})

export function ruleFields(ec2: Ec2, group: SecurityGroup, rule: GroupRule): XmlFields {
  const { peer } = rule
  return {
    ...trafficFields(group, rule),
    groupOwnerId: ec2.accountId,
    ...(peer.kind === 'group' && {
      referencedGroupInfo: { groupId: peer.groupId, userId: ec2.accountId, vpcId: group.vpc.id },
    }),
    tagSet: tagSet(ec2, rule.id),
    securityGroupRuleArn: arnOf(ec2, 'security-group-rule', rule.id),
  }
}

export const revokedFields = (group: SecurityGroup, rule: GroupRule): XmlFields => ({
  ...trafficFields(group, rule),
  referencedGroupId: rule.peer.kind === 'group' ? rule.peer.groupId : undefined,
})
