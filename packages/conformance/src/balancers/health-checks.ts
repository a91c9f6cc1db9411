import assert from 'node:assert/strict'
import type { ActiveHealthCheck, HealthCheck, HealthChecks, LoadBalancers } from '@cloud/core'
import { ableCases, type Case, type Cases } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { BalancersContext } from '../context.ts'
import { rejection, unlessRefused } from '../expect.ts'
import { eventually } from '../waiting.ts'
import { checkHealth } from './shapes.ts'
import { aBalancer, theBalancer } from './things.ts'

type Able = BalancersContext<LoadBalancers & HealthChecks>

/** What every provider has in its range. */
const whole: HealthCheck = {
  protocol: 'http',
  port: 8081,
  path: '/health',
  intervalMs: 20_000,
  timeoutMs: 4000,
  healthyAfter: 4,
  unhealthyAfter: 2,
}

const setting: Cases<Able> = {
  'A new balancer has a health check, in its shape': async (context) => {
    checkHealth(await context.driver.getHealthCheck(await theBalancer(context)))
  },

  'setHealthCheck makes it this one, and getHealthCheck tells it': async (context) => {
    const { driver } = context
    const { id } = await theBalancer(context)
    assert.equal(await driver.setHealthCheck(id, whole), undefined)
    const told = await healthIs(context, id, whole)
    checkHealth(told)
    const known = Object.fromEntries(Object.keys(told).map((key) => [key, Reflect.get(whole, key)]))
    assert.deepEqual(told, known)
  },

  'What setHealthCheck leaves out is the default, and not what was before': async (context) => {
    const { driver } = context
    const { id } = await aBalancer(context)
    const { protocol, port } = whole
    await driver.setHealthCheck(id, { protocol, port })
    const defaults = await healthIs(context, id, { protocol, port, path: '/' })
    await driver.setHealthCheck({ id }, whole)
    await healthIs(context, id, whole)
    await driver.setHealthCheck(id, { protocol, port })
    assert.deepEqual(await healthIs(context, id, { path: '/' }), defaults)
    await driver.destroyBalancer(id)
  },

  'A health check without a port looks at the target port of the first listener that is not of UDP': async (
    context,
  ) => {
    const { driver } = context
    const { id, listeners } = await theBalancer(context)
    await driver.setHealthCheck(id, whole)
    await healthIs(context, id, whole)
    // What balances the web alone may check nothing else.
    const isSet = await unlessRefused(async () => {
      await driver.setHealthCheck(id, { protocol: 'tcp' })
      return true
    }, 'invalid')
    const protocol = isSet ? 'tcp' : 'http'
    if (!isSet) await driver.setHealthCheck(id, { protocol })
    const told = await healthIs(context, id, { protocol, port: listeners[0]?.targetPort })
    checkHealth(told)
  },

  'setHealthCheck changes nothing else': async (context) => {
    const before = await theBalancer(context)
    await context.driver.setHealthCheck(before, whole)
    const { name, listeners } = await theBalancer(context)
    assert.deepEqual([name, listeners], [before.name, before.listeners])
  },
}

const refusing: Cases<Able> = {
  "A health check out of the provider's range is invalid, and the old one stays": async (context) => {
    const { driver } = context
    const balancer = await aBalancer(context)
    const before = await driver.getHealthCheck(balancer)
    for (const member of ['intervalMs', 'timeoutMs', 'healthyAfter', 'unhealthyAfter'] as const) {
      const check = { ...whole, [member]: 2_000_000_000 }
      const error = await rejection(() => driver.setHealthCheck(balancer, check), 'invalid')
      assert.equal(error.outcome, 'not-applied')
    }
    assert.deepEqual(await driver.getHealthCheck(balancer), before)
    await driver.destroyBalancer(balancer)
  },

  'A health check that cannot be right, or of what is no balancer, is invalid before anything is sent':
    async (context) => {
      const { driver } = context
      const { id } = await theBalancer(context)
      const strange = { id, kind: 'node' as 'balancer' }
      const wrong: Record<string, object> = {
        'no protocol': { protocol: undefined },
        'a protocol of no check': { protocol: 'udp' },
        'port 0': { port: 0 },
        'port 65536': { port: 65_536 },
        'a path of tcp': { protocol: 'tcp' },
        'a path without a slash': { path: 'health' },
        'half a second': { intervalMs: 1500 },
        'no time at all': { timeoutMs: 0 },
        'half an answer': { healthyAfter: 1.5 },
        'no answer': { unhealthyAfter: 0 },
        'an unknown option': { grace: 3 },
      }
      const calls = {
        'set of a node': () => driver.setHealthCheck(strange, whole),
        'get of a node': () => driver.getHealthCheck(strange),
        ...Object.fromEntries(
          Object.entries(wrong).map(([what, change]) => [
            what,
            () => driver.setHealthCheck(id, { ...whole, ...change }),
          ]),
        ),
      }
      await refuses(context, calls, (call: () => Promise<unknown>) => call())
    },
}

export const healthChecks: readonly Case<BalancersContext>[] = [
  ...ableCases<BalancersContext, Able>('health checks', ['HealthChecks'], setting),
  ...ableCases<BalancersContext, Able>('health checks', ['HealthChecks'], refusing),
]

/** The health check, once it has these values; what the provider does not know of one is left out. */
function healthIs(context: Able, id: string, wanted: Partial<HealthCheck>): Promise<ActiveHealthCheck> {
  return eventually(context, `the health check is ${JSON.stringify(wanted)}`, async () => {
    const check = await context.driver.getHealthCheck(id)
    const differs = Object.entries(wanted).some(
      ([key, value]) => (Reflect.get(check, key) ?? value) !== value,
    )
    return differs ? undefined : check
  })
}
