import { type Action, action, type Ec2, type Effect } from '../action.ts'
import type { FilterTable } from '../filters.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { readTagSpecifications, storeTags, type TagSpecification } from '../tag-input.ts'
import { visible } from './found.ts'
import { chosenGroup } from './group-lookup.ts'
import { type GroupRule, type RuleTerms, ruleKey, ruleText } from './group-rule.ts'
import { permissionFields, revokedFields, ruleFields } from './group-wire.ts'
import { type ListInput, listed } from './listing.ts'
import type { SecurityGroup } from './network.ts'
import { type RulesInput, readRules } from './rule-input.ts'

interface GroupRulesInput extends RulesInput {
  readonly GroupId?: string
  readonly GroupName?: string
  readonly TagSpecification?: readonly TagSpecification[]
  readonly SecurityGroupRuleId?: readonly string[]
}

export const authorizeSecurityGroupIngress: Action = action<GroupRulesInput>((ec2, input) =>
  authorize(ec2, input, false),
)

export const authorizeSecurityGroupEgress: Action = action<GroupRulesInput>((ec2, input) =>
  authorize(ec2, input, true),
)

/** All of the rules or none. */
function authorize(ec2: Ec2, input: GroupRulesInput, egress: boolean): Effect {
  const group = chosenGroup(ec2, input)
  const terms = readRules(ec2, group, egress, input)
  const present = new Set(group.rules.map(ruleKey))
  const twice = terms.find((rule) => present.has(ruleKey(rule)))
  if (twice) {
    throw new Refusal('InvalidPermission.Duplicate', `the specified rule "${ruleText(twice)}" already exists`)
  }
  checkRuleLimit(ec2, [...group.rules, ...terms], egress)
  const tags = readTagSpecifications(input.TagSpecification, ['security-group-rule'])
  return () => {
    const rules = terms.map((rule) => ({ id: newId(ec2, 'sgr'), ...rule }))
    group.rules = [...group.rules, ...rules]
    for (const { id } of rules) storeTags(ec2, id, tags.get('security-group-rule'))
    return { return: true, securityGroupRuleSet: rules.map((rule) => ruleFields(ec2, group, rule)) }
  }
}

function checkRuleLimit(ec2: Ec2, rules: readonly RuleTerms[], egress: boolean): void {
  const { rulesPerSecurityGroup: most = Number.POSITIVE_INFINITY } = ec2.limits
  // EC2 counts what it filters IPv4 and IPv6 traffic by apart; a group as a peer counts for both.
  for (const kind of ['ipv4', 'ipv6']) {
    const counted = rules.filter(
      ({ peer, ...rule }) => rule.egress === egress && (peer.kind === kind || peer.kind === 'group'),
    )
    if (counted.length > most) {
      throw new Refusal(
        'RulesPerSecurityGroupLimitExceeded',
        'The maximum number of rules per security group has been reached.',
      )
    }
  }
}

export const revokeSecurityGroupIngress: Action = action<GroupRulesInput>((ec2, input) =>
  revoke(ec2, input, false),
)

export const revokeSecurityGroupEgress: Action = action<GroupRulesInput>((ec2, input) =>
  revoke(ec2, input, true),
)

/**
 * A rule that is not there is an error, and none is revoked; but in a group of the default VPC it is told among the unknown ones:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html
 */
function revoke(ec2: Ec2, input: GroupRulesInput, egress: boolean): Effect {
  const group = chosenGroup(ec2, input)
  const ids = input.SecurityGroupRuleId
  if (ids && input.IpPermissions) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The parameter ipPermissions cannot be used with the parameter securityGroupRuleIds',
    )
  }
  const terms = ids ? rulesById(group, egress, ids) : readRules(ec2, group, egress, input)
  const keys = new Set(terms.map(ruleKey))
  const revoked = group.rules.filter((rule) => keys.has(ruleKey(rule)))
  const present = new Set(revoked.map(ruleKey))
  const unknown = terms.filter((rule) => !present.has(ruleKey(rule)))
  if (unknown.length > 0 && !group.vpc.isDefault) {
    throw new Refusal(
      'InvalidPermission.NotFound',
      'The specified rule does not exist in this security group.',
    )
  }
  return () => {
    group.rules = group.rules.filter((rule) => !revoked.includes(rule))
    for (const { id } of revoked) ec2.centre.tags.forget(id)
    return {
      return: true,
      unknownIpPermissionSet: unknown.length > 0 ? permissionFields(ec2, unknown) : undefined,
      revokedSecurityGroupRuleSet: revoked.map((rule) => revokedFields(group, rule)),
    }
  }
}

/** Throws a `Refusal` for an id of no rule of the group in that direction. */
function rulesById(group: SecurityGroup, egress: boolean, ids: readonly string[]): readonly GroupRule[] {
  return ids.map((id) => {
    const rule = group.rules.find((candidate) => candidate.id === id && candidate.egress === egress)
    if (!rule) throw noRule(id)
    return rule
  })
}

export function noRule(id: string): Refusal {
  return /^sgr-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(id)
    ? new Refusal('InvalidSecurityGroupRuleId.NotFound', `The security group rule ID '${id}' does not exist`)
    : new Refusal('InvalidSecurityGroupRuleId.Malformed', `Invalid id: "${id}" (expecting "sgr-...")`)
}

interface DescribeInput extends ListInput {
  readonly SecurityGroupRuleId?: readonly string[]
}

export const describeSecurityGroupRules: Action = action<DescribeInput>((ec2, input) => () => {
  const { SecurityGroupRuleId: ids } = input
  const all = visible(ec2, 'groups').flatMap((group) =>
    group.rules.map((rule) => ({ id: rule.id, group, rule })),
  )
  const lost = ids?.find((id) => !all.some((entry) => entry.id === id))
  if (lost !== undefined) throw noRule(lost)
  const { items, next } = listed(ec2, input, {
    action: 'DescribeSecurityGroupRules',
    items: all.filter(({ id }) => !ids || ids.includes(id)),
    filters: ruleFilters,
  })
  return {
    securityGroupRuleSet: items.map(({ group, rule }) => ruleFields(ec2, group, rule)),
    nextToken: next,
  }
})

const ruleFilters: FilterTable<{ readonly group: SecurityGroup; readonly rule: GroupRule }> = {
  'group-id': ({ group }) => [group.id],
  'security-group-rule-id': ({ rule }) => [rule.id],
}

/** Throws a `Refusal` where two of a group's rules say the same. */
export function checkDistinct(rules: readonly RuleTerms[]): void {
  const keys = new Set<string>()
  for (const rule of rules) {
    const key = ruleKey(rule)
    if (keys.has(key)) {
      throw new Refusal(
        'InvalidPermission.Duplicate',
        `the specified rule "${ruleText(rule)}" already exists`,
      )
    }
    keys.add(key)
  }
}
