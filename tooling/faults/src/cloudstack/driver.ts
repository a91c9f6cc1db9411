import {
  algorithms,
  balancers,
  type CloudStack,
  type CloudStackLoadBalancers,
  compute,
  healthChecks,
  stickiness,
} from '@cloud/cloudstack'
import { clientOf } from '@cloud/core/driver'
import type { LocalCloud } from '@cloud/emulators'
import type { ConnectOptions } from '../operation.ts'

/** The drivers of all its services in one. */
export type Driver = CloudStack & CloudStackLoadBalancers

/** With one client, so that whoever wraps that wraps all. */
export function connect(local: LocalCloud, options: ConnectOptions): Driver {
  // The path is the cloud's own.
  const endpoint = new URL('/client/api', options.endpoint).href
  const driver = compute({ ...local.cloudstack, ...options, endpoint })
  const client = clientOf(driver)
  return {
    ...driver,
    ...balancers(client),
    ...algorithms(client),
    ...healthChecks(client),
    ...stickiness(client),
  }
}
