import type { LoadBalancers } from '@cloud/core'
import { type HasClient, withClient } from '@cloud/core/driver'
import { balancers } from './balancers.ts'
import type { AcmeBalancer } from './balancers-wire.ts'
import { type AcmeClient, type AcmeOptions, acmeClient } from './client.ts'

/** What this driver can do. Each ability that it gains is one more of these, and one more spread below. */
export interface AcmeLoadBalancers extends LoadBalancers<AcmeBalancer>, HasClient<AcmeClient> {}

/** The driver of Acme's load balancers. `invalid` for options that cannot be right; nothing is read or sent before the first call. */
export function loadBalancers(options: AcmeOptions = {}): AcmeLoadBalancers {
  const client = acmeClient(options, 'loadBalancers')
  return {
    ...balancers(client),
    ...withClient(client),
  }
}
