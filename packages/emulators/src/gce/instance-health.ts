import type { Gce } from './cloud.ts'
import { interfacesOf } from './external-address.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import { statusOf } from './machinery.ts'
import type { Resource } from './resource.ts'

/** What a balancer knows of an instance: nothing is asked, one whose machine answers is healthy. */
export function healthWire(cloud: Gce, instance: Resource, more: Wire = {}): Wire {
  const booted = cloud.machines.get(instance.id)?.server.booted ?? false
  const healthy = booted && statusOf(cloud, instance) === 'RUNNING'
  const [nic] = interfacesOf(instance)
  return {
    instance: linkTo(instance.path),
    ...(nic && { ipAddress: nic.networkIP }),
    healthState: healthy ? 'HEALTHY' : 'UNHEALTHY',
    ...more,
  }
}
