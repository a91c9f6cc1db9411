import type { Stickiness } from '@cloud/core'
import { changeBalancer } from './change-balancer.ts'
import { checkCookies, checkStickiness } from './check-stickiness.ts'
import type { DigitalOceanClient } from './client.ts'
import { getBalancer } from './get-balancer.ts'
import type { DigitalOceanBalancer } from './load-balancers-wire.ts'
import { toStickiness, toSticky } from './stickiness-wire.ts'

/** Sticky sessions, by a cookie of the balancer's own for all of its listeners of HTTP. */
export function stickiness(client: DigitalOceanClient): Stickiness {
  return {
    getStickiness: (balancer, call) =>
      client.within(call, async (left) =>
        toStickiness((await getBalancer(client, balancer, left)).native.sticky_sessions ?? {}),
      ),
    setStickiness: (balancer, wanted, call) =>
      client.within(call, async (left) => {
        if (wanted !== undefined) checkStickiness(wanted)
        const edit = ({ native }: DigitalOceanBalancer) => {
          if (wanted !== undefined) checkCookies(native.forwarding_rules)
          return { settings: { sticky_sessions: toSticky(wanted) } }
        }
        await changeBalancer(client, balancer, edit, left)
      }),
  }
}
