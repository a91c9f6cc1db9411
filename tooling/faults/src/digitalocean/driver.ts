import { clientOf } from '@cloud/core/driver'
import {
  balancers,
  certificates,
  compute,
  type DigitalOcean,
  type DigitalOceanLoadBalancers,
  healthChecks,
  listeners,
  stickiness,
} from '@cloud/digitalocean'
import type { LocalCloud } from '@cloud/emulators'
import type { ConnectOptions } from '../operation.ts'

/** The drivers of all its services in one. */
export type Driver = DigitalOcean & DigitalOceanLoadBalancers

/** With one client, so that whoever wraps that wraps all. */
export function connect(local: LocalCloud, options: ConnectOptions): Driver {
  const driver = compute({ ...local.digitalocean, region: 'fra1', ...options })
  const client = clientOf(driver)
  return {
    ...driver,
    ...balancers(client),
    ...healthChecks(client),
    ...listeners(client),
    ...certificates(client),
    ...stickiness(client),
  }
}
