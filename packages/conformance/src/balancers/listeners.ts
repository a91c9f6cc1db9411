import assert from 'node:assert/strict'
import type { Balancer, Listener, Listeners, LoadBalancers } from '@cloud/core'
import { ableCases, type Case, type Cases } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { BalancersContext } from '../context.ts'
import { rejection, unlessRefused } from '../expect.ts'
import { badListeners } from './listener-samples.ts'
import { checkBalancer } from './shapes.ts'
import { aBalancer, theBalancer, webOf } from './things.ts'

type Able = BalancersContext<LoadBalancers & Listeners>

const adding: Cases<Able> = {
  'addListener adds one beside those that are there, removeListener takes it away': async (context) => {
    const { driver } = context
    const balancer = await theBalancer(context)
    const web = webOf(context)
    const targetPort = web.targetPort === web.port ? 8080 : 80
    const added = await driver.addListener(balancer, { ...web, port: 8080, targetPort })
    for (const told of [added, await theBalancer(context)]) {
      checkBalancer(told)
      assert.deepEqual(portsOf(told), [80, 8080])
      const one = told.listeners.find(({ port }) => port === 8080)
      const { protocol } = web
      assert.deepEqual(
        [one?.protocol, one?.targetProtocol, one?.targetPort],
        [protocol, protocol, targetPort],
      )
    }
    const removed = await driver.removeListener(balancer.id, { port: 8080 })
    for (const told of [removed, await theBalancer(context)]) {
      checkBalancer(told)
      assert.deepEqual(portsOf(told), [80])
    }
  },

  'addListener of one that is there resolves and adds nothing': async (context) => {
    const balancer = await theBalancer(context)
    const web = webOf(context)
    for (const listener of [web, { ...web, targetProtocol: web.protocol }]) {
      const told = await context.driver.addListener(balancer, listener)
      assert.deepEqual(told.listeners, balancer.listeners)
    }
  },

  'addListener on a port that another has rejects with already-exists': async (context) => {
    const { driver } = context
    const balancer = await theBalancer(context)
    const web = webOf(context)
    // A cloud that hands on what comes as it is has no other listener to put there.
    const elsewhere = web.targetPort === web.port ? (['invalid'] as const) : []
    const other = { ...web, targetPort: 81 }
    const error = await rejection(() => driver.addListener(balancer, other), 'already-exists', ...elsewhere)
    assert.equal(error.outcome, 'not-applied')
    // A protocol that no balancer of the kind speaks is told as that.
    const strange = { protocol: web.protocol === 'tcp' ? 'http' : 'tcp', port: 80 } as const
    const second = await rejection(() => driver.addListener(balancer, strange), 'already-exists', 'invalid')
    assert.equal(second.outcome, 'not-applied')
    assert.deepEqual((await theBalancer(context)).listeners, balancer.listeners)
  },

  'A port can have one of TCP and one of UDP, each with its protocol, or UDP is invalid': async (context) => {
    const { driver } = context
    const balancer = await aBalancer(context)
    const both = await unlessRefused(
      () => driver.addListener(balancer, { protocol: 'udp', port: 80 }),
      'invalid',
    )
    if (both !== undefined) {
      assert.deepEqual(portsOf(both), [80, 80])
      const error = await rejection(() => driver.removeListener(balancer, { port: 80 }), 'invalid')
      assert.equal(error.outcome, 'not-applied')
      const left = await driver.removeListener(balancer, { port: 80, protocol: 'udp' })
      assert.deepEqual(left.listeners, balancer.listeners)
    }
    await driver.destroyBalancer(balancer)
  },
}

const removing: Cases<Able> = {
  'removeListener of what is not there resolves, and takes nothing away': async (context) => {
    const { driver } = context
    const balancer = await theBalancer(context)
    for (const one of [{ port: 9999 }, { port: 80, protocol: 'udp' }] as const) {
      const told = await driver.removeListener(balancer, one)
      assert.deepEqual(told.listeners, balancer.listeners)
    }
  },

  'removeListener of the last one leaves none, or rejects with conflict': async (context) => {
    const { driver } = context
    const balancer = await aBalancer(context)
    const left = await unlessRefused(() => driver.removeListener(balancer, { port: 80 }), 'conflict')
    const wanted = left === undefined ? [80] : []
    assert.deepEqual(portsOf(left ?? balancer), wanted)
    assert.deepEqual(portsOf(await driver.getBalancer(balancer)), wanted)
    await driver.destroyBalancer(balancer)
  },

  'A listener that cannot be right, or of what is no balancer, is invalid before anything is sent': async (
    context,
  ) => {
    const { driver } = context
    const { id } = await theBalancer(context)
    const strange = { id, kind: 'node' as 'balancer' }
    const calls = {
      'add to a node': () => driver.addListener(strange, webOf(context)),
      'remove from a node': () => driver.removeListener(strange, { port: 80 }),
      'remove without a port': () => driver.removeListener(id, {} as { port: number }),
      'remove port 0': () => driver.removeListener(id, { port: 0 }),
      'remove of no protocol': () => driver.removeListener(id, { port: 80, protocol: 'gopher' as 'tcp' }),
      ...Object.fromEntries(
        Object.entries(badListeners).map(([what, listener]) => [
          `add ${what}`,
          () => driver.addListener(id, listener as Listener<never>),
        ]),
      ),
    }
    await refuses(context, calls, (call: () => Promise<unknown>) => call())
  },
}

export const listeners: readonly Case<BalancersContext>[] = [
  ...ableCases<BalancersContext, Able>('listeners', ['Listeners'], adding),
  ...ableCases<BalancersContext, Able>('listeners', ['Listeners'], removing),
]

function portsOf({ listeners }: Balancer): number[] {
  return listeners.map(({ port }) => port).toSorted((a, b) => a - b)
}
