import { type Instance, stateOf } from '../../ec2/instance.ts'
import { Refusal } from '../../ec2/refusal.ts'
import type { XmlFields } from '../../ec2/xml.ts'
import { type Action, action, type Elb } from '../action.ts'
import {
  balancersOf,
  findTargetGroup,
  keyOf,
  type Target,
  type TargetGroup,
  type TargetInput,
} from './target-group.ts'
import { groupAttribute } from './target-group-attributes.ts'

/** To be called whenever what uses which group may have changed: a target is looked at from when its group is used. */
export function settleTargets(elb: Elb): void {
  const now = elb.ec2.centre.clock.now()
  for (const group of elb.targetGroups.values()) {
    const used = balancersOf(elb, group).length > 0
    for (const target of group.targets.values())
      target.usedSince = used ? (target.usedSince ?? now) : undefined
  }
}

/**
 * Takes a target out of its group, in use after the group's deregistration delay. A second of that is a millisecond here, as everything
 * in the data centre takes about a thousandth of what it takes at the vendor's.
 */
export function drainTarget(elb: Elb, group: TargetGroup, key: string): void {
  const target = group.targets.get(key)
  if (!target || target.drainingSince !== undefined) return
  const delayMs = Number(groupAttribute(group, 'deregistration_delay.timeout_seconds'))
  if (delayMs === 0 || healthOf(elb, group, target).state === 'unused') {
    group.targets.delete(key)
    return
  }
  target.drainingSince = elb.ec2.centre.clock.now()
  elb.ec2.centre.clock.after(delayMs, () => {
    if (group.targets.get(key) === target) group.targets.delete(key)
  })
}

/** What the checks of a target are known under. */
export const memberKey = (group: TargetGroup, { id, port }: Target): string => `${group.arn} ${id}:${port}`

interface Health {
  readonly state: 'initial' | 'healthy' | 'unhealthy' | 'unused' | 'draining'
  readonly reason?: string
  readonly description?: string
}

const unused = (description: string, reason = 'Target.NotInUse'): Health => ({
  state: 'unused',
  reason,
  description,
})

export function healthOf(elb: Elb, group: TargetGroup, target: Target): Health {
  const balancers = balancersOf(elb, group)
  if (target.drainingSince !== undefined) {
    return {
      state: 'draining',
      reason: 'Target.DeregistrationInProgress',
      description: 'Target deregistration is in progress',
    }
  }
  if (balancers.length === 0)
    return unused('Target group is not configured to receive traffic from the load balancer')
  const instance = instanceOf(elb, target)
  const zone = instance?.zone.name
  if (
    zone !== undefined &&
    !balancers.some(({ places }) => places.some(({ subnet }) => subnet.zone.name === zone))
  ) {
    return unused('Target is in an Availability Zone that is not enabled for the load balancer')
  }
  if (instance && stateOf(instance).name !== 'running') {
    return unused(`Target is in the ${stateOf(instance).name} state`, 'Target.InvalidState')
  }
  const { clock, times } = elb.ec2.centre
  if (clock.now() - (target.usedSince ?? clock.now()) < times.actionMs) {
    return {
      state: 'initial',
      reason: 'Elb.RegistrationInProgress',
      description: 'Target registration is in progress',
    }
  }
  const well =
    instance?.server.booted && elb.ec2.centre.balancing.verdict(memberKey(group, target)) !== 'down'
  if (well) return { state: 'healthy' }
  return { state: 'unhealthy', reason: 'Target.FailedHealthChecks', description: 'Health checks failed' }
}

/** The instance that a target is, or whose address it is. */
export function instanceOf({ ec2 }: Elb, { id }: Target): Instance | undefined {
  const named = ec2.instances.get(id)
  if (named) return named
  return [...ec2.instances.values()].find(
    ({ server, secondaryAddresses }) =>
      server.privateAddress === id || server.otherAddresses.has(id) || secondaryAddresses.includes(id),
  )
}

interface DescribeInput {
  readonly TargetGroupArn: string
  readonly Targets?: readonly TargetInput[]
}

/** Of a target that is asked for and is not registered, that it is not. */
export const describeTargetHealth: Action = action<DescribeInput>(
  (elb, { TargetGroupArn: arn, Targets: asked }) => {
    const group = findTargetGroup(elb, arn)
    for (const { Id: id } of asked ?? []) {
      if (group.targetType !== 'instance' || /^i-[0-9a-f]{8,17}$/.test(id)) continue
      throw new Refusal('InvalidTarget', `The following targets are not valid instances: '${id}'`)
    }
    const all = asked
      ? asked.map((one) => group.targets.get(keyOf(group, one)) ?? one)
      : [...group.targets.values()]
    return { TargetHealthDescriptions: all.map((one) => healthFields(elb, group, one)) }
  },
)

function healthFields(elb: Elb, group: TargetGroup, one: Target | TargetInput): XmlFields {
  const isTarget = 'id' in one
  const id = isTarget ? one.id : one.Id
  const port = (isTarget ? one.port : one.Port) ?? group.port
  const zone = isTarget ? one.zone : one.AvailabilityZone
  const health = isTarget
    ? healthOf(elb, group, one)
    : unused('Target is not registered to the target group', 'Target.NotRegistered')
  const { port: checkPort } = group.healthCheck
  return {
    Target: { Id: id, Port: port, AvailabilityZone: zone },
    HealthCheckPort: checkPort === 'traffic-port' ? String(port) : checkPort,
    TargetHealth: { State: health.state, Reason: health.reason, Description: health.description },
  }
}
