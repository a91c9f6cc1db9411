import { type Balancer, balancerWire, existingBalancer } from './balancer.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, job, now } from './command.ts'
import { ingressRule } from './firewall-rules.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { checkPortsFree, closeFirewall } from './port-use.ts'
import { existingIp } from './public-ip.ts'
import { invalid, ruleConflict } from './refusal.ts'
import { creation, removal } from './resource-jobs.ts'
import { checkCidr, checkPort } from './rule-input.ts'
import { networkOf } from './static-nat.ts'
import { hasTags, type TagFilter } from './tag.ts'

interface BalancerInput {
  readonly name: string
  readonly description?: string
  readonly algorithm: string
  readonly protocol?: string
  readonly publicipid?: string
  readonly publicport: number
  readonly privateport: number
  readonly networkid?: string
  readonly cidrlist?: readonly string[]
  readonly openfirewall?: boolean
}

interface UpdateInput {
  readonly id: string
  readonly name?: string
  readonly description?: string
  readonly algorithm?: string
  readonly protocol?: string
}

interface BalancerList extends ListInput {
  readonly publicipid?: string
  readonly networkid?: string
  readonly virtualmachineid?: string
  readonly tags?: TagFilter
}

export const balancerCommands: Commands<
  'createLoadBalancerRule' | 'updateLoadBalancerRule' | 'deleteLoadBalancerRule' | 'listLoadBalancerRules'
> = {
  createLoadBalancerRule: job<BalancerInput>(
    'name description algorithm protocol publicipid publicport privateport networkid cidrlist openfirewall zoneid account domainid',
    (cloud, input) => {
      const balancer = newBalancer(cloud, input)
      const { ip, publicPort: startport, id } = balancer
      const opens = input.openfirewall ?? ip.vpcId === undefined
      const cidrlist = input.cidrlist ? { cidrlist: input.cidrlist } : {}
      const opening = opens
        ? ingressRule(cloud, ip, { protocol: 'tcp', startport, ...cidrlist }, id)
        : undefined
      if (opening) cloud.firewallRules.set(opening.id, opening)
      return creation(cloud, balancer, {
        type: 'FirewallRule',
        things: cloud.balancers,
        name: 'loadbalancer',
        wire: (made) => balancerWire(cloud, made),
        effect: () => {
          if (opening) opening.state = 'Active'
        },
        undo: () => closeFirewall(cloud, id),
      })
    },
  ),

  updateLoadBalancerRule: job<UpdateInput>('id name description algorithm protocol', (cloud, input) => {
    const balancer = existingBalancer(cloud, 'id', input.id)
    return {
      instance: { type: 'FirewallRule', id: balancer.id },
      projectId: balancer.projectId,
      queue: balancer.id,
      ms: cloud.centre.times.actionMs,
      begin: () => {
        checkAlgorithm(input.algorithm ?? balancer.algorithm)
        checkProtocol(input.protocol ?? balancer.protocol)
      },
      finish: () => {
        balancer.name = input.name ?? balancer.name
        balancer.description = input.description ?? balancer.description
        balancer.algorithm = input.algorithm ?? balancer.algorithm
        balancer.protocol = input.protocol ?? balancer.protocol
        return { loadbalancer: balancerWire(cloud, balancer) }
      },
    }
  }),

  deleteLoadBalancerRule: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const balancer = existingBalancer(cloud, 'id', id)
    const things = cloud.balancers
    return removal(cloud, balancer, { type: 'FirewallRule', things, effect: () => closeFirewall(cloud, id) })
  }),

  listLoadBalancerRules: now<BalancerList>(
    'id name publicipid networkid virtualmachineid zoneid tags',
    (cloud, input, call) => {
      const same = (wanted: string | undefined, own: string) => wanted === undefined || wanted === own
      const { virtualmachineid: machine } = input
      const rules = ownedBy(cloud, input, cloud.balancers.values()).filter(
        ({ id, ip, networkId, members }) =>
          same(input.publicipid, ip.id) &&
          same(input.networkid, networkId) &&
          same(input.zoneid, ip.zone.id) &&
          (machine === undefined || members.some((member) => member.machine.id === machine)) &&
          hasTags(cloud, id, input.tags),
      )
      return answerList(cloud, call, 'loadbalancerrule', rules, (rule) => balancerWire(cloud, rule))
    },
  ),
}

function checkAlgorithm(algorithm: string): void {
  if (!['roundrobin', 'leastconn', 'source'].includes(algorithm))
    throw invalid(`Invalid algorithm: ${algorithm}`)
}

function checkProtocol(protocol: string): void {
  if (!['tcp', 'udp', 'tcp-proxy'].includes(protocol)) throw invalid(`Invalid protocol ${protocol}`)
}

function newBalancer(cloud: CloudStack, input: BalancerInput): Balancer {
  if (input.publicipid === undefined)
    throw invalid(
      'Unable to create a load balancer rule: publicipid is missing, and the network assigns none',
    )
  const ip = existingIp(cloud, 'publicipid', input.publicipid)
  const protocol = input.protocol?.toLowerCase() ?? 'tcp'
  checkAlgorithm(input.algorithm)
  checkProtocol(protocol)
  for (const port of [input.publicport, input.privateport]) checkPort(port)
  for (const cidr of input.cidrlist ?? []) checkCidr(cidr)
  if (ip.staticNat)
    throw ruleConflict(`Can't create a load balancer on ip address ${ip.address}: it has static nat`)
  const network = networkOf(cloud, ip, input.networkid)
  if (!('Lb' in network.offering.services))
    throw invalid(`LB service is not supported in network ${network.id}`)
  checkPortsFree(cloud, ip, { protocol, from: input.publicport, to: input.publicport })
  ip.networkId = network.id
  return {
    id: cloud.newId(),
    name: input.name,
    description: input.description ?? '',
    algorithm: input.algorithm,
    protocol,
    ip,
    networkId: network.id,
    publicPort: input.publicport,
    privatePort: input.privateport,
    cidrs: input.cidrlist ?? [],
    members: [],
    stickiness: undefined,
    healthCheck: undefined,
    state: 'Add',
    createdAt: cloud.centre.clock.now(),
    projectId: ip.projectId,
  }
}
