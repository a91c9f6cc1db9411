import type { Frontend } from '../balancing/frontend.ts'
import type { Gce } from './cloud.ts'
import { legacyCheck } from './frontend-check.ts'
import { linked, linksOf, ruleAt } from './linked.ts'
import type { Resource } from './resource.ts'

/** A forwarding rule's port at its address, where a target pool stands behind it: instances get what comes at the same port. */
export function targetPoolFrontend(cloud: Gce, host: string, port: number): Frontend | undefined {
  const pool = linked(cloud, 'targetPools', ruleAt(cloud, host, port)?.wire.target)
  if (!pool) return undefined
  const { sessionAffinity, instances, healthChecks } = pool.wire
  const [check] = linksOf(healthChecks).map((link) => linked(cloud, 'httpHealthChecks', link))
  return {
    protocol: 'tcp',
    algorithm: String(sessionAffinity).startsWith('CLIENT_IP') ? 'source' : 'round-robin',
    check: check && legacyCheck(check.wire),
    members: linksOf(instances).flatMap((link) => {
      const instance = linked(cloud, 'instances', link)
      const server = cloud.machines.get(instance?.id ?? '')?.server
      return instance && server ? [{ key: memberKey(pool, instance), server, port }] : []
    }),
  }
}

/** Of a member of a target pool or of a backend service. */
export const memberKey = (pool: Resource, instance: Resource): string => `${pool.path} ${instance.path}`
