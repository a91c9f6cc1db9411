import { isVisible } from '../../ec2/action.ts'
import { requestText } from '../../ec2/client-token.ts'
import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action, type Elb } from '../action.ts'
import { arnOf, checkArn, newDigits } from '../arn.ts'
import { checkName } from '../name.ts'
import { vpcOf } from '../network.ts'
import { type MarkedInput, marked } from '../paging.ts'
import { invalid, refuseUnused } from '../refusals.ts'
import { checkTags, storeTags, type TagInput } from '../tag-input.ts'
import { type HealthCheckInput, readHealthCheck } from './health-check.ts'
import { findBalancer } from './load-balancer.ts'
import { balancersOf, findTargetGroup, isHttp, type Protocol, type TargetGroup } from './target-group.ts'
import { targetGroupFields } from './target-group-wire.ts'

interface CreateInput extends HealthCheckInput {
  readonly Name: string
  readonly Protocol?: string
  readonly ProtocolVersion?: string
  readonly Port?: number
  readonly VpcId?: string
  readonly TargetType?: string
  readonly IpAddressType?: string
  readonly Tags?: readonly TagInput[]
}

export const createTargetGroup: Action = action<CreateInput>((elb, input) => {
  refuseUnused(input, ['TargetControlPort'])
  checkName('Target group', input.Name)
  checkTags(input.Tags)
  const settings = readSettings(elb, input)
  const healthCheck = readHealthCheck(settings, input)
  const request = requestText(input)
  const same = [...elb.targetGroups.values()].find(({ name }) => name === input.Name)
  if (same?.request === request) return { TargetGroups: [targetGroupFields(elb, same)] }
  if (same) {
    throw new Refusal(
      'DuplicateTargetGroupName',
      `A target group with the same name '${input.Name}' exists, but with different settings`,
    )
  }
  if (elb.targetGroups.size >= elb.limits.targetGroups) {
    throw new Refusal(
      'TooManyTargetGroups',
      `The maximum number of target groups has been reached: ${elb.limits.targetGroups}`,
    )
  }
  const group: TargetGroup = {
    ...settings,
    arn: arnOf(elb, 'target group', `${input.Name}/${newDigits(elb)}`),
    name: input.Name,
    createdAt: elb.ec2.centre.clock.now(),
    request,
    targets: new Map(),
    healthCheck,
    attributes: new Map(),
  }
  elb.targetGroups.set(group.arn, group)
  storeTags(elb, group.arn, input.Tags)
  return { TargetGroups: [targetGroupFields(elb, group)] }
})

const protocols = ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP'] as const
const versions = ['HTTP1', 'HTTP2', 'GRPC']

type Settings = Pick<TargetGroup, 'protocol' | 'protocolVersion' | 'port' | 'vpc' | 'targetType'>

function readSettings(elb: Elb, input: CreateInput): Settings {
  const { TargetType: type = 'instance', Port: port, VpcId: vpcId, IpAddressType: addresses = 'ipv4' } = input
  if (type !== 'instance' && type !== 'ip') {
    throw invalid(`The emulated cloud does not have targets of the type ${type}`)
  }
  if (addresses !== 'ipv4') throw invalid(`The emulated cloud does not have the address type ${addresses}`)
  if (input.Protocol === undefined) throw invalid('A protocol must be specified')
  const protocol = protocols.find((one) => one === input.Protocol)
  if (!protocol) throw invalid(`The emulated cloud does not balance the protocol ${input.Protocol}`)
  if (port === undefined) throw invalid('A port must be specified')
  if (vpcId === undefined) throw invalid('A VPC ID must be specified')
  return {
    protocol,
    protocolVersion: readVersion(protocol, input.ProtocolVersion),
    port,
    vpc: vpcOf(elb, vpcId),
    targetType: type,
  }
}

function readVersion(protocol: Protocol, given: string | undefined): string | undefined {
  if (!isHttp(protocol)) {
    if (given !== undefined) throw invalid(`A protocol version is not supported for the protocol ${protocol}`)
    return undefined
  }
  const version = given ?? 'HTTP1'
  if (versions.includes(version)) return version
  throw invalid(`Protocol version '${version}' must be one of '${versions.join(', ')}'`)
}

interface DescribeInput extends MarkedInput {
  readonly LoadBalancerArn?: string
  readonly TargetGroupArns?: readonly string[]
  readonly Names?: readonly string[]
}

export const describeTargetGroups: Action = action<DescribeInput>((elb, input) => {
  const { LoadBalancerArn: balancerArn, TargetGroupArns: arns, Names: names } = input
  if ([balancerArn, arns, names].filter((one) => one !== undefined).length > 1) {
    throw invalid(
      'Target group names, target group ARNs, and a load balancer ARN cannot be specified together',
    )
  }
  const { items, next } = marked(elb, asked(elb, input), input, {
    of: ['DescribeTargetGroups', balancerArn, arns, names],
    key: ({ arn }) => arn,
  })
  return { TargetGroups: items.map((group) => targetGroupFields(elb, group)), NextMarker: next }
})

function asked(
  elb: Elb,
  { LoadBalancerArn: balancerArn, TargetGroupArns: arns, Names: names }: DescribeInput,
): readonly TargetGroup[] {
  const shown = [...elb.targetGroups.values()].filter(({ createdAt }) => isVisible(elb.ec2, createdAt))
  if (balancerArn !== undefined) {
    const balancer = findBalancer(elb, balancerArn)
    return shown.filter((group) => balancersOf(elb, group).includes(balancer))
  }
  if (arns) return [...new Set(arns)].map((arn) => findTargetGroup(elb, arn))
  const lost = names?.find((name) => !shown.some((group) => group.name === name))
  if (lost !== undefined) throw new Refusal('TargetGroupNotFound', 'One or more target groups not found')
  return names ? shown.filter(({ name }) => names.includes(name)) : shown
}

export const modifyTargetGroup: Action = action<HealthCheckInput & { readonly TargetGroupArn: string }>(
  (elb, input) => {
    const group = findTargetGroup(elb, input.TargetGroupArn)
    group.healthCheck = readHealthCheck(group, input, group.healthCheck)
    return { TargetGroups: [targetGroupFields(elb, group)] }
  },
)

/** One that is not there was deleted already. */
export const deleteTargetGroup: Action = action<{ readonly TargetGroupArn: string }>(
  (elb, { TargetGroupArn: arn }) => {
    checkArn(arn, 'target group')
    const group = elb.targetGroups.get(arn)
    if (group && balancersOf(elb, group).length > 0) {
      throw new Refusal('ResourceInUse', `Target group '${arn}' is currently in use by a listener or a rule`)
    }
    elb.targetGroups.delete(arn)
    elb.tags.forget(arn)
    return {}
  },
)
