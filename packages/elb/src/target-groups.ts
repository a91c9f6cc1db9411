import type { QueryParameters } from '@cloud/aws'
import type { CallOptions, Listing } from '@cloud/core'
import { checkNames, clientOf, type HasClient, named } from '@cloud/core/driver'
import type { ElbClient } from './client.ts'
import { send } from './client.ts'
import { type Attributes, groupAttributes, setGroupAttributes } from './group-attributes.ts'
import { refusal, unlessGone } from './lookups.ts'
import { change, checkArn, look, pages, remove } from './provider-calls.ts'
import { fromTags, type TagsOf } from './tags.ts'
import { type TargetGroupWire, type TargetHealthWire, targetGroupsAnswer } from './target-groups-wire.ts'
import { deregister, healthsOf, register } from './targets.ts'

type Driver = HasClient<ElbClient>

/** The settings of a target group's health checks, by the names of the API. */
export type TargetGroupHealthCheck = {
  readonly HealthCheckProtocol?: string
  /** A number, or `traffic-port`. */
  readonly HealthCheckPort?: string
  readonly HealthCheckPath?: string
  readonly HealthCheckEnabled?: boolean
  readonly HealthCheckIntervalSeconds?: number
  readonly HealthCheckTimeoutSeconds?: number
  readonly HealthyThresholdCount?: number
  readonly UnhealthyThresholdCount?: number
  readonly Matcher?: { readonly HttpCode?: string; readonly GrpcCode?: string }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export interface CreateTargetGroup extends TargetGroupHealthCheck {
  readonly Name: string
  readonly Protocol?: string
  readonly ProtocolVersion?: string
  readonly Port?: number
  readonly VpcId?: string
  readonly TargetType?: 'instance' | 'ip' | 'lambda' | 'alb'
  readonly IpAddressType?: 'ipv4' | 'ipv6'
  readonly tags?: TagsOf | undefined
}

/** Something in a target group, by the names of the API. */
export type TargetOf = { readonly Id: string; readonly Port?: number; readonly AvailabilityZone?: string }

export interface TargetGroupQuery {
  /** The ARN of a balancer. */
  readonly LoadBalancerArn?: string | undefined
  readonly Names?: readonly string[] | undefined
}

/** All, or those of one balancer, or of these names: `not-found` where one of them is not there. */
export function listTargetGroups(
  driver: Driver,
  query: TargetGroupQuery = {},
  call?: CallOptions,
): Listing<TargetGroupWire> {
  checkNames('listTargetGroups', query, ['LoadBalancerArn', 'Names'])
  const asked = { name: 'DescribeTargetGroups', parameters: { ...query }, answer: targetGroupsAnswer }
  return pages(clientOf(driver), asked, ({ TargetGroups }) => TargetGroups, call)
}

/** `not-found` where there is none. */
export function getTargetGroup(driver: Driver, arn: string, call?: CallOptions): Promise<TargetGroupWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { TargetGroupArns: [checkArn('target group', arn)] }
    const asked = { name: 'DescribeTargetGroups', parameters, answer: targetGroupsAnswer }
    return first((await look(client, asked, left)).TargetGroups)
  })
}

function first(groups: readonly TargetGroupWire[]): TargetGroupWire {
  const [group] = groups
  if (group !== undefined) return group
  throw refusal('not-found', 'There is no such target group')
}

/** `already-exists` where one of the name has other settings; one with the same is the one that is there. */
export function createTargetGroup(
  driver: Driver,
  options: CreateTargetGroup,
  call?: CallOptions,
): Promise<TargetGroupWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { tags, ...parameters } = options
    const Tags = tags === undefined ? undefined : fromTags(tags)
    const find = async (inner: CallOptions) => {
      const asked = { name: 'DescribeTargetGroups', answer: targetGroupsAnswer } as const
      const found = await unlessGone(look(client, { ...asked, parameters: { Names: [options.Name] } }, inner))
      return found?.TargetGroups.length ? found : undefined
    }
    const request = { name: 'CreateTargetGroup', repeat: named(find), answer: targetGroupsAnswer }
    return first((await send(client, { ...request, parameters: { ...parameters, Tags } }, left)).TargetGroups)
  })
}

/** Changes what is given, and leaves the rest. */
export function modifyTargetGroup(
  driver: Driver,
  arn: string,
  changes: TargetGroupHealthCheck,
  call?: CallOptions,
): Promise<TargetGroupWire> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters: QueryParameters = { TargetGroupArn: checkArn('target group', arn), ...changes }
    const asked = { name: 'ModifyTargetGroup', parameters, answer: targetGroupsAnswer }
    return first((await change(client, asked, left)).TargetGroups)
  })
}

/** `conflict` where a listener or a rule uses it. One that is not there is gone already. */
export function deleteTargetGroup(driver: Driver, arn: string, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    remove(client, 'DeleteTargetGroup', { TargetGroupArn: checkArn('target group', arn) }, left),
  )
}

/** As in `deregistration_delay.timeout_seconds`. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
export function getTargetGroupAttributes(
  driver: Driver,
  arn: string,
  call?: CallOptions,
): Promise<Attributes> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    groupAttributes(client, { TargetGroupArn: checkArn('target group', arn) }, left),
  )
}

/** Changes these, and no others. */
export function setTargetGroupAttributes(
  driver: Driver,
  arn: string,
  attributes: Attributes,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    setGroupAttributes(client, [{ TargetGroupArn: checkArn('target group', arn) }], attributes, left),
  )
}

/** Nodes, addresses, functions or balancers, as the type of the group is. */
export function registerTargets(
  driver: Driver,
  arn: string,
  targets: readonly TargetOf[],
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    register(client, { TargetGroupArn: checkArn('target group', arn) }, targets, left),
  )
}

/** What is under way may come to its end. */
export function deregisterTargets(
  driver: Driver,
  arn: string,
  targets: readonly TargetOf[],
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    deregister(client, { TargetGroupArn: checkArn('target group', arn) }, targets, left),
  )
}

export function getTargetHealth(
  driver: Driver,
  arn: string,
  call?: CallOptions,
): Promise<readonly TargetHealthWire[]> {
  const client = clientOf(driver)
  return client.within(call, async (left) =>
    healthsOf(client, { TargetGroupArn: checkArn('target group', arn) }, left),
  )
}
