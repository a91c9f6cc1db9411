import type { Frontend, HealthCheck } from '../balancing/frontend.ts'
import type { Balancer } from './balancer.ts'
import type { CloudStack } from './cloud.ts'

/** A rule's port at its public address. The virtual router looks whether members take connections, where no policy says otherwise. */
export function balancerFrontend(
  { balancers }: CloudStack,
  host: string,
  port: number,
): Frontend | undefined {
  const balancer = [...balancers.values()].find(
    ({ ip, publicPort, state }) => ip.address === host && publicPort === port && state === 'Active',
  )
  if (!balancer || balancer.protocol === 'udp') return undefined
  const { stickiness, id } = balancer
  const byCookie = stickiness?.method === 'LbCookie' || stickiness?.method === 'AppCookie'
  return {
    protocol: byCookie ? 'http' : 'tcp',
    algorithm:
      stickiness?.method === 'SourceBased' ? 'source' : (algorithms[balancer.algorithm] ?? 'round-robin'),
    cookie: byCookie ? (stickiness.params['cookie-name'] ?? stickiness.name) : undefined,
    check: checkOf(balancer),
    members: balancer.members.flatMap(({ machine }) =>
      machine.server
        ? [{ key: `${id} ${machine.id}`, server: machine.server, port: balancer.privatePort }]
        : [],
    ),
  }
}

const algorithms: Readonly<Record<string, Frontend['algorithm']>> = {
  roundrobin: 'round-robin',
  leastconn: 'least-connections',
  source: 'source',
}

function checkOf({ healthCheck: check }: Balancer): HealthCheck {
  if (!check) return { protocol: 'tcp', intervalSeconds: 2, healthy: 2, unhealthy: 3 }
  const { path, intervalSeconds, healthy, unhealthy } = check
  return { protocol: 'http', path, intervalSeconds, healthy, unhealthy }
}
