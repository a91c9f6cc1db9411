import type { JobPlan } from './async-jobs.ts'
import type { CloudStack } from './cloud.ts'
import { type Command, type Commands, job } from './command.ts'
import { noEntity } from './found.ts'
import { type OwnerInput, ownerOf } from './owner.ts'
import { invalid } from './refusal.ts'
import { checkCidr, type PortInput, readPorts } from './rule-input.ts'
import { existingGroup, groupNamed, type SecurityGroup, type SecurityGroupRule } from './security-group.ts'
import { groupWire } from './security-group-wire.ts'
import { neighbours } from './template-changes.ts'

interface RuleInput extends OwnerInput, PortInput {
  readonly securitygroupid?: string
  readonly securitygroupname?: string
  readonly cidrlist?: readonly string[]
  readonly usersecuritygrouplist?: readonly Readonly<Record<string, string>>[]
}

const takes =
  'securitygroupid securitygroupname protocol startport endport icmptype icmpcode cidrlist usersecuritygrouplist account domainid projectid'

export const securityGroupRuleCommands: Commands<
  | 'authorizeSecurityGroupIngress'
  | 'authorizeSecurityGroupEgress'
  | 'revokeSecurityGroupIngress'
  | 'revokeSecurityGroupEgress'
> = {
  authorizeSecurityGroupIngress: job<RuleInput>(takes, (cloud, input) => authorize(cloud, input, 'ingress')),
  authorizeSecurityGroupEgress: job<RuleInput>(takes, (cloud, input) => authorize(cloud, input, 'egress')),
  revokeSecurityGroupIngress: revoke('ingress'),
  revokeSecurityGroupEgress: revoke('egress'),
}

function authorize(cloud: CloudStack, input: RuleInput, direction: SecurityGroupRule['direction']): JobPlan {
  const group = groupOf(cloud, input)
  return {
    instance: { type: 'SecurityGroup', id: group.id },
    projectId: group.projectId,
    queue: group.id,
    ms: cloud.centre.times.actionMs,
    finish: () => {
      const made = rulesOf(cloud, input, group, direction)
      const twice = made.find((rule) => group.rules.some((other) => sameRule(rule, other)))
      // The server tells no more than that nothing was added.
      if (twice) throw invalid('Security group rule already exists: unable to authorize it')
      group.rules = [...group.rules, ...made]
      return { securitygroup: groupWire(cloud, { ...group, rules: made }) }
    },
  }
}

function groupOf(cloud: CloudStack, input: RuleInput): SecurityGroup {
  const { securitygroupid: id, securitygroupname: name } = input
  if ((id === undefined) === (name === undefined))
    throw invalid(
      'Either securityGroupId or securityGroupName is required by authorizeSecurityGroupIngress command',
    )
  return id === undefined
    ? groupNamed(cloud, name ?? '', ownerOf(cloud, input))
    : existingGroup(cloud, 'securitygroupid', id)
}

/** One rule for each range of addresses and each other group; without either, for every address. */
function rulesOf(
  cloud: CloudStack,
  input: RuleInput,
  { projectId }: SecurityGroup,
  direction: SecurityGroupRule['direction'],
): readonly SecurityGroupRule[] {
  const { cidrlist, usersecuritygrouplist: groups } = input
  if (cidrlist && groups) throw invalid('cidrlist and usersecuritygrouplist are mutually exclusive')
  const ports = readPorts(input)
  const peers = (groups ?? []).map((peer) => peerOf(cloud, peer, projectId))
  const cidrs = groups ? [] : (cidrlist ?? ['0.0.0.0/0'])
  for (const cidr of cidrs) checkCidr(cidr)
  return [
    ...cidrs.map((cidr) => ({ cidr, peer: undefined })),
    ...peers.map((peer) => ({ cidr: undefined, peer })),
  ].map((source) => ({ ...ports, ...source, id: cloud.newId(), direction }))
}

function peerOf(
  cloud: CloudStack,
  { account, group }: Readonly<Record<string, string>>,
  projectId: string | undefined,
): NonNullable<SecurityGroupRule['peer']> {
  if (!account || !group)
    throw invalid('Invalid user group specified, fields "group" and "account" cannot be null')
  if (neighbours.includes(account)) return { account, group, id: undefined }
  if (account !== cloud.account.name)
    throw invalid(`Nonexistent account: ${account}, when trying to authorize`)
  return { account, group, id: groupNamed(cloud, group, projectId).id }
}

const sameRule = (a: SecurityGroupRule, b: SecurityGroupRule): boolean =>
  a.direction === b.direction &&
  a.protocol === b.protocol &&
  a.startPort === b.startPort &&
  a.endPort === b.endPort &&
  a.icmpType === b.icmpType &&
  a.icmpCode === b.icmpCode &&
  a.cidr === b.cidr &&
  a.peer?.account === b.peer?.account &&
  a.peer?.group === b.peer?.group

function revoke(direction: SecurityGroupRule['direction']): Command {
  return job<{ readonly id: string }>('id', (cloud, { id }) => {
    const has = ({ rules }: SecurityGroup) =>
      rules.some((rule) => rule.id === id && rule.direction === direction)
    const group = [...cloud.securityGroups.values()].find(has)
    if (!group) throw noEntity('id', id)
    return {
      instance: { type: 'SecurityGroup', id: group.id },
      projectId: group.projectId,
      queue: group.id,
      ms: cloud.centre.times.actionMs,
      begin: () => {
        if (!has(group)) throw invalid(`Unable to find security rule with id ${id}`)
      },
      finish: () => {
        group.rules = group.rules.filter((rule) => rule.id !== id)
        return { success: true }
      },
    }
  })
}
