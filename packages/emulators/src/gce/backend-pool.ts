import { type Member, noMembers, type Pool } from '../balancing/frontend.ts'
import type { Gce } from './cloud.ts'
import { checkAt } from './frontend-check.ts'
import { membersOf } from './group-members.ts'
import type { Wire } from './json.ts'
import { linked, linksOf } from './linked.ts'
import type { Resource } from './resource.ts'
import { memberKey } from './target-pool-frontend.ts'

/** The instances of the groups of a backend service, by its link. */
export function backendPool(cloud: Gce, link: unknown): Pool {
  const service = linked(cloud, 'backendServices', link)
  if (!service) return noMembers
  const { sessionAffinity, localityLbPolicy, healthChecks, backends } = service.wire
  return {
    algorithm: algorithmOf(String(sessionAffinity), localityLbPolicy),
    cookie: sessionAffinity === 'GENERATED_COOKIE' ? 'GCLB' : undefined,
    check: checkAt(cloud, linksOf(healthChecks)[0]),
    members: (linksOf(backends) as readonly Wire[]).flatMap((backend) => ofGroup(cloud, service, backend)),
  }
}

function algorithmOf(affinity: string, policy: unknown): Pool['algorithm'] {
  if (affinity.startsWith('CLIENT_IP')) return 'source'
  return policy === 'LEAST_REQUEST' ? 'least-connections' : 'round-robin'
}

/** What a group gets is shared by its instances. */
function ofGroup(
  cloud: Gce,
  service: Resource,
  { group: link, capacityScaler = 1 }: Wire,
): readonly Member[] {
  const group = linked(cloud, 'instanceGroups', link)
  const instances = group ? membersOf(cloud, group) : []
  const port = portOf(service, group)
  return instances.flatMap((instance) => {
    const server = cloud.machines.get(instance.id)?.server
    const weight = Number(capacityScaler) / instances.length
    return server ? [{ key: memberKey(service, instance), server, port, weight }] : []
  })
}

/** The group says which port has the service's name for it. */
function portOf({ wire: { portName, port } }: Resource, group: Resource | undefined): number {
  const named = (linksOf(group?.wire.namedPorts) as readonly Wire[]).find(({ name }) => name === portName)
  return Number(named?.port ?? port)
}
