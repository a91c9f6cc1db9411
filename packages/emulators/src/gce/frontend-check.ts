import type { HealthCheck } from '../balancing/frontend.ts'
import type { Gce } from './cloud.ts'
import type { Wire } from './json.ts'
import { linked } from './linked.ts'

const isWell = (status: number): boolean => status === 200

const counts = (check: Wire) => ({
  intervalSeconds: Number(check.checkIntervalSec),
  healthy: Number(check.healthyThreshold),
  unhealthy: Number(check.unhealthyThreshold),
})

export const legacyCheck = (check: Wire): HealthCheck => ({
  protocol: 'http',
  port: Number(check.port),
  path: String(check.requestPath),
  isWell,
  ...counts(check),
})

/** A health check of either kind, by its link. What is asked over TLS is asked without. */
export function checkAt(cloud: Gce, link: unknown): HealthCheck | undefined {
  const legacy = linked(cloud, 'httpHealthChecks', link)
  if (legacy) return legacyCheck(legacy.wire)
  const check = linked(cloud, 'healthChecks', link)?.wire
  if (!check) return undefined
  const http = (check.httpHealthCheck ?? check.httpsHealthCheck ?? check.http2HealthCheck) as Wire | undefined
  const probe = http ?? ((check.tcpHealthCheck ?? check.sslHealthCheck ?? {}) as Wire)
  return {
    protocol: http ? 'http' : 'tcp',
    ...(probe.port !== undefined && { port: Number(probe.port) }),
    ...(http && { path: String(probe.requestPath) }),
    isWell,
    ...counts(check),
  }
}
