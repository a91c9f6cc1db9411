import type { ActiveHealthCheck, HealthCheck } from '@cloud/core'
import { checkNames, invalid } from '@cloud/core/driver'

/** A check of the older kind, the one that target pools take. https://cloud.google.com/compute/docs/reference/rest/v1/httpHealthChecks */
export interface HttpHealthCheckWire {
  readonly name: string
  readonly description?: string
  readonly port?: number
  readonly requestPath?: string
  readonly checkIntervalSec?: number
  readonly timeoutSec?: number
  readonly healthyThreshold?: number
  readonly unhealthyThreshold?: number
}

/** Google's own, in seconds and answers. */
const defaults = { interval: 5, timeout: 5, times: 2, port: 80, path: '/' }

export function toHealthCheck(wire: HttpHealthCheckWire): ActiveHealthCheck {
  const { checkIntervalSec = defaults.interval, timeoutSec = defaults.timeout } = wire
  return {
    protocol: 'http',
    port: wire.port ?? defaults.port,
    path: wire.requestPath ?? defaults.path,
    intervalMs: checkIntervalSec * 1000,
    timeoutMs: timeoutSec * 1000,
    healthyAfter: wire.healthyThreshold ?? defaults.times,
    unhealthyAfter: wire.unhealthyThreshold ?? defaults.times,
  }
}

/** A check that is left out in part; the timeout is never longer than what lies between two checks. */
export function toWire(check: HealthCheck & { readonly port: number }): Omit<HttpHealthCheckWire, 'name'> {
  const { intervalMs, timeoutMs } = check
  const longest = Math.max(defaults.interval, (timeoutMs ?? 0) / 1000)
  const checkIntervalSec = intervalMs === undefined ? longest : intervalMs / 1000
  return {
    port: check.port,
    requestPath: check.path ?? defaults.path,
    checkIntervalSec,
    timeoutSec: timeoutMs === undefined ? Math.min(defaults.timeout, checkIntervalSec) : timeoutMs / 1000,
    healthyThreshold: check.healthyAfter ?? defaults.times,
    unhealthyThreshold: check.unhealthyAfter ?? defaults.times,
  }
}

const names = ['protocol', 'port', 'path', 'intervalMs', 'timeoutMs', 'healthyAfter', 'unhealthyAfter']

/** `invalid` for what no check can be, and for what is no check of Google's. */
export function checkHealthCheck(check: HealthCheck): void {
  checkNames('The health check', check, names)
  const { protocol, port, path, intervalMs, timeoutMs, healthyAfter, unhealthyAfter } = check
  if (protocol !== 'http')
    throw invalid(`The health check is of ${JSON.stringify(protocol)}`, 'http: target pools take no other')
  if (path !== undefined && !/^\/[\x21-\x7e]*$/.test(path))
    throw invalid(`The path is ${JSON.stringify(path)}`, 'one that begins with /, encoded')
  within('The port', port, 1, 65_535)
  for (const [what, ms] of Object.entries({ intervalMs, timeoutMs })) {
    const seconds = ms === undefined ? undefined : ms / 1000
    within(what, seconds, 1, 300, 'of seconds, as milliseconds')
  }
  for (const [what, times] of Object.entries({ healthyAfter, unhealthyAfter })) within(what, times, 1, 10)
  if (intervalMs !== undefined && timeoutMs !== undefined && timeoutMs > intervalMs)
    throw invalid('timeoutMs is above intervalMs', 'a check ends before the next begins')
}

function within(what: string, given: unknown, from: number, to: number, of = ''): void {
  if (given === undefined || (Number.isInteger(given) && Number(given) >= from && Number(given) <= to)) return
  throw invalid(`${what} does not fit`, `a whole number ${of} from ${from} to ${to}`.replace('  ', ' '))
}
