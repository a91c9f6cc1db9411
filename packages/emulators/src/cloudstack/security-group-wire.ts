import type { CloudStack } from './cloud.ts'
import type { Fields } from './command.ts'
import { ownerWire } from './owner.ts'
import type { SecurityGroup, SecurityGroupRule } from './security-group.ts'
import { tagsWire } from './tag.ts'

/** As lists and machines show a group. */
export function groupWire(cloud: CloudStack, group: SecurityGroup): Fields {
  const { id, name, description, projectId, rules } = group
  const members = [...cloud.virtualMachines.values()].filter(({ securityGroups }) =>
    securityGroups.includes(group),
  )
  return {
    id,
    name,
    description,
    ...ownerWire(cloud, projectId),
    ingressrule: rules.filter(({ direction }) => direction === 'ingress').map(ruleWire),
    egressrule: rules.filter(({ direction }) => direction === 'egress').map(ruleWire),
    tags: tagsWire(cloud, id),
    virtualmachinecount: members.length,
    virtualmachineids: members.map((machine) => machine.id),
  }
}

const ruleWire = (rule: SecurityGroupRule) => ({
  ruleid: rule.id,
  protocol: rule.protocol,
  startport: rule.startPort,
  endport: rule.endPort,
  icmptype: rule.icmpType,
  icmpcode: rule.icmpCode,
  cidr: rule.cidr,
  ...(rule.peer && { account: rule.peer.account, securitygroupname: rule.peer.group }),
  tags: [],
})
