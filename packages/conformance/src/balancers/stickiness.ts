import assert from 'node:assert/strict'
import type { CookieStickiness, LoadBalancers, Stickiness } from '@cloud/core'
import { ableCases, type Case, type Cases } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { BalancersContext } from '../context.ts'
import { rejection, unlessRefused } from '../expect.ts'
import { eventually } from '../waiting.ts'
import { aBalancer, theBalancer } from './things.ts'

type Able = BalancersContext<LoadBalancers & Stickiness>

const cookie: CookieStickiness = { by: 'cookie', durationMs: 600_000 }

const setting: Cases<Able> = {
  'Clients of a new balancer go anywhere': async (context) => {
    const balancer = await aBalancer(context)
    assert.equal(await context.driver.getStickiness(balancer), undefined)
    await context.driver.destroyBalancer(balancer)
  },

  'setStickiness by a cookie holds for as long as it says, and undefined ends it': async (context) => {
    const { driver } = context
    const { id } = await theBalancer(context)
    for (const durationMs of [cookie.durationMs, 1_200_000]) {
      assert.equal(await driver.setStickiness(id, { by: 'cookie', durationMs }), undefined)
      const told = await stickinessIs(context, id, durationMs)
      const { cookieName, ...rest } = told ?? assert.fail('none')
      assert.deepEqual(rest, { by: 'cookie', durationMs })
      assert.ok(cookieName === undefined || cookieName !== '', 'the cookie has no name')
    }
    for (let times = 0; times < 2; times += 1) {
      assert.equal(await driver.setStickiness({ id }, undefined), undefined)
      await stickinessIs(context, id, undefined)
    }
  },

  'A cookie bears the name that was chosen, or choosing is invalid': async (context) => {
    const { driver } = context
    const { id } = await theBalancer(context)
    await driver.setStickiness(id, undefined)
    await stickinessIs(context, id, undefined)
    const chosen = { ...cookie, cookieName: 'MEMBER' }
    const expected = await unlessRefused(async () => {
      await driver.setStickiness(id, chosen)
      return chosen
    }, 'invalid')
    assert.deepEqual(await stickinessIs(context, id, expected?.durationMs), expected)
  },

  'setStickiness changes nothing else': async (context) => {
    const before = await theBalancer(context)
    await context.driver.setStickiness(before, cookie)
    const { name, listeners } = await theBalancer(context)
    assert.deepEqual([name, listeners], [before.name, before.listeners])
  },
}

const refusing: Cases<Able> = {
  'A cookie where no listener speaks http is invalid': async (context) => {
    const { driver } = context
    const listeners = [{ protocol: 'tcp', port: 5432 }] as const
    const balancer = await unlessRefused(() => aBalancer(context, { listeners }), 'invalid')
    if (balancer === undefined) return
    const error = await rejection(() => driver.setStickiness(balancer, cookie), 'invalid')
    assert.equal(error.outcome, 'not-applied')
    assert.equal(await driver.getStickiness(balancer), undefined)
    await driver.destroyBalancer(balancer)
  },

  'Stickiness that cannot be right, or of what is no balancer, is invalid before anything is sent': async (
    context,
  ) => {
    const { driver } = context
    const { id } = await theBalancer(context)
    const strange = { id, kind: 'node' as 'balancer' }
    const wrong: Record<string, unknown> = {
      'a text': 'cookie',
      nothing: null,
      'a way of no provider': { by: 'luck' },
      'no duration': { by: 'cookie' },
      'half a second': { ...cookie, durationMs: 1500 },
      'no time at all': { ...cookie, durationMs: 0 },
      'a duration that is a text': { ...cookie, durationMs: '600000' },
      'a cookie without a name': { ...cookie, cookieName: '' },
      'a cookie of a wrong name': { ...cookie, cookieName: 'a;b' },
      'an unknown option': { ...cookie, path: '/' },
    }
    const calls = {
      'set of a node': () => driver.setStickiness(strange, cookie),
      'get of a node': () => driver.getStickiness(strange),
      ...Object.fromEntries(
        Object.entries(wrong).map(([what, one]) => [
          what,
          () => driver.setStickiness(id, one as CookieStickiness),
        ]),
      ),
    }
    await refuses(context, calls, (call: () => Promise<unknown>) => call())
  },
}

export const stickiness: readonly Case<BalancersContext>[] = [
  ...ableCases<BalancersContext, Able>('stickiness', ['Stickiness'], setting),
  ...ableCases<BalancersContext, Able>('stickiness', ['Stickiness'], refusing),
]

/** The stickiness, once it lasts that long; none where that is undefined. */
async function stickinessIs(
  context: Able,
  id: string,
  durationMs: number | undefined,
): Promise<CookieStickiness | undefined> {
  const { told } = await eventually(context, `clients stick for ${durationMs ?? 0} ms`, async () => {
    const seen = await context.driver.getStickiness(id)
    assert.notEqual(seen?.by, 'source-ip', 'it is by the address of clients')
    const told = seen?.by === 'cookie' ? seen : undefined
    return told?.durationMs === durationMs ? { told } : undefined
  })
  return told
}
