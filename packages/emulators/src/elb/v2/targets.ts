import { type Instance, stateOf, visibleInstances } from '../../ec2/instance.ts'
import { contains, readIpv4Block } from '../../ec2/network/cidr.ts'
import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action, type Elb } from '../action.ts'
import { invalid, refuseUnused } from '../refusals.ts'
import { findTargetGroup, keyOf, type Target, type TargetGroup, type TargetInput } from './target-group.ts'
import { drainTarget, settleTargets } from './target-health.ts'

interface TargetsInput {
  readonly TargetGroupArn: string
  readonly Targets: readonly TargetInput[]
}

/** Those that are there already stay; one that is being drained is put back. */
export const registerTargets: Action = action<TargetsInput>(
  (elb, { TargetGroupArn: arn, Targets: given }) => {
    const group = findTargetGroup(elb, arn)
    if (given.length === 0) throw invalid('At least one target must be specified')
    for (const target of given) refuseUnused(target, ['QuicServerId'])
    if (group.targetType === 'instance') checkInstances(elb, group, given)
    else for (const target of given) checkAddress(group, target)
    const fresh = new Set(
      given.map((target) => keyOf(group, target)).filter((key) => !group.targets.has(key)),
    )
    if (group.targets.size + fresh.size > elb.limits.targets) {
      throw new Refusal(
        'TooManyTargets',
        `The maximum number of targets per target group has been reached: ${elb.limits.targets}`,
      )
    }
    for (const target of given) {
      const key = keyOf(group, target)
      if (group.targets.get(key)?.drainingSince === undefined && group.targets.has(key)) continue
      group.targets.set(key, newTarget(group, target))
    }
    settleTargets(elb)
    return {}
  },
)

const newTarget = (group: TargetGroup, { Id, Port, AvailabilityZone }: TargetInput): Target => ({
  id: Id,
  port: Port ?? group.port,
  zone: AvailabilityZone,
  usedSince: undefined,
  drainingSince: undefined,
})

function checkInstances({ ec2 }: Elb, group: TargetGroup, given: readonly TargetInput[]): void {
  const shown = new Map(visibleInstances(ec2).map((instance) => [instance.id, instance]))
  const refuse = (why: string, fits: (instance: Instance | undefined) => boolean) => {
    const wrong = given.filter(({ Id }) => !fits(shown.get(Id))).map(({ Id }) => `'${Id}'`)
    if (wrong.length > 0)
      throw new Refusal('InvalidTarget', `The following targets ${why}: ${wrong.join(', ')}`)
  }
  const zoned = given.find(({ AvailabilityZone: zone }) => zone !== undefined)
  if (zoned) throw invalid('You cannot specify an Availability Zone for targets of the type instance')
  refuse('are not valid instances', (instance) => instance !== undefined)
  refuse(
    'are not in a running state and cannot be registered',
    (instance) => instance !== undefined && stateOf(instance).name === 'running',
  )
  refuse(
    `are not in the target group VPC '${group.vpc.id}'`,
    (instance) => instance?.subnet.vpc === group.vpc,
  )
}

const outside = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'].flatMap(
  (text) => readIpv4Block(text) ?? [],
)

function checkAddress({ vpc }: TargetGroup, { Id: address, AvailabilityZone: zone }: TargetInput): void {
  const block = readIpv4Block(`${address}/32`)
  if (!block) throw invalid(`The IP address '${address}' is not valid`)
  if (contains(vpc.block, block)) return
  if (!outside.some((one) => contains(one, block))) {
    throw invalid(`The IP address '${address}' must be in the VPC of the target group or in a private range`)
  }
  if (zone !== 'all') {
    throw invalid(`The Availability Zone must be 'all' for '${address}', which is outside the VPC`)
  }
}

/** What is not registered has been deregistered already. */
export const deregisterTargets: Action = action<TargetsInput>(
  (elb, { TargetGroupArn: arn, Targets: given }) => {
    const group = findTargetGroup(elb, arn)
    if (given.length === 0) throw invalid('At least one target must be specified')
    for (const target of given) {
      const key = keyOf(group, target)
      if (group.targets.has(key)) drainTarget(elb, group, key)
    }
    return {}
  },
)
