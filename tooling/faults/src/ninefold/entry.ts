import { compute } from '@cloud/ninefold'
import { type Driver, withBalancers } from '../cloudstack/driver.ts'
import { cloudstack } from '../cloudstack/entry.ts'
import type { DriverEntry } from '../operation.ts'

/** The driver of CloudStack under another name, at another path. */
export const ninefold: DriverEntry<Driver> = {
  ...cloudstack,
  name: 'ninefold',
  brandOf: 'cloudstack',
  endpoint: (local) => local.ninefold.endpoint,
  connect: (local, options) => {
    const endpoint = new URL('/compute/v1.0/', options.endpoint).href
    return withBalancers(compute({ ...local.ninefold, ...options, endpoint }))
  },
}
