import type { Algorithms, CookieStickiness, HealthChecks, SourceIpStickiness, Stickiness } from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { algorithms } from './algorithms.ts'
import { type Balancers, balancers } from './balancers.ts'
import type { Brand } from './brand.ts'
import { type CloudStackClient, type CloudStackOptions, cloudStackClient } from './client.ts'
import { healthChecks } from './health-checks.ts'
import type { CloudStackAlgorithm } from './load-balancers-wire.ts'
import { stickiness } from './stickiness.ts'

/** What this driver of load balancers can do. */
export interface CloudStackLoadBalancers
  extends Balancers,
    Algorithms<CloudStackAlgorithm>,
    HealthChecks,
    Stickiness<CookieStickiness | SourceIpStickiness>,
    HasClient<CloudStackClient> {}

/** The load balancers of CloudStack. `invalid` for options that cannot be right; nothing is read or sent before the first call. */
export function loadBalancers(options: CloudStackOptions = {}, brand?: Brand): CloudStackLoadBalancers {
  const client = cloudStackClient(options, brand, 'loadBalancers')
  return {
    ...balancers(client),
    ...algorithms(client),
    ...healthChecks(client),
    ...stickiness(client),
    ...withClient(client),
  }
}
