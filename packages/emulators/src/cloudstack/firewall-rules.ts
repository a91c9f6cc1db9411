import type { CloudStack } from './cloud.ts'
import { type Commands, job, now } from './command.ts'
import { existingNetwork } from './existing-network.ts'
import { checkConflict, type FirewallRule, firewallRuleWire } from './firewall-rule.ts'
import { found } from './found.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { isRouted } from './network.ts'
import { existingIp, type PublicIp } from './public-ip.ts'
import { invalid } from './refusal.ts'
import { creation, removal } from './resource-jobs.ts'
import { checkCidr, type PortInput, readPorts } from './rule-input.ts'
import { hasTags, type TagFilter } from './tag.ts'

interface RuleInput extends PortInput {
  readonly protocol: string
  readonly cidrlist?: readonly string[]
}

interface IngressInput extends RuleInput {
  readonly ipaddressid: string
}

interface EgressInput extends RuleInput {
  readonly networkid: string
  readonly destcidrlist?: readonly string[]
}

interface RuleList extends ListInput {
  readonly ipaddressid?: string
  readonly networkid?: string
  readonly tags?: TagFilter
}

const ports = 'protocol startport endport icmptype icmpcode cidrlist'

export const firewallRuleCommands: Commands<
  | 'createFirewallRule'
  | 'deleteFirewallRule'
  | 'listFirewallRules'
  | 'createEgressFirewallRule'
  | 'deleteEgressFirewallRule'
  | 'listEgressFirewallRules'
> = {
  createFirewallRule: job<IngressInput>(`ipaddressid ${ports}`, (cloud, input) => {
    const ip = existingIp(cloud, 'ipaddressid', input.ipaddressid)
    const rule = ingressRule(cloud, ip, input)
    return creation(cloud, rule, {
      type: 'FirewallRule',
      things: cloud.firewallRules,
      name: 'firewallrule',
      wire: (made) => firewallRuleWire(cloud, made),
      effect: () => {
        rule.state = 'Active'
      },
    })
  }),

  deleteFirewallRule: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const things = cloud.firewallRules
    return removal(cloud, found(things, 'id', id), { type: 'FirewallRule', things })
  }),

  listFirewallRules: now<RuleList>('id ipaddressid networkid tags', (cloud, input, call) => {
    const rules = chosen(cloud, input, cloud.firewallRules)
    return answerList(cloud, call, 'firewallrule', rules, (rule) => firewallRuleWire(cloud, rule))
  }),

  createEgressFirewallRule: job<EgressInput>(`networkid destcidrlist ${ports}`, (cloud, input) => {
    const rule = egressRule(cloud, input)
    return creation(cloud, rule, {
      type: 'FirewallRule',
      things: cloud.egressRules,
      name: 'firewallrule',
      wire: (made) => firewallRuleWire(cloud, made),
      effect: () => {
        rule.state = 'Active'
      },
    })
  }),

  deleteEgressFirewallRule: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const things = cloud.egressRules
    return removal(cloud, found(things, 'id', id), { type: 'FirewallRule', things })
  }),

  listEgressFirewallRules: now<RuleList>('id ipaddressid networkid tags', (cloud, input, call) => {
    const rules = chosen(cloud, input, cloud.egressRules)
    return answerList(cloud, call, 'firewallrule', rules, (rule) => firewallRuleWire(cloud, rule))
  }),
}

/** Throws a `Refusal` for a rule that is none, or that another one is already. */
export function ingressRule(
  cloud: CloudStack,
  ip: PublicIp,
  input: RuleInput,
  relatedId?: string,
): FirewallRule {
  if (ip.networkId === undefined || ip.vpcId !== undefined)
    throw invalid(
      `Unable to create firewall rule for the ipaddress id=${ip.id}: it is not associated with an isolated network; a VPC has network ACLs`,
    )
  if (input.protocol.toLowerCase() === 'all') throw invalid('Protocol all is not supported in the zone')
  const rule = ruleOf(cloud, input, { ip, networkId: ip.networkId, projectId: ip.projectId }, relatedId)
  checkConflict(rule, cloud.firewallRules.values())
  return rule
}

function egressRule(cloud: CloudStack, input: EgressInput): FirewallRule {
  const network = existingNetwork(cloud, 'networkid', input.networkid)
  if (!isRouted(network) || network.vpcId !== undefined)
    throw invalid(`Egress firewall rules are not supported for network ${network.id}`)
  const { id: networkId, projectId } = network
  const rule = {
    ...ruleOf(cloud, input, { ip: undefined, networkId, projectId }),
    destinations: input.destcidrlist ?? ['0.0.0.0/0'],
  }
  for (const cidr of rule.destinations) checkCidr(cidr)
  checkConflict(rule, cloud.egressRules.values())
  return rule
}

function ruleOf(
  cloud: CloudStack,
  input: RuleInput,
  place: Pick<FirewallRule, 'ip' | 'networkId' | 'projectId'>,
  relatedId?: string,
): FirewallRule {
  const cidrs = input.cidrlist ?? ['0.0.0.0/0']
  for (const cidr of cidrs) checkCidr(cidr)
  return {
    ...readPorts(input, 'optional'),
    ...place,
    id: cloud.newId(),
    cidrs,
    destinations: [],
    state: 'Add',
    createdAt: cloud.centre.clock.now(),
    relatedId,
  }
}

function chosen(
  cloud: CloudStack,
  input: RuleList,
  rules: ReadonlyMap<string, FirewallRule>,
): readonly FirewallRule[] {
  return ownedBy(cloud, input, rules.values()).filter(
    ({ id, ip, networkId }) =>
      (input.ipaddressid === undefined || ip?.id === input.ipaddressid) &&
      (input.networkid === undefined || networkId === input.networkid) &&
      hasTags(cloud, id, input.tags),
  )
}
