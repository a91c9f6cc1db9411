import type { Ec2 } from './action.ts'
import { stateOf } from './instance.ts'
import type { InstanceType } from './instance-types.ts'
import { Refusal } from './refusal.ts'

/** How many instances may be launched, from `min` to `max`. Throws a `Refusal` where not even `min` fit. */
export function countAllowed(ec2: Ec2, type: InstanceType, min: number, max: number): number {
  const { instances, vcpus, capacity } = ec2.limits
  const alive = [...ec2.instances.values()].filter((instance) => stateOf(instance).name !== 'terminated')
  const used = alive.reduce((sum, instance) => sum + instance.type.vcpus, 0)
  const ofType = alive.filter((instance) => instance.type.name === type.name).length

  const byInstances = (instances ?? Number.POSITIVE_INFINITY) - alive.length
  if (byInstances < min) {
    throw new Refusal(
      'InstanceLimitExceeded',
      `You have requested more instances (${alive.length + min}) than your current instance limit of ${instances} allows for the specified instance type. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.`,
    )
  }
  const byVcpus = Math.floor(((vcpus ?? Number.POSITIVE_INFINITY) - used) / type.vcpus)
  if (byVcpus < min) {
    throw new Refusal(
      'VcpuLimitExceeded',
      `You have requested more vCPU capacity than your current vCPU limit of ${vcpus} allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.`,
    )
  }
  const byCapacity = (capacity?.[type.name] ?? Number.POSITIVE_INFINITY) - ofType
  if (byCapacity < min) {
    throw new Refusal(
      'InsufficientInstanceCapacity',
      `We currently do not have sufficient ${type.name} capacity in zones with support for 'gp3' volumes. Our system will be working on provisioning additional capacity.`,
    )
  }
  return Math.min(max, byInstances, byVcpus, byCapacity)
}
