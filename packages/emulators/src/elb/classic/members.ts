import { type Instance, stateOf, visibleInstances } from '../../ec2/instance.ts'
import { Refusal } from '../../ec2/refusal.ts'
import type { XmlFields } from '../../ec2/xml.ts'
import { type Action, action, type Elb } from '../action.ts'
import { type ClassicBalancer, findClassic, type Member, type NamedInput } from './classic-balancer.ts'

interface InstanceInput {
  readonly InstanceId?: string
}

type MembersInput = NamedInput & { readonly Instances: readonly InstanceInput[] }

function instancesOf({ ec2 }: Elb, given: readonly InstanceInput[]): readonly Instance[] {
  const shown = new Map(visibleInstances(ec2).map((instance) => [instance.id, instance]))
  return given.map(({ InstanceId: id = '' }) => {
    const instance = shown.get(id)
    if (instance) return instance
    throw new Refusal('InvalidInstance', `Could not find EC2 instance ${id}.`)
  })
}

/** Those that it has, without those that are being drained. */
export const memberFields = ({ members }: ClassicBalancer): readonly { readonly InstanceId: string }[] =>
  [...members].flatMap(([InstanceId, { drainingSince }]) =>
    drainingSince === undefined ? [{ InstanceId }] : [],
  )

export const registerInstances: Action = action<MembersInput>(
  (elb, { LoadBalancerName: name, Instances: given }) => {
    const balancer = findClassic(elb, name)
    for (const { id, server, subnet } of instancesOf(elb, given)) {
      if (server.state === 'terminated' || server.state === 'terminating') {
        throw new Refusal('InvalidInstance', `EC2 instance ${id} is terminated.`)
      }
      if (subnet.vpc !== balancer.vpc) {
        throw new Refusal('InvalidInstance', `EC2 instance ${id} is not in the same VPC as load balancer.`)
      }
    }
    for (const { InstanceId: id = '' } of given) {
      const there = balancer.members.get(id)
      if (there && there.drainingSince === undefined) continue
      balancer.members.set(id, { registeredAt: elb.ec2.centre.clock.now(), drainingSince: undefined })
    }
    return { Instances: memberFields(balancer) }
  },
)

/** What is not registered has been deregistered already. A second of connection draining is a millisecond here. */
export const deregisterInstances: Action = action<MembersInput>(
  (elb, { LoadBalancerName: name, Instances: given }) => {
    const balancer = findClassic(elb, name)
    const { Enabled: drains, Timeout: timeout = 300 } = balancer.attributes.ConnectionDraining
    const { clock } = elb.ec2.centre
    for (const { id } of instancesOf(elb, given)) {
      const member = balancer.members.get(id)
      if (!member || member.drainingSince !== undefined) continue
      if (!drains) {
        balancer.members.delete(id)
        continue
      }
      member.drainingSince = clock.now()
      clock.after(timeout, () => {
        if (balancer.members.get(id) === member) balancer.members.delete(id)
      })
    }
    return { Instances: memberFields(balancer) }
  },
)

interface HealthInput extends NamedInput {
  readonly Instances?: readonly InstanceInput[]
}

export const describeInstanceHealth: Action = action<HealthInput>(
  (elb, { LoadBalancerName: name, Instances: given }) => {
    const balancer = findClassic(elb, name)
    const ids = given ? instancesOf(elb, given).map(({ id }) => id) : [...balancer.members.keys()]
    return { InstanceStates: ids.map((id) => healthFields(elb, balancer, id)) }
  },
)

function healthFields(elb: Elb, balancer: ClassicBalancer, id: string): XmlFields {
  const health = classicHealth(elb, balancer, id, balancer.members.get(id))
  return {
    InstanceId: id,
    State: health.inService ? 'InService' : 'OutOfService',
    ReasonCode: health.reason ?? 'N/A',
    Description: health.description ?? 'N/A',
  }
}

/** What the checks of an instance are known under. */
export const classicKey = ({ name, createdAt }: ClassicBalancer, id: string): string =>
  `${name} ${createdAt} ${id}`

interface Health {
  readonly inService: boolean
  /** Whose fault it is. */
  readonly reason?: 'ELB' | 'Instance'
  readonly description?: string
}

export function classicHealth(
  { ec2 }: Elb,
  balancer: ClassicBalancer,
  id: string,
  member: Member | undefined,
): Health {
  const instance = ec2.instances.get(id)
  const out = (reason: 'ELB' | 'Instance', description: string) => ({ inService: false, reason, description })
  if (!member || !instance)
    return out('Instance', 'Instance is not currently registered with the LoadBalancer.')
  if (member.drainingSince !== undefined)
    return { inService: true, description: 'Instance deregistration currently in progress.' }
  const state = stateOf(instance).name
  if (state !== 'running') return out('Instance', `Instance is in ${state} state.`)
  if (!balancer.places.some(({ subnet }) => subnet.zone === instance.zone)) {
    return out('ELB', 'Instance is in an Availability Zone that is not enabled for the LoadBalancer.')
  }
  if (ec2.centre.clock.now() - member.registeredAt < ec2.centre.times.actionMs) {
    return out('ELB', 'Instance registration is still in progress.')
  }
  const down = ec2.centre.balancing.verdict(classicKey(balancer, id)) === 'down'
  if (instance.server.booted && !down) return { inService: true }
  return out(
    'Instance',
    'Instance has failed at least the UnhealthyThreshold number of health checks consecutively.',
  )
}
