import assert from 'node:assert/strict'
import type { Algorithm, Algorithms, LoadBalancers } from '@cloud/core'
import { ableCases, type Case } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { BalancersContext } from '../context.ts'
import { eventually } from '../waiting.ts'
import { theBalancer } from './things.ts'

type Choosing = BalancersContext<LoadBalancers & Algorithms>

const all: readonly Algorithm[] = ['round-robin', 'least-connections', 'source-ip', 'random']

export const algorithms: readonly Case<BalancersContext>[] = ableCases<BalancersContext, Choosing>(
  'algorithms',
  ['Algorithms'],
  {
    'A new balancer has one of the algorithms that the contract knows': async (context) => {
      const algorithm = await context.driver.getAlgorithm(await theBalancer(context))
      assert.ok(all.includes(algorithm), `${algorithm} is no algorithm`)
    },

    'setAlgorithm sets each that every provider has, also twice, and getAlgorithm tells it': async (
      context,
    ) => {
      const { driver } = context
      const { id } = await theBalancer(context)
      for (const algorithm of ['least-connections', 'round-robin', 'round-robin'] as const) {
        assert.equal(await driver.setAlgorithm(id, algorithm), undefined)
        await eventually(context, `the algorithm is ${algorithm}`, async () =>
          (await driver.getAlgorithm({ id })) === algorithm ? true : undefined,
        )
      }
    },

    'setAlgorithm changes nothing else': async (context) => {
      const before = await theBalancer(context)
      await context.driver.setAlgorithm(before, 'least-connections')
      const { name, listeners } = await theBalancer(context)
      assert.deepEqual([name, listeners], [before.name, before.listeners])
    },

    'An algorithm that is none, or of what is no balancer, is invalid before anything is sent': async (
      context,
    ) => {
      const { driver } = context
      const { id } = await theBalancer(context)
      const strange = { id, kind: 'node' as 'balancer' }
      const calls = {
        'an algorithm of no provider': () => driver.setAlgorithm(id, 'fastest' as 'round-robin'),
        'no algorithm': () => driver.setAlgorithm(id, undefined as unknown as 'round-robin'),
        'set of a node': () => driver.setAlgorithm(strange, 'round-robin'),
        'get of a node': () => driver.getAlgorithm(strange),
      }
      await refuses(context, calls, (call: () => Promise<unknown>) => call())
    },
  },
)
