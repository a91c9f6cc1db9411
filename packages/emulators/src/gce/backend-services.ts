import { membersOf } from './group-members.ts'
import { healthWire } from './instance-health.ts'
import type { Json, Wire } from './json.ts'
import { deleteOf, insertOf, type Kind, patchOf, updateOf } from './kind.ts'
import { linkTo } from './links.ts'
import { type Operation, type Operations, operation } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { invalidField } from './refusal.ts'
import { readyTarget, referred } from './store.ts'
import { memberKey } from './target-pool-frontend.ts'

const kind: Kind = {
  collection: 'backendServices',
  links: { healthChecks: ['healthChecks', 'httpHealthChecks'], 'backends.group': ['instanceGroups'] },
  fingerprint: true,
  defaults: (_cloud, { protocol = 'HTTP' }) => ({
    protocol,
    port: 80,
    portName: 'http',
    timeoutSec: 30,
    loadBalancingScheme: 'EXTERNAL',
    sessionAffinity: 'NONE',
    affinityCookieTtlSec: 0,
    enableCDN: false,
    connectionDraining: { drainingTimeoutSec: 0 },
  }),
  check: (_cloud, wire) => {
    const checks = (wire.healthChecks ?? []) as readonly string[]
    const backends = (wire.backends ?? []) as readonly Wire[]
    if (checks.length > 1)
      throw invalidField('healthChecks', checks, 'At most one health check can be specified.')
    if (backends.length > 0 && checks.length === 0)
      throw invalidField('healthChecks', '', 'A backend service with instance groups needs a health check.')
    const groups = backends.map(({ group }) => group)
    if (new Set(groups).size < groups.length)
      throw invalidField('backends', groups, 'An instance group is named twice.')
    for (const [index, { capacityScaler = 1, maxUtilization = 0.8 }] of backends.entries())
      if (
        Number(capacityScaler) < 0 ||
        Number(capacityScaler) > 1 ||
        Number(maxUtilization) < 0 ||
        Number(maxUtilization) > 1
      )
        throw invalidField(`backends[${index}].capacityScaler`, capacityScaler, 'Must be between 0 and 1.')
    if (backends.length > 0)
      wire.backends = backends.map((one) => ({
        balancingMode: 'UTILIZATION',
        maxUtilization: 0.8,
        capacityScaler: 1,
        ...one,
      }))
  },
}

const getHealth: Operation = operation<{ readonly group?: string }>((cloud, call): Json => {
  const service = readyTarget(cloud, call)
  const group = referred(cloud, 'group', call.body.group, 'instanceGroups')
  const backends = (service.wire.backends ?? []) as readonly Wire[]
  if (!backends.some((one) => one.group === linkTo(group.path)))
    throw invalidField('group', call.body.group, 'The group is not a backend of the service.')
  const health = membersOf(cloud, group).map((one) =>
    healthWire(
      cloud,
      one,
      { port: Number(service.wire.port) },
      cloud.centre.balancing.verdict(memberKey(service, one)),
    ),
  )
  return { kind: 'compute#backendServiceGroupHealth', ...(health.length > 0 && { healthStatus: health }) }
})

export const backendServices: Operations<`compute.${'backendServices' | 'regionBackendServices'}.${string}`> =
  {
    'compute.backendServices.aggregatedList': listEverywhere('global', 'region'),
    'compute.backendServices.delete': deleteOf(kind),
    'compute.backendServices.get': getOne,
    'compute.backendServices.getHealth': getHealth,
    'compute.backendServices.insert': insertOf(kind),
    'compute.backendServices.list': listAll,
    'compute.backendServices.patch': patchOf(kind),
    'compute.backendServices.update': updateOf(kind),
    'compute.regionBackendServices.delete': deleteOf(kind),
    'compute.regionBackendServices.get': getOne,
    'compute.regionBackendServices.getHealth': getHealth,
    'compute.regionBackendServices.insert': insertOf(kind),
    'compute.regionBackendServices.list': listAll,
    'compute.regionBackendServices.patch': patchOf(kind),
    'compute.regionBackendServices.update': updateOf(kind),
  }
