import { isVisible } from '../../ec2/action.ts'
import { requestText } from '../../ec2/client-token.ts'
import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action, type Elb } from '../action.ts'
import { newDigits } from '../arn.ts'
import { checkName } from '../name.ts'
import { checkGateway, chosenGroups, chosenSubnets, dropInterface } from '../network.ts'
import { type MarkedInput, marked } from '../paging.ts'
import { invalid } from '../refusals.ts'
import { checkTags, storeTags, type TagInput } from '../tag-input.ts'
import { type ClassicBalancer, findClassic, type NamedInput, tagKey } from './classic-balancer.ts'
import { type ListenerInput, readListeners } from './classic-listeners.ts'
import { placeClassic, subnetsOfZones } from './classic-places.ts'
import { classicFields } from './classic-wire.ts'

interface CreateInput extends NamedInput {
  readonly Listeners: readonly ListenerInput[]
  readonly AvailabilityZones?: readonly string[]
  readonly Subnets?: readonly string[]
  readonly SecurityGroups?: readonly string[]
  readonly Scheme?: string
  readonly Tags?: readonly TagInput[]
}

export const createClassic: Action = action<CreateInput>((elb, input) => {
  const { LoadBalancerName: name } = input
  checkName('Load balancer', name)
  checkTags(input.Tags)
  const request = requestText(input)
  const there = elb.classics.get(name)
  if (there?.request === request) return { DNSName: there.dnsName }
  if (there) {
    throw new Refusal(
      'DuplicateLoadBalancerName',
      `Load Balancer named '${name}' already exists and it is configured with different parameters.`,
    )
  }
  if (elb.classics.size >= elb.limits.classicLoadBalancers) {
    throw new Refusal(
      'TooManyLoadBalancers',
      `The maximum number of load balancers has been reached: ${elb.limits.classicLoadBalancers}`,
    )
  }
  const { balancer, subnets } = readClassic(elb, input, request)
  placeClassic(elb, balancer, subnets)
  elb.classics.set(name, balancer)
  storeTags(elb, tagKey(name), input.Tags)
  return { DNSName: balancer.dnsName }
})

/** What the request makes, where nothing has been made yet. */
function readClassic(elb: Elb, input: CreateInput, request: string) {
  const { LoadBalancerName: name, Subnets: ids, AvailabilityZones: zones } = input
  const scheme = readScheme(input.Scheme)
  const listeners = readListeners(elb, input.Listeners)
  const [first] = listeners
  if (!first) throw invalid('Listeners cannot be empty')
  if (ids?.length && zones?.length)
    throw invalid('Only one of SubnetIds or AvailabilityZones may be specified')
  const subnets = chosenSubnets(elb, ids ?? subnetsOfZones(elb, zones ?? []))
  const vpc = subnets[0]?.vpc
  if (!vpc) throw invalid('Either AvailabilityZones or SubnetIds must be specified')
  if (scheme === 'internet-facing') checkGateway(elb, vpc)
  const number = Number.parseInt(newDigits(elb).slice(0, 8), 16)
  const balancer: ClassicBalancer = {
    name,
    dnsName: `${scheme === 'internal' ? 'internal-' : ''}${name}-${number}.${elb.ec2.region}.elb.amazonaws.com`,
    scheme,
    vpc,
    createdAt: elb.ec2.centre.clock.now(),
    request,
    places: [],
    groupIds: chosenGroups(elb, vpc, input.SecurityGroups),
    listeners,
    members: new Map(),
    healthCheck: {
      Target: `TCP:${first.instancePort}`,
      Interval: 30,
      Timeout: 5,
      UnhealthyThreshold: 2,
      HealthyThreshold: 10,
    },
    attributes: {
      CrossZoneLoadBalancing: { Enabled: false },
      AccessLog: { Enabled: false },
      ConnectionDraining: { Enabled: false, Timeout: 300 },
      ConnectionSettings: { IdleTimeout: 60 },
    },
    policies: new Map(),
    otherPolicies: new Map(),
    backendPolicies: new Map(),
  }
  return { balancer, subnets }
}

function readScheme(scheme = 'internet-facing'): ClassicBalancer['scheme'] {
  if (scheme === 'internet-facing' || scheme === 'internal') return scheme
  throw new Refusal('InvalidScheme', `The scheme '${scheme}' is not valid: only internal can be asked for`)
}

interface DescribeInput extends MarkedInput {
  readonly LoadBalancerNames?: readonly string[]
}

export const describeClassics: Action = action<DescribeInput>((elb, input) => {
  const { LoadBalancerNames: names } = input
  const shown = [...elb.classics.values()].filter(({ createdAt }) => isVisible(elb.ec2, createdAt))
  const asked = names ? [...new Set(names)].map((name) => findClassic(elb, name)) : shown
  const { items, next } = marked(elb, asked, input, {
    of: ['classic DescribeLoadBalancers', names],
    key: ({ name }) => name,
  })
  return { LoadBalancerDescriptions: items.map((one) => classicFields(elb, one)), NextMarker: next }
})

/** One that is not there was deleted already. */
export const deleteClassic: Action = action<NamedInput>((elb, { LoadBalancerName: name }) => {
  const balancer = elb.classics.get(name)
  for (const place of balancer?.places ?? []) dropInterface(elb, place.interface)
  elb.classics.delete(name)
  elb.tags.forget(tagKey(name))
  return {}
})
