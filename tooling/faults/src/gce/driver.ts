import { clientOf } from '@cloud/core/driver'
import type { LocalCloud } from '@cloud/emulators'
import {
  balancerHealthChecks,
  balancerListeners,
  balancers,
  compute,
  type Gce,
  type GceLoadBalancers,
} from '@cloud/gce'
import type { ConnectOptions } from '../operation.ts'

/** The drivers of all its services in one. */
export type Driver = Gce & GceLoadBalancers

/** With one client, so that whoever wraps that wraps all. */
export function connect(local: LocalCloud, options: ConnectOptions): Driver {
  const driver = compute({ ...local.gce, ...options })
  const client = clientOf(driver)
  return {
    ...driver,
    ...balancers(client),
    ...balancerListeners(client),
    ...balancerHealthChecks(client),
  }
}
