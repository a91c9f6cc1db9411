import assert from 'node:assert/strict'
import type { Address, Addresses, Compute, CreateAddress, Node } from '@cloud/core'
import { checkAddress } from '../ability-shapes.ts'
import { type Case, casesOfAbility } from '../case.ts'
import { refuses, refusesQueries } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { rejection, unlessRefused } from '../expect.ts'
import { type KeptThing, keptCases, pagedCases } from '../kept-things.ts'
import { anAddress, farNode, newAddress } from '../things.ts'
import { eventually, gone, inState, missing } from '../waiting.ts'

type Leading = Context<Compute & Addresses>

const thing: KeptThing<Context<Compute & Addresses>, Address> = {
  noun: 'address',
  members: { get: 'getAddress', list: 'listAddresses', destroy: 'destroyAddress' },
  make: (context) => anAddress(context),
  get: (driver, ref) => driver.getAddress(ref),
  list: (driver, query: object) => driver.listAddresses(query),
  destroy: (driver, ref) => driver.destroyAddress(ref),
  check: checkAddress,
}

// Accounts may have few addresses: a case that makes one gives it back.
const creating = casesOfAbility('addresses', 'Addresses', {
  'createAddress resolves with an address of IPv4 that leads nowhere': async (context) => {
    const made = await anAddress(context)
    checkAddress(made)
    assert.deepEqual([made.version, made.node], [4, undefined])
    const four = await anAddress(context, { version: 4 })
    assert.equal(four.version, 4)
    assert.notEqual(four.ip, made.ip)
    for (const one of [made, four]) await context.driver.destroyAddress(one)
  },

  'createAddress of version 6 gives one of IPv6, or is invalid': async (context) => {
    const made = await unlessRefused(() => anAddress(context, { version: 6 }), 'invalid')
    if (made === undefined) return
    checkAddress(made)
    assert.equal(made.version, 6)
    await context.driver.destroyAddress(made)
  },

  'createAddress without options takes the defaults of the driver, or is invalid': async (context) => {
    const made = await unlessRefused(() => newAddress(context), 'invalid')
    if (made) await context.driver.destroyAddress(made)
  },

  'createAddress in a location that does not exist rejects with not-found': async (context) => {
    const make = () => newAddress(context, { location: 'no-such-location' })
    assert.equal((await rejection(make, 'not-found')).outcome, 'not-applied')
  },

  'Options of createAddress that cannot be right are invalid before anything is sent': async (context) => {
    const { driver, track } = context
    const { location } = await context.running()
    const wrong: Record<string, object> = {
      'version 5': { location, version: 5 },
      'a version that is a text': { location, version: '4' },
      'a node for a location': { location: { id: location, kind: 'node' } },
      'an unknown option': { location, ip: '203.0.113.1' },
    }
    const before = new Set((await driver.listAddresses().toArray()).map(({ id }) => id))
    await refuses(context, wrong, async (options) => {
      const made = await driver.createAddress(options as CreateAddress)
      if (!before.has(made.id)) track(made)
    })
  },

  'listAddresses by what is no node is invalid at once': (context) =>
    refusesQueries(context, (query) => context.driver.listAddresses(query), {
      'a volume': { node: { id: 'a', kind: 'volume' } },
      'a number': { node: 7 },
    }),
})

const leading = casesOfAbility('addresses', 'Addresses', {
  'attachAddress leads an address to a node, detachAddress ends that': async (context) => {
    const { driver } = context
    const node = await context.running()
    const address = await theAddress(context)
    assert.equal(await driver.attachAddress(address, { node }), undefined)
    const { ip } = await leadsTo(context, address, node.id)
    assert.equal(ip, address.ip)
    assert.equal(await driver.detachAddress(address), undefined)
    await leadsTo(context, address, undefined)
  },

  'attachAddress to the node that it leads to resolves': async (context) => {
    const { driver } = context
    const { id: node } = await context.running()
    const { id } = await theAddress(context)
    await driver.attachAddress(id, { node })
    await leadsTo(context, { id }, node)
    await driver.attachAddress({ id }, { node: { id: node } })
    await leadsTo(context, { id }, node)
  },

  'attachAddress of one that leads to another node rejects with conflict': async (context) => {
    const { driver } = context
    const node = await context.running()
    const address = await theAddress(context)
    await driver.attachAddress(address, { node })
    await leadsTo(context, address, node.id)
    const other = await otherNode(context)
    const error = await rejection(() => driver.attachAddress(address, { node: other }), 'conflict')
    assert.equal(error.outcome, 'not-applied')
    await leadsTo(context, address, node.id)
  },

  'attachAddress to a node in another location is invalid': async (context) => {
    const { driver } = context
    const address = await theAddress(context)
    const node = await farNode(context, address.location)
    // An address that is everywhere leads everywhere.
    if (node === undefined) return
    await driver.detachAddress(address)
    await leadsTo(context, address, undefined)
    const error = await rejection(() => driver.attachAddress(address, { node }), 'invalid')
    assert.equal(error.outcome, 'not-applied')
    await leadsTo(context, address, undefined)
  },

  'listAddresses by a node gives those that lead to it': async (context) => {
    const { driver } = context
    const node = await context.running()
    const address = await theAddress(context)
    await driver.attachAddress(address, { node })
    await leadsTo(context, address, node.id)
    await eventually(context, 'the address is listed at its node', async () => {
      const ids = (await driver.listAddresses({ node }).toArray()).map(({ id }) => id)
      return ids.join() === address.id ? true : undefined
    })
    for (const other of [await otherNode(context), await context.missingNode(), 'no such node'])
      assert.deepEqual(await driver.listAddresses({ node: other }).toArray(), [])
  },

  'attachAddress rejects with not-found where address or node do not exist': async (context) => {
    const { driver } = context
    const address = await theAddress(context)
    await driver.detachAddress(address)
    await leadsTo(context, address, undefined)
    for (const node of [await context.missingNode(), 'no such node']) {
      const error = await rejection(() => driver.attachAddress(address, { node }), 'not-found')
      assert.equal(error.outcome, 'not-applied')
    }
    const node = await context.running()
    await rejection(() => driver.attachAddress('no such address', { node }), 'not-found')
    await leadsTo(context, address, undefined)
  },

  'detachAddress of an address that leads nowhere resolves; of none it rejects with not-found': async (
    context,
  ) => {
    const { driver } = context
    const address = await theAddress(context)
    for (let times = 0; times < 2; times += 1) {
      await driver.detachAddress(address)
      await leadsTo(context, address, undefined)
    }
    await rejection(() => driver.detachAddress('no such address'), 'not-found')
  },

  'attachAddress and detachAddress of what is no address, or to what is no node, are invalid': async (
    context,
  ) => {
    const { driver } = context
    const { id } = await theAddress(context)
    const { id: node } = await context.running()
    const strange = { id, kind: 'node' as 'address' }
    const calls = {
      'attach a node': () => driver.attachAddress(strange, { node }),
      'attach to an address': () =>
        driver.attachAddress(id, { node: { id: node, kind: 'address' as 'node' } }),
      'attach to nothing': () => driver.attachAddress(id, {} as { node: string }),
      'attach in an unknown way': () => driver.attachAddress(id, { node, force: true } as { node: string }),
      'detach a node': () => driver.detachAddress(strange),
    }
    await refuses(context, calls, (call: () => Promise<void>) => call())
  },
})

const outliving = casesOfAbility('addresses', 'Addresses', {
  'destroyAddress gives back an address that leads to a node, and the node runs on': async (context) => {
    const { driver } = context
    const node = await context.running()
    const address = await anAddress(context)
    await driver.attachAddress(address, { node })
    await leadsTo(context, address, node.id)
    await driver.destroyAddress(address)
    await missing(context, 'the address', () => driver.getAddress(address))
    assert.equal((await driver.getNode(node)).state, 'running')
  },

  'An address outlives the node that it leads to': async (context) => {
    const { driver } = context
    const node = await inState(context, await context.create(), 'running')
    const address = await anAddress(context)
    await driver.attachAddress(address, { node })
    await leadsTo(context, address, node.id)
    await driver.destroyNode(node)
    await gone(context, node)
    assert.equal((await leadsTo(context, address, undefined)).ip, address.ip)
    await driver.destroyAddress(address)
  },
})

export const addresses: readonly Case[] = [
  ...creating,
  ...casesOfAbility('addresses', 'Addresses', keptCases(thing)),
  ...leading,
  ...outliving,
  ...casesOfAbility('addresses', 'Addresses', pagedCases(thing), { hook: 'pageSize' }),
]

/** The address that the cases share; it leads wherever the last of them had it. */
async function theAddress(context: Leading): Promise<Address> {
  const { id } = await context.shared('address', () => anAddress(context))
  return context.driver.getAddress(id)
}

function otherNode(context: Leading): Promise<Node> {
  return context.shared('other node', async () => inState(context, await context.create(), 'running'))
}

/** The address, once it leads to this node; to none where that is undefined. */
function leadsTo(
  context: Leading,
  { id }: { readonly id: string },
  node: string | undefined,
): Promise<Address> {
  return eventually(context, `the address leads to ${node ?? 'no node'}`, async () => {
    const address = await context.driver.getAddress(id)
    return address.node === node ? address : undefined
  })
}
