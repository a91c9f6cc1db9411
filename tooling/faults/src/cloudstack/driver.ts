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

export const connect = (local: LocalCloud, options: ConnectOptions): Driver =>
  // The path is the cloud's own.
  withBalancers(
    compute({ ...local.cloudstack, ...options, endpoint: new URL('/client/api', options.endpoint).href }),
  )

/** With one client, so that whoever wraps that wraps all. */
export function withBalancers(driver: CloudStack): Driver {
  const client = clientOf(driver)
  return {
    ...driver,
    ...balancers(client),
    ...algorithms(client),
    ...healthChecks(client),
    ...stickiness(client),
  }
}
