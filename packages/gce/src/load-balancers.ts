import type { HealthChecks, Listeners } from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { balancerHealthChecks } from './balancer-health-checks.ts'
import { balancerListeners } from './balancer-listeners.ts'
import { type Balancers, balancers } from './balancers.ts'
import type { GceBalancer } from './balancers-wire.ts'
import { type GceClient, type GceOptions, gceClient } from './client.ts'

/** What this driver can do. */
export interface GceLoadBalancers
  extends Balancers,
    Listeners<GceBalancer>,
    HealthChecks,
    HasClient<GceClient> {}

/**
 * The driver of Compute Engine's network load balancers. `invalid` for options that cannot be right; nothing is read or sent before the first
 * call.
 */
export function loadBalancers(options: GceOptions = {}): GceLoadBalancers {
  const client = gceClient(options, 'loadBalancers')
  return {
    ...balancers(client),
    ...balancerListeners(client),
    ...balancerHealthChecks(client),
    ...withClient(client),
  }
}
