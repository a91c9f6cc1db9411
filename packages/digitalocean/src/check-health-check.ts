import type { HealthCheck } from '@cloud/core'
import { checkNames, checkSeconds, checkWhole, invalid } from '@cloud/core/driver'
import { checkPort } from './check-listener.ts'

const names = ['protocol', 'port', 'path', 'intervalMs', 'timeoutMs', 'healthyAfter', 'unhealthyAfter']

export function checkHealthCheck(check: HealthCheck): HealthCheck {
  checkNames('The health check', check, names)
  const { protocol, port, path, intervalMs, timeoutMs, healthyAfter, unhealthyAfter } = check
  if (!['http', 'https', 'tcp'].includes(protocol))
    throw invalid(`The protocol is ${JSON.stringify(protocol)}`, 'http, https or tcp')
  if (port !== undefined) checkPort('The port', port)
  if (path !== undefined && protocol === 'tcp') throw invalid('A health check of tcp has no path')
  if (path !== undefined && !/^\/[\x21-\x7e]*$/.test(path))
    throw invalid(`The path is ${JSON.stringify(path)}`, 'one that begins with /, encoded')
  for (const [what, ms] of Object.entries({ intervalMs, timeoutMs }))
    if (ms !== undefined) checkSeconds(what, ms, 3, 300)
  for (const [what, times] of Object.entries({ healthyAfter, unhealthyAfter }))
    if (times !== undefined) checkWhole(what, times, 2, 10)
  return check
}
