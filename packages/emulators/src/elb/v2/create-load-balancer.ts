import { requestText } from '../../ec2/client-token.ts'
import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action, type Elb } from '../action.ts'
import { arnOf, newDigits } from '../arn.ts'
import { checkName } from '../name.ts'
import { chosenGroups } from '../network.ts'
import { invalid, refuseUnused } from '../refusals.ts'
import { checkTags, storeTags, type TagInput } from '../tag-input.ts'
import type { BalancerType, LoadBalancer, Scheme } from './load-balancer.ts'
import { balancerFields } from './load-balancer-wire.ts'
import { checkedPlaces, type PlacesInput, standAt } from './places.ts'

interface CreateInput extends PlacesInput {
  readonly Name: string
  readonly SecurityGroups?: readonly string[]
  readonly Scheme?: Scheme
  readonly Type?: BalancerType | 'gateway'
  readonly IpAddressType?: string
  readonly Tags?: readonly TagInput[]
}

export const createLoadBalancer: Action = action<CreateInput>((elb, input) => {
  refuseUnused(input, ['CustomerOwnedIpv4Pool', 'EnablePrefixForIpv6SourceNat', 'IpamPools'])
  const { Name: name, Scheme: scheme = 'internet-facing', Tags: tags } = input
  const type = typeOf(input)
  checkName('Load balancer', name)
  checkTags(tags)
  const request = requestText(input)
  const same = [...elb.balancers.values()].find((one) => one.name === name)
  if (same?.request === request) return { LoadBalancers: [balancerFields(elb, same)] }
  if (same) {
    throw new Refusal(
      'DuplicateLoadBalancerName',
      `A load balancer with the same name '${name}' exists, but with different settings`,
    )
  }
  checkLimit(elb, type)
  const plans = checkedPlaces(elb, type, scheme, input)
  const [{ subnet }] = plans
  const grouped = type === 'application' || input.SecurityGroups !== undefined
  const groupIds = grouped ? chosenGroups(elb, subnet.vpc, input.SecurityGroups) : []
  const digits = newDigits(elb)
  const balancer: LoadBalancer = {
    arn: arnOf(elb, 'load balancer', `${shortTypes[type]}/${name}/${digits}`),
    name,
    type,
    scheme,
    vpc: subnet.vpc,
    dnsName: dnsNameOf(elb, { name, type, scheme, digits }),
    createdAt: elb.ec2.centre.clock.now(),
    request,
    places: [],
    groupIds,
    attributes: new Map(),
  }
  standAt(elb, balancer, plans)
  elb.balancers.set(balancer.arn, balancer)
  storeTags(elb, balancer.arn, tags)
  return { LoadBalancers: [balancerFields(elb, balancer)] }
})

const shortTypes = { application: 'app', network: 'net' } as const

function typeOf({
  Type: type = 'application',
  IpAddressType: addresses = 'ipv4',
}: CreateInput): BalancerType {
  if (type === 'gateway') throw invalid('The emulated cloud does not have gateway load balancers')
  if (addresses !== 'ipv4') throw invalid(`The emulated cloud does not have the address type ${addresses}`)
  return type
}

function checkLimit({ balancers, limits }: Elb, type: BalancerType): void {
  if ([...balancers.values()].filter((one) => one.type === type).length < limits.loadBalancers) return
  throw new Refusal(
    'TooManyLoadBalancers',
    `The maximum number of load balancers has been reached: ${limits.loadBalancers}`,
  )
}

function dnsNameOf(
  { ec2 }: Elb,
  {
    name,
    type,
    scheme,
    digits,
  }: Pick<LoadBalancer, 'name' | 'type' | 'scheme'> & { readonly digits: string },
): string {
  if (type === 'network') return `${name}-${digits}.elb.${ec2.region}.amazonaws.com`
  const number = Number.parseInt(digits.slice(0, 8), 16)
  return `${scheme === 'internal' ? 'internal-' : ''}${name}-${number}.${ec2.region}.elb.amazonaws.com`
}
