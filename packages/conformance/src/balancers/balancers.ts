import assert from 'node:assert/strict'
import { type Balancer, type CreateBalancer, isCloudError } from '@cloud/core'
import { type Case, type Cases, casesOf } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { BalancersContext } from '../context.ts'
import { keyOf, rejection, settled, unlessRefused } from '../expect.ts'
import { type KeptThing, keptCases, namedCases, pagedCases } from '../kept-things.ts'
import { badNames } from '../samples.ts'
import { eventually } from '../waiting.ts'
import { badListeners } from './listener-samples.ts'
import { checkBalancer } from './shapes.ts'
import { aBalancer, balancerOptions, membersAre, newBalancer, theBalancer, webOf } from './things.ts'

const thing: KeptThing<BalancersContext, Balancer> = {
  noun: 'balancer',
  members: { get: 'getBalancer', list: 'listBalancers', destroy: 'destroyBalancer' },
  make: (context, name) => aBalancer(context, name === undefined ? {} : { name }),
  get: (driver, ref) => driver.getBalancer(ref),
  list: (driver, query) => driver.listBalancers(query),
  destroy: (driver, ref) => driver.destroyBalancer(ref),
  check: checkBalancer,
}

const creating: Cases<BalancersContext> = {
  'createBalancer resolves with the balancer, as it was asked for': async (context) => {
    const wanted = balancerOptions(context)
    const made = await newBalancer(context, wanted)
    checkBalancer(made)
    assert.ok(['creating', 'active'].includes(made.state), `a new balancer is ${made.state}`)
    const active = await eventually(context, 'the balancer is active', async () => {
      const seen = await context.driver.getBalancer(made)
      return seen.state === 'active' ? seen : undefined
    })
    for (const { name, listeners } of [made, active]) {
      assert.equal(name, wanted.name)
      const { protocol, port, targetPort } = webOf(context)
      assert.deepEqual(plain(listeners), [{ protocol, port, targetProtocol: protocol, targetPort }])
    }
    assert.ok(active.ips.length > 0 || active.hostname !== undefined, 'an active balancer without an address')
    await context.driver.destroyBalancer(active)
  },

  'A listener that names no target has the protocol and port that clients come to': async (context) => {
    const listeners = (['http', 'tcp', 'udp'] as const).map((protocol, at) => ({ protocol, port: 1000 + at }))
    for (const listener of listeners) {
      // Not every cloud balances every protocol, but every cloud one.
      const make = () => newBalancer(context, { listeners: [listener] })
      const isKnown = listener.protocol === webOf(context).protocol
      const made = isKnown ? await make() : await unlessRefused(make, 'invalid')
      if (made === undefined) continue
      const { protocol, port } = listener
      const wanted = [{ protocol, port, targetProtocol: protocol, targetPort: port }]
      assert.deepEqual(plain(made.listeners), wanted)
      assert.deepEqual(plain((await context.driver.getBalancer(made)).listeners), wanted)
      await context.driver.destroyBalancer(made)
    }
  },

  'createBalancer takes several listeners, or is invalid': async (context) => {
    const web = webOf(context)
    const listeners = [web, { protocol: web.protocol, port: 8080 }]
    const made = await unlessRefused(() => newBalancer(context, { listeners }), 'invalid')
    if (made === undefined) return
    const ports = made.listeners.map(({ port }) => port).toSorted((a, b) => a - b)
    assert.deepEqual(ports, [80, 8080])
    await context.driver.destroyBalancer(made)
  },

  'createBalancer with members puts these nodes behind it': async (context) => {
    const nodes = [(await context.node()).id, (await context.node(1)).id]
    const [first = '', second = ''] = nodes
    const made = await newBalancer(context, { members: [{ node: first }, { node: { id: second } }] })
    await membersAre(context, made, nodes)
    await context.driver.destroyBalancer(made)
  },

  'createBalancer without a location takes the default of the driver, or is invalid': async (context) => {
    const { driver, track } = context
    const { location: _, ...options } = balancerOptions(context)
    const made = await unlessRefused(async () => track(await driver.createBalancer(options)), 'invalid')
    if (made) await driver.destroyBalancer(made)
  },

  'createBalancer of a name that is taken makes another balancer, or rejects with already-exists': async (
    context,
  ) => {
    const { id, name } = await theBalancer(context)
    const second = await unlessRefused(() => newBalancer(context, { name }), 'already-exists')
    assert.notEqual(second?.id, id)
    assert.equal((await context.driver.getBalancer(id)).name, name)
    if (second) await context.driver.destroyBalancer(second)
  },

  'createBalancer twice with one key and the same options gives the same balancer, on another driver too':
    async (context) => {
      const options = { ...balancerOptions(context), idempotencyKey: context.name('key') }
      const first = await newBalancer(context, options)
      for (const driver of [context.driver, await context.another()]) {
        assert.equal((await newBalancer(context, options, driver)).id, first.id)
      }
      const found = await context.driver.listBalancers({ name: first.name }).toArray()
      assert.deepEqual(
        found.map(({ id }) => id),
        [first.id],
      )
      await context.driver.destroyBalancer(first)
    },
}

const losing: Cases<BalancersContext> = {
  'A balancer whose creation was not answered is found again, and not made twice': async (context) => {
    const { driver, options: given } = context
    // Where the cloud wants a location, the first request is to be right.
    const { location } = await theBalancer(context)
    const options = { ...balancerOptions(context), location }
    await given.loseCreate?.()
    const made = await settled(() => newBalancer(context, options))
    if (isCloudError(made)) await newBalancer(context, { ...options, idempotencyKey: keyOf(made) })
    const found = await eventually(context, 'the balancer is listed', async () => {
      const all = await driver.listBalancers({ name: options.name }).toArray()
      return all.length > 0 ? all : undefined
    })
    assert.equal(found.length, 1, `${found.length} balancers were made`)
    for (const one of found) await driver.destroyBalancer(one)
  },
}

const refusing: Cases<BalancersContext> = {
  'createBalancer rejects with not-found where location or member do not exist, and leaves nothing': async (
    context,
  ) => {
    const { driver, missingNode } = context
    const wrong: readonly Partial<CreateBalancer>[] = [
      { location: 'no-such-location' },
      { members: [{ node: await missingNode() }] },
      { members: [{ node: await context.node() }, { node: 'no such node' }] },
    ]
    for (const one of wrong) {
      const { name } = balancerOptions(context)
      const error = await rejection(() => newBalancer(context, { name, ...one }), 'not-found')
      assert.equal(error.outcome, 'not-applied')
      assert.deepEqual(await driver.listBalancers({ name }).toArray(), [])
    }
  },

  'Options of createBalancer that cannot be right are invalid before anything is sent': async (context) => {
    const { driver, track } = context
    const { id, location } = await context.node()
    const options = balancerOptions(context)
    const names = Object.entries(badNames(options.name)).map(([what, name]) => [what, { name }] as const)
    const listeners = Object.entries(badListeners).map(([what, one]) => [what, { listeners: [one] }] as const)
    const wrong = {
      ...Object.fromEntries([...names, ...listeners]),
      'no name': { name: undefined },
      'no listeners': { listeners: [] },
      'listeners left out': { listeners: undefined },
      'two listeners on one port of TCP': { listeners: [webOf(context), { protocol: 'tcp', port: 80 }] },
      'members that are no list': { members: { node: id } },
      'a member that is nothing': { members: [{}] },
      'a balancer for a member': { members: [{ node: { id, kind: 'balancer' } }] },
      'a member of an unknown form': { members: [{ node: id, weight: 3 }] },
      'a node for a location': { location: { id: location, kind: 'node' } },
      'a key with a space': { idempotencyKey: 'a b' },
      'an unknown option': { public: true },
    }
    await refuses(context, wrong, async (one) => {
      track(await driver.createBalancer({ ...options, ...(one as Partial<CreateBalancer>) }))
    })
  },
}

const changing: Cases<BalancersContext> = {
  'updateBalancer changes the name and nothing else, or is invalid': async (context) => {
    const { driver } = context
    const { id: node } = await context.node()
    const before = await aBalancer(context, { members: [{ node }] })
    const name = context.name('renamed')
    const renamed = await unlessRefused(() => driver.updateBalancer(before, { name }), 'invalid')
    const wanted = renamed === undefined ? before.name : name
    for (const told of [renamed ?? before, await driver.getBalancer(before)]) {
      checkBalancer(told)
      assert.deepEqual([told.id, told.name], [before.id, wanted])
      assert.deepEqual(plain(told.listeners), plain(before.listeners))
    }
    await membersAre(context, before, [node])
    await driver.destroyBalancer(before)
  },

  'updateBalancer to a name that is taken is invalid, already-exists or makes it two': async (context) => {
    const { driver } = context
    const { name } = await theBalancer(context)
    const other = await aBalancer(context)
    let renamed: Balancer | undefined
    try {
      renamed = await driver.updateBalancer(other, { name })
    } catch (error) {
      await rejection(() => Promise.reject(error), 'invalid', 'already-exists')
    }
    assert.equal((await driver.getBalancer(other)).name, renamed === undefined ? other.name : name)
    await driver.destroyBalancer(other)
  },

  'updateBalancer that names no change changes nothing': async (context) => {
    const before = await theBalancer(context)
    const { id, name, listeners } = await context.driver.updateBalancer(before, {})
    assert.deepEqual([id, name, plain(listeners)], [before.id, before.name, plain(before.listeners)])
  },

  'Changes of updateBalancer that cannot be right are invalid before anything is sent': async (context) => {
    const before = await theBalancer(context)
    const names = Object.entries(badNames(before.name)).map(([what, name]) => [what, { name }] as const)
    const wrong = { ...Object.fromEntries(names), 'an unknown change': { listeners: [webOf(context)] } }
    await refuses(context, wrong, (one: object) => context.driver.updateBalancer(before, one))
    assert.equal((await theBalancer(context)).name, before.name)
  },

  'destroyBalancer leaves the nodes behind it as they are': async (context) => {
    const { compute, driver } = context
    const node = await context.node()
    const made = await newBalancer(context, { members: [{ node }] })
    await driver.destroyBalancer(made)
    assert.equal((await compute.getNode(node)).state, 'running')
  },
}

export const balancers: readonly Case<BalancersContext>[] = [
  ...casesOf('balancers', creating),
  ...casesOf('balancers', losing, { hook: 'loseCreate' }),
  ...casesOf('balancers', refusing),
  ...casesOf('balancers', keptCases(thing)),
  ...casesOf('balancers', namedCases(thing)),
  ...casesOf('balancers', changing),
  ...casesOf('balancers', pagedCases(thing), { hook: 'pageSize' }),
]

/** Listeners without what is the provider's own. */
function plain(listeners: Balancer['listeners']): object[] {
  return listeners.map(({ native: _, ...listener }) => listener)
}
