import type { HealthCheck } from '@cloud/core'
import { checkNames, checkSeconds, checkWhole, invalid, told } from '@cloud/core/driver'
import { checkPort } from './check-value.ts'
import type { ElbKind } from './options.ts'

/** A health check with nothing left out but its port; times in seconds, as the API has them. */
export interface WholeCheck {
  readonly protocol: 'http' | 'https' | 'tcp'
  readonly port: number | undefined
  readonly path: string | undefined
  readonly interval: number
  readonly timeout: number
  readonly healthyAfter: number
  readonly unhealthyAfter: number
}

const names = ['protocol', 'port', 'path', 'intervalMs', 'timeoutMs', 'healthyAfter', 'unhealthyAfter']

/**
 * What AWS has where nothing is said.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-healthchecks.html
 */
const defaults: Readonly<Record<ElbKind, { readonly timeout: number; readonly healthyAfter: number }>> = {
  application: { timeout: 5, healthyAfter: 5 },
  network: { timeout: 10, healthyAfter: 5 },
  classic: { timeout: 5, healthyAfter: 10 },
}
const longestTimeout: Readonly<Record<ElbKind, number>> = { application: 120, network: 120, classic: 60 }

export function checkHealthCheck(kind: ElbKind, check: HealthCheck): WholeCheck {
  checkNames('The health check', check, names)
  const { protocol, port, path, intervalMs, timeoutMs, healthyAfter, unhealthyAfter } = check
  const spoken = kind === 'application' ? ['http', 'https'] : ['http', 'https', 'tcp']
  if (!spoken.includes(protocol))
    throw invalid(`The protocol is ${told(protocol)}`, `${spoken.join(' or ')} of ${kind} balancers`)
  if (port !== undefined) checkPort('The port', port)
  if (path !== undefined && protocol === 'tcp') throw invalid('A health check of tcp has no path')
  if (path !== undefined && !/^\/[\x21-\x7e]{0,1023}$/.test(path))
    throw invalid(`The path is ${told(path)}`, 'at most 1024 characters, beginning with /, encoded')
  const interval = intervalMs === undefined ? 30 : checkSeconds('intervalMs', intervalMs, 5, 300)
  const given = timeoutMs && checkSeconds('timeoutMs', timeoutMs, 2, longestTimeout[kind])
  if (timeoutMs === 0) checkSeconds('timeoutMs', timeoutMs, 2, longestTimeout[kind])
  // A check is over before the next begins.
  const timeout = given ?? Math.min(defaultTimeout(kind, protocol), interval - 1)
  if (timeout >= interval) throw invalid(`timeoutMs is ${timeout * 1000}`, `less than intervalMs`)
  const times = (what: string, value: number | undefined, otherwise: number) =>
    value === undefined ? otherwise : checkWhole(what, value, 2, 10)
  return {
    protocol,
    port,
    path: protocol === 'tcp' ? undefined : (path ?? '/'),
    interval,
    timeout,
    healthyAfter: times('healthyAfter', healthyAfter, defaults[kind].healthyAfter),
    unhealthyAfter: times('unhealthyAfter', unhealthyAfter, 2),
  }
}

const defaultTimeout = (kind: ElbKind, protocol: string) =>
  kind === 'network' && protocol === 'http' ? 6 : defaults[kind].timeout
