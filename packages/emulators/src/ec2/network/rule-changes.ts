import { type Action, action, type Ec2, type Effect } from '../action.ts'
import { missing, Refusal } from '../refusal.ts'
import { chosenGroup } from './group-lookup.ts'
import { type GroupRule, type Peer, ruleKey } from './group-rule.ts'
import { checkDistinct, noRule } from './group-rules.ts'
import type { SecurityGroup } from './network.ts'
import {
  groupPeer,
  ipv4Peer,
  ipv6Peer,
  type RulesInput,
  readDescription,
  readRules,
  readTraffic,
} from './rule-input.ts'

interface RuleRequest {
  readonly IpProtocol?: string
  readonly FromPort?: number
  readonly ToPort?: number
  readonly CidrIpv4?: string
  readonly CidrIpv6?: string
  readonly PrefixListId?: string
  readonly ReferencedGroupId?: string
  readonly Description?: string
}

interface ModifyInput {
  readonly GroupId: string
  readonly SecurityGroupRule: readonly {
    readonly SecurityGroupRuleId: string
    readonly SecurityGroupRule?: RuleRequest
  }[]
}

/** Each rule becomes all of what is said of it; its id and direction stay. */
export const modifySecurityGroupRules: Action = action<ModifyInput>((ec2, input) => {
  const group = chosenGroup(ec2, { GroupId: input.GroupId })
  const changed = new Map(
    input.SecurityGroupRule.map(({ SecurityGroupRuleId: id, SecurityGroupRule: request = {} }) => {
      const rule = group.rules.find((candidate) => candidate.id === id)
      if (!rule) throw noRule(id)
      return [id, changedRule(ec2, group, rule, request)]
    }),
  )
  return replaceRules(group, (rule) => changed.get(rule.id))
})

function changedRule(ec2: Ec2, group: SecurityGroup, rule: GroupRule, request: RuleRequest): GroupRule {
  return {
    id: rule.id,
    egress: rule.egress,
    ...readTraffic(request.IpProtocol, request.FromPort, request.ToPort),
    peer: requestedPeer(ec2, group, rule, request),
    description: readDescription(request.Description),
  }
}

/** A rule may be pointed at another peer of its kind alone. */
function requestedPeer(ec2: Ec2, group: SecurityGroup, rule: GroupRule, request: RuleRequest): Peer {
  const { CidrIpv4, CidrIpv6, ReferencedGroupId, PrefixListId } = request
  const peers = [
    CidrIpv4 === undefined ? [] : ipv4Peer(CidrIpv4),
    CidrIpv6 === undefined ? [] : ipv6Peer(CidrIpv6),
    ReferencedGroupId === undefined ? [] : groupPeer(ec2, group, { GroupId: ReferencedGroupId }),
  ].flat()
  const [peer] = peers
  if (PrefixListId !== undefined || peers.length > 1 || (peer && peer.kind !== rule.peer.kind)) {
    throw new Refusal(
      'InvalidParameterCombination',
      "The kind of a rule's source or destination cannot be changed",
    )
  }
  if (!peer) throw missing('securityGroupRules.securityGroupRule.cidrIpv4')
  return peer
}

interface DescriptionsInput extends RulesInput {
  readonly GroupId?: string
  readonly GroupName?: string
  readonly SecurityGroupRuleDescription?: readonly {
    readonly SecurityGroupRuleId?: string
    readonly Description?: string
  }[]
}

export const updateSecurityGroupRuleDescriptionsIngress: Action = action<DescriptionsInput>((ec2, input) =>
  updateDescriptions(ec2, input, false),
)

export const updateSecurityGroupRuleDescriptionsEgress: Action = action<DescriptionsInput>((ec2, input) =>
  updateDescriptions(ec2, input, true),
)

function updateDescriptions(ec2: Ec2, input: DescriptionsInput, egress: boolean): Effect {
  const group = chosenGroup(ec2, input)
  const descriptions = new Map<string, string | undefined>()
  for (const { SecurityGroupRuleId: id = '', Description } of input.SecurityGroupRuleDescription ?? []) {
    if (!group.rules.some((rule) => rule.id === id && rule.egress === egress)) throw noRule(id)
    descriptions.set(id, readDescription(Description))
  }
  if (!input.SecurityGroupRuleDescription) {
    for (const terms of readRules(ec2, group, egress, input)) {
      const rule = group.rules.find((candidate) => ruleKey(candidate) === ruleKey(terms))
      if (!rule) {
        throw new Refusal(
          'InvalidPermission.NotFound',
          'The specified rule does not exist in this security group.',
        )
      }
      descriptions.set(rule.id, terms.description)
    }
  }
  return replaceRules(group, (rule) =>
    descriptions.has(rule.id) ? { ...rule, description: descriptions.get(rule.id) } : undefined,
  )
}

function replaceRules(group: SecurityGroup, replacement: (rule: GroupRule) => GroupRule | undefined): Effect {
  const rules = group.rules.map((rule) => replacement(rule) ?? rule)
  checkDistinct(rules)
  return () => {
    group.rules = rules
    return { return: true }
  }
}
