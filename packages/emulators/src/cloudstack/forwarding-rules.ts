import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { ingressRule } from './firewall-rules.ts'
import { found } from './found.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { checkPortsFree, closeFirewall } from './port-use.ts'
import { existingIp, type PublicIp } from './public-ip.ts'
import { invalid, ruleConflict } from './refusal.ts'
import { creation, removal } from './resource-jobs.ts'
import { checkPort } from './rule-input.ts'
import { guestAddress, networkOf } from './static-nat.ts'
import { hasTags, type TagFilter, tagsWire } from './tag.ts'
import { existingVirtualMachine, type VirtualMachine } from './virtual-machine.ts'

export interface ForwardingRule {
  readonly id: string
  readonly ip: PublicIp
  readonly networkId: string
  readonly machine: VirtualMachine
  readonly guest: string
  readonly protocol: string
  readonly publicPort: number
  readonly publicEndPort: number
  readonly privatePort: number
  readonly privateEndPort: number
  readonly cidrs: readonly string[]
  state: 'Add' | 'Active'
  readonly createdAt: number
  readonly projectId: string | undefined
}

interface RuleInput {
  readonly ipaddressid: string
  readonly virtualmachineid: string
  readonly protocol: string
  readonly publicport: number
  readonly publicendport?: number
  readonly privateport: number
  readonly privateendport?: number
  readonly networkid?: string
  readonly cidrlist?: readonly string[]
  readonly openfirewall?: boolean
}

interface RuleList extends ListInput {
  readonly ipaddressid?: string
  readonly networkid?: string
  readonly tags?: TagFilter
}

export const forwardingRuleCommands: Commands<
  'createPortForwardingRule' | 'deletePortForwardingRule' | 'listPortForwardingRules'
> = {
  createPortForwardingRule: job<RuleInput>(
    'ipaddressid virtualmachineid protocol publicport publicendport privateport privateendport networkid cidrlist openfirewall',
    (cloud, input) => {
      const rule = newRule(cloud, input)
      const opens = input.openfirewall ?? rule.ip.vpcId === undefined
      const { ip, protocol, publicPort: startport, publicEndPort: endport } = rule
      const cidrlist = input.cidrlist ? { cidrlist: input.cidrlist } : {}
      const opening = opens
        ? ingressRule(cloud, ip, { protocol, startport, endport, ...cidrlist }, rule.id)
        : undefined
      if (opening) cloud.firewallRules.set(opening.id, opening)
      return creation(cloud, rule, {
        type: 'PortForwardingRule',
        things: cloud.forwardingRules,
        name: 'portforwardingrule',
        wire: (made) => ruleWire(cloud, made),
        effect: () => {
          rule.state = 'Active'
          if (opening) opening.state = 'Active'
          if (leadsToSsh(rule)) rule.machine.server?.otherAddresses.add(ip.address)
        },
        undo: () => closeFirewall(cloud, rule.id),
      })
    },
  ),

  deletePortForwardingRule: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const things = cloud.forwardingRules
    const rule = found(things, 'id', id)
    return removal(cloud, rule, {
      type: 'PortForwardingRule',
      things,
      effect: () => {
        if (leadsToSsh(rule)) rule.machine.server?.otherAddresses.delete(rule.ip.address)
        closeFirewall(cloud, id)
      },
    })
  }),

  listPortForwardingRules: now<RuleList>('id ipaddressid networkid tags', (cloud, input, call) => {
    const rules = ownedBy(cloud, input, cloud.forwardingRules.values()).filter(
      ({ id, ip, networkId }) =>
        (input.ipaddressid === undefined || ip.id === input.ipaddressid) &&
        (input.networkid === undefined || networkId === input.networkid) &&
        hasTags(cloud, id, input.tags),
    )
    return answerList(cloud, call, 'portforwardingrule', rules, (rule) => ruleWire(cloud, rule))
  }),
}

/** Machines answer at one port alone: a rule that leads another port of the address there has no effect here. */
export const leadsToSsh = ({ protocol, publicPort, publicEndPort, privatePort }: ForwardingRule): boolean =>
  protocol === 'tcp' && publicPort <= 22 && publicEndPort >= 22 && publicPort === privatePort

function newRule(cloud: CloudStack, input: RuleInput): ForwardingRule {
  const ip = existingIp(cloud, 'ipaddressid', input.ipaddressid)
  const machine = existingVirtualMachine(cloud, 'virtualmachineid', input.virtualmachineid)
  const protocol = input.protocol.toLowerCase()
  if (protocol !== 'tcp' && protocol !== 'udp')
    throw invalid(`Protocol ${protocol} is not supported in the zone`)
  const { publicport, privateport, publicendport = publicport, privateendport = privateport } = input
  for (const port of [publicport, publicendport, privateport, privateendport]) checkPort(port)
  if (publicport > publicendport) throw invalid('Start port can not be bigger than end port')
  if (publicendport - publicport !== privateendport - privateport)
    throw invalid('Source port and destination port ranges should be of equal sizes.')
  if (ip.staticNat)
    throw ruleConflict(`Can't do port forwarding on ip address: ${ip.address}: it has static nat`)
  const network = networkOf(cloud, ip, input.networkid)
  const guest = guestAddress(machine, network)
  checkPortsFree(cloud, ip, { protocol, from: publicport, to: publicendport })
  ip.networkId = network.id
  return {
    id: cloud.newId(),
    ip,
    networkId: network.id,
    machine,
    guest,
    protocol,
    publicPort: publicport,
    publicEndPort: publicendport,
    privatePort: privateport,
    privateEndPort: privateendport,
    cidrs: input.cidrlist ?? [],
    state: 'Add',
    createdAt: cloud.centre.clock.now(),
    projectId: ip.projectId,
  }
}

function ruleWire(cloud: CloudStack, rule: ForwardingRule): Fields {
  const { id, ip, machine } = rule
  return {
    id,
    protocol: rule.protocol,
    publicport: String(rule.publicPort),
    publicendport: String(rule.publicEndPort),
    privateport: String(rule.privatePort),
    privateendport: String(rule.privateEndPort),
    virtualmachineid: machine.id,
    virtualmachinename: machine.name,
    virtualmachinedisplayname: machine.displayName,
    vmguestip: rule.guest,
    ipaddressid: ip.id,
    ipaddress: ip.address,
    networkid: rule.networkId,
    cidrlist: rule.cidrs.join(','),
    state: rule.state,
    fordisplay: true,
    tags: tagsWire(cloud, id),
  }
}
