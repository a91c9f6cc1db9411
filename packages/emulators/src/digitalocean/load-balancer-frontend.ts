import type { Frontend, HealthCheck, Rule } from '../balancing/frontend.ts'
import type { DigitalOcean } from './cloud.ts'
import { balancedDroplets, isActive, type LoadBalancer } from './load-balancer.ts'

/** A forwarding rule's port at the balancer's address. A droplet that is taken out gets nothing new; what it has to do, it does. */
export function balancerFrontend(cloud: DigitalOcean, host: string, port: number): Frontend | undefined {
  const balancer = [...cloud.loadBalancers.values()].find(
    (one) => (one.ip === host || one.ipv6 === host) && isActive(cloud, one),
  )
  const rule = balancer?.settings.forwarding_rules.find(({ entry_port: entry }) => entry === port)
  if (!balancer || !rule || rule.entry_protocol === 'udp') return undefined
  const { algorithm, sticky_sessions: sticky, redirect_http_to_https: redirects } = balancer.settings
  const tcp = rule.entry_protocol === 'tcp' || rule.tls_passthrough
  return {
    protocol: tcp ? 'tcp' : 'http',
    algorithm: algorithm === 'least_connections' ? 'least-connections' : 'round-robin',
    cookie: sticky.type === 'cookies' ? sticky.cookie_name : undefined,
    ...(redirects && rule.entry_protocol === 'http' && { rules: [toHttps] }),
    check: checkOf(balancer),
    members: balancedDroplets(cloud, balancer).flatMap((id) => {
      const server = cloud.droplets.get(id)?.server
      return server ? [{ key: `${balancer.id} ${id}`, server, port: rule.target_port }] : []
    }),
  }
}

const toHttps: Rule = {
  isFor: () => true,
  to: ({ host, path, query }) => ({ status: 307, headers: { location: `https://${host}${path}${query}` } }),
}

function checkOf({ settings: { health_check: check } }: LoadBalancer): HealthCheck {
  return {
    protocol: check.protocol === 'tcp' ? 'tcp' : 'http',
    port: check.port,
    path: check.path,
    intervalSeconds: check.check_interval_seconds,
    healthy: check.healthy_threshold,
    unhealthy: check.unhealthy_threshold,
  }
}
