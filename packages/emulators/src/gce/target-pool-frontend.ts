import type { Frontend, HealthCheck } from '../balancing/frontend.ts'
import type { Gce } from './cloud.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import type { Resource } from './resource.ts'

/** A forwarding rule's port at its address, where a target pool stands behind it: instances get what comes at the same port. */
export function targetPoolFrontend(cloud: Gce, host: string, port: number): Frontend | undefined {
  const rule = ofCollection(cloud, 'forwardingRules').find(
    ({ wire }) => wire.IPAddress === host && wire.IPProtocol === 'TCP' && isAmong(wire.portRange, port),
  )
  const pool = linked(cloud, 'targetPools', rule?.wire.target)
  if (!pool) return undefined
  const { sessionAffinity, instances, healthChecks } = pool.wire
  const [check] = linksOf(healthChecks).map((link) => linked(cloud, 'httpHealthChecks', link))
  return {
    protocol: 'tcp',
    algorithm: String(sessionAffinity).startsWith('CLIENT_IP') ? 'source' : 'round-robin',
    check: check && checkOf(check.wire),
    members: linksOf(instances).flatMap((link) => {
      const instance = linked(cloud, 'instances', link)
      const server = cloud.machines.get(instance?.id ?? '')?.server
      return instance && server ? [{ key: memberKey(pool, instance), server, port }] : []
    }),
  }
}

export const memberKey = (pool: Resource, instance: Resource): string => `${pool.path} ${instance.path}`

const linksOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const ofCollection = ({ resources }: Gce, collection: string): readonly Resource[] =>
  [...resources.values()].filter((one) => one.collection === collection)

const linked = (cloud: Gce, collection: string, link: unknown): Resource | undefined =>
  ofCollection(cloud, collection).find(({ path }) => linkTo(path) === link)

/** A rule without a range takes every port. */
function isAmong(range: unknown, port: number): boolean {
  if (range === undefined) return true
  const [from = 0, to = from] = String(range).split('-').map(Number)
  return port >= from && port <= to
}

const checkOf = ({ port, requestPath, ...check }: Wire): HealthCheck => ({
  protocol: 'http',
  port: Number(port),
  path: String(requestPath),
  isWell: (status) => status === 200,
  intervalSeconds: Number(check.checkIntervalSec),
  healthy: Number(check.healthyThreshold),
  unhealthy: Number(check.unhealthyThreshold),
})
