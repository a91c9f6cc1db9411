import type { Verdict } from '../balancing/health.ts'
import type { Gce } from './cloud.ts'
import { interfacesOf } from './external-address.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import { statusOf } from './machinery.ts'
import type { Resource } from './resource.ts'

/** What a balancer knows of an instance: one whose machine answers is healthy, unless checks have found otherwise. */
export function healthWire(
  cloud: Gce,
  instance: Resource,
  more: Wire = {},
  verdict: Verdict | undefined = undefined,
): Wire {
  const booted = cloud.machines.get(instance.id)?.server.booted ?? false
  const healthy = booted && statusOf(cloud, instance) === 'RUNNING' && verdict !== 'down'
  const [nic] = interfacesOf(instance)
  return {
    instance: linkTo(instance.path),
    ...(nic && { ipAddress: nic.networkIP }),
    healthState: healthy ? 'HEALTHY' : 'UNHEALTHY',
    ...more,
  }
}
