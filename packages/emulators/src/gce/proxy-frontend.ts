import { type Frontend, noMembers, type Pool } from '../balancing/frontend.ts'
import { backendPool } from './backend-pool.ts'
import type { Gce } from './cloud.ts'
import { linked, ruleAt } from './linked.ts'
import { rulesOf } from './url-map-rules.ts'

/** A forwarding rule's port at its address, where a proxy with a URL map stands behind it. */
export function proxyFrontend(cloud: Gce, host: string, port: number): Frontend | undefined {
  const target = ruleAt(cloud, host, port)?.wire.target
  const proxy = linked(cloud, 'targetHttpProxies', target) ?? linked(cloud, 'targetHttpsProxies', target)
  const map = linked(cloud, 'urlMaps', proxy?.wire.urlMap)
  if (!proxy || !map) return undefined
  const protocol = proxy.collection === 'targetHttpsProxies' ? 'https' : 'http'
  /** Of several services the first says how members are chosen and checked. */
  const poolOf = (services: readonly { readonly service: unknown; readonly share: number }[]): Pool => {
    const pools = services.map(({ service, share }) => ({ share, pool: backendPool(cloud, service) }))
    const members = pools.flatMap(({ share, pool }) =>
      pool.members.map((member) => ({ ...member, weight: (member.weight ?? 1) * share })),
    )
    return { ...(pools[0]?.pool ?? noMembers), members }
  }
  return { protocol: 'http', rules: rulesOf(map.wire, { protocol, poolOf }), ...noMembers }
}
