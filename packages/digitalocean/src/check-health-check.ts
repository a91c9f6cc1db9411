import type { HealthCheck } from '@cloud/core'
import { checkNames, invalid } from '@cloud/core/driver'
import { seconds } from './balancer-settings.ts'
import { checkPort } from './check-listener.ts'

const names = ['protocol', 'port', 'path', 'intervalMs', 'timeoutMs', 'healthyAfter', 'unhealthyAfter']

/** What is out of DigitalOcean's ranges it refuses itself. */
export function checkHealthCheck(check: HealthCheck): HealthCheck {
  checkNames('The health check', check, names)
  const { protocol, port, path, intervalMs, timeoutMs, healthyAfter, unhealthyAfter } = check
  if (!['http', 'https', 'tcp'].includes(protocol))
    throw invalid(`The protocol is ${JSON.stringify(protocol)}`, 'http, https or tcp')
  if (port !== undefined) checkPort('The port', port)
  if (path !== undefined && protocol === 'tcp') throw invalid('A health check of tcp has no path')
  if (path !== undefined && !/^\/[\x21-\x7e]*$/.test(path))
    throw invalid(`The path is ${JSON.stringify(path)}`, 'one that begins with /, encoded')
  for (const [what, ms] of Object.entries({ intervalMs, timeoutMs })) if (ms !== undefined) seconds(what, ms)
  for (const [what, times] of Object.entries({ healthyAfter, unhealthyAfter }))
    if (times !== undefined && !(Number.isInteger(times) && times > 0))
      throw invalid(`${what} is ${times}`, 'a whole number from 1')
  return check
}
