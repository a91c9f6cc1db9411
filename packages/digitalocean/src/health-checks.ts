import type { HealthChecks } from '@cloud/core'
import { changeBalancer } from './change-balancer.ts'
import { checkHealthCheck } from './check-health-check.ts'
import type { DigitalOceanClient } from './client.ts'
import { getBalancer } from './get-balancer.ts'
import { defaultHealthCheck, toHealthCheck, toHealthCheckWire } from './health-checks-wire.ts'
import type { DigitalOceanBalancer } from './load-balancers-wire.ts'

/** A balancer has one health check for all of its listeners. What one leaves out gets DigitalOcean's default. */
export function healthChecks(client: DigitalOceanClient): HealthChecks {
  return {
    getHealthCheck: (balancer, call) =>
      client.within(call, async (left) => {
        const { native } = await getBalancer(client, balancer, left)
        return toHealthCheck(native.health_check ?? defaultHealthCheck(native.forwarding_rules))
      }),
    setHealthCheck: (balancer, check, call) =>
      client.within(call, async (left) => {
        checkHealthCheck(check)
        const edit = ({ native }: DigitalOceanBalancer) => ({
          settings: { health_check: toHealthCheckWire(check, native.forwarding_rules) },
        })
        await changeBalancer(client, balancer, edit, left)
      }),
  }
}
