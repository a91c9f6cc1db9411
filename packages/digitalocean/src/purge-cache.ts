import type { CallOptions, Ref } from '@cloud/core'
import { clientOf, type HasClient } from '@cloud/core/driver'
import { type DigitalOceanClient, remove } from './client.ts'
import { balancerPath } from './get-balancer.ts'

/**
 * Has a balancer of type `GLOBAL` forget the answers that it keeps. `not-found` where there is none.
 * https://docs.digitalocean.com/reference/api/digitalocean/#operation/loadBalancers_delete_cache
 */
export function purgeCache(
  driver: HasClient<DigitalOceanClient>,
  balancer: Ref<'balancer'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const path = `${balancerPath(balancer)}/cache`
    const request = {
      name: 'loadBalancers_delete_cache',
      path,
    } as const
    await remove(client, request, left)
  })
}
