import type { Certificates, HealthChecks, Stickiness } from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { type Balancers, balancers } from './balancers.ts'
import { certificates } from './certificates.ts'
import type { DigitalOceanCertificate } from './certificates-wire.ts'
import { type DigitalOceanClient, type DigitalOceanOptions, digitalOceanClient } from './client.ts'
import { healthChecks } from './health-checks.ts'
import { type BalancerListeners, listeners } from './listeners.ts'
import { stickiness } from './stickiness.ts'

/** What this driver can do with load balancers. */
export interface DigitalOceanLoadBalancers
  extends Balancers,
    HealthChecks,
    BalancerListeners,
    Certificates<DigitalOceanCertificate>,
    Stickiness,
    HasClient<DigitalOceanClient> {}

/**
 * The driver of DigitalOcean's load balancers. `invalid` for options that cannot be right; nothing is read or sent before the first call.
 */
export function loadBalancers(options: DigitalOceanOptions = {}): DigitalOceanLoadBalancers {
  const client = digitalOceanClient(options, 'loadBalancers')
  return {
    ...balancers(client),
    ...healthChecks(client),
    ...listeners(client),
    ...certificates(client),
    ...stickiness(client),
    ...withClient(client),
  }
}
