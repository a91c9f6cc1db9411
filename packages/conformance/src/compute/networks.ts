import assert from 'node:assert/strict'
import type { Compute, CreateNetwork, Network, Networks } from '@cloud/core'
import { checkNetwork } from '../ability-shapes.ts'
import { type Case, casesOfAbility } from '../case.ts'
import { refuses } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { rejection, unlessRefused } from '../expect.ts'
import { type KeptThing, keptCases, namedCases, pagedCases } from '../kept-things.ts'
import { badNames } from '../samples.ts'
import { aNetwork, freeCidr } from '../things.ts'
import { missing } from '../waiting.ts'

const thing: KeptThing<Context<Compute & Networks>, Network> = {
  noun: 'network',
  members: { get: 'getNetwork', list: 'listNetworks', destroy: 'destroyNetwork' },
  make: (context, name) => aNetwork(context, name === undefined ? {} : { name }),
  get: (driver, ref) => driver.getNetwork(ref),
  list: (driver, query) => driver.listNetworks(query),
  destroy: (driver, ref) => driver.destroyNetwork(ref),
  check: checkNetwork,
}

// Accounts may have few networks: a case that makes one removes it.
const creating = casesOfAbility('networks', 'Networks', {
  'createNetwork resolves with the network, as it was asked for': async (context) => {
    const wanted = { name: context.name('network'), cidr: await freeCidr(context) }
    const network = await aNetwork(context, wanted)
    checkNetwork(network)
    const { name, cidr = wanted.cidr } = network
    assert.deepEqual({ name, cidr }, wanted)
    assert.equal(network.default, false)
    await remove(context, network)
  },

  'createNetwork without a range has the provider choose one, or is invalid': async (context) => {
    const make = () => aNetwork(context, { cidr: undefined })
    const network = await unlessRefused(make, 'invalid')
    if (network === undefined) return
    checkNetwork(network)
    await remove(context, network)
  },

  'createNetwork without a location takes the default of the driver, or is invalid': async (context) => {
    const { driver, track, name } = context
    const options = { name: name('network'), cidr: await freeCidr(context) }
    const network = await unlessRefused(async () => track(await driver.createNetwork(options)), 'invalid')
    if (network) await remove(context, network)
  },

  'createNetwork in a location that does not exist rejects with not-found': async (context) => {
    const { driver, track } = context
    const options = { name: context.name('network'), cidr: await freeCidr(context) }
    const make = async () => track(await driver.createNetwork({ ...options, location: 'no-such-location' }))
    assert.equal((await rejection(make, 'not-found')).outcome, 'not-applied')
    assert.deepEqual(await driver.listNetworks({ name: options.name }).toArray(), [])
  },

  'createNetwork of a name that is taken makes another network, or rejects with already-exists': async (
    context,
  ) => {
    const { id, name, cidr } = await theNetwork(context)
    const second = await unlessRefused(() => aNetwork(context, { name }), 'already-exists')
    assert.notEqual(second?.id, id)
    assert.equal((await context.driver.getNetwork(id)).cidr, cidr)
    if (second) await remove(context, second)
  },

  'createNetwork of a range that is taken makes another network, or is invalid': async (context) => {
    const name = context.name('network')
    const cidr = await freeCidr(context)
    const first = await aNetwork(context, { cidr })
    const second = await unlessRefused(() => aNetwork(context, { name, cidr }), 'invalid')
    assert.notEqual(second?.id, first.id)
    const found = await context.driver.listNetworks({ name }).toArray()
    if (second === undefined) assert.deepEqual(found, [])
    else await remove(context, second)
    await remove(context, first)
  },

  'Options of createNetwork that cannot be right are invalid before anything is sent': async (context) => {
    const { driver, track } = context
    const { location } = await context.running()
    const options = { name: context.name('network'), cidr: await freeCidr(context), location }
    const names = Object.entries(badNames(options.name)).map(([what, name]) => [what, { name }] as const)
    const wrong = {
      ...Object.fromEntries(names),
      'no name': { name: undefined },
      'a word for a range': { cidr: 'large' },
      'a prefix too long': { cidr: '10.1.0.0/33' },
      'a range without a prefix': { cidr: '10.1.0.0' },
      'bits beyond the prefix': { cidr: options.cidr.replace('.0/', '.1/') },
      'an address that is none': { cidr: '10.300.0.0/16' },
      'a node for a location': { location: { id: location, kind: 'node' } },
      'an unknown option': { subnets: 3 },
    }
    await refuses(context, wrong, async (one) => {
      track(await driver.createNetwork({ ...options, ...(one as Partial<CreateNetwork>) }))
    })
  },
})

const destroying = casesOfAbility('networks', 'Networks', {
  'destroyNetwork of the default network, which a node is in, rejects with conflict': async (context) => {
    const { driver } = context
    // With a node in it, no provider removes it, whatever the driver forgets to look at.
    const node = await context.running()
    const all = await driver.listNetworks().toArray()
    const defaults = all.filter(
      (one) => one.default && (one.location === undefined || one.location === node.location),
    )
    assert.ok(
      defaults.length > 0,
      `${node.location} has no default network: skip this with the reason where there is none`,
    )
    for (const network of defaults) {
      const error = await rejection(() => driver.destroyNetwork(network), 'conflict')
      assert.equal(error.outcome, 'not-applied')
      assert.equal((await driver.getNetwork(network)).default, true)
    }
  },
})

export const networks: readonly Case[] = [
  ...creating,
  ...casesOfAbility('networks', 'Networks', keptCases(thing)),
  ...casesOfAbility('networks', 'Networks', namedCases(thing)),
  ...destroying,
  ...casesOfAbility('networks', 'Networks', pagedCases(thing), { hook: 'pageSize' }),
]

function theNetwork(context: Context<Compute & Networks>): Promise<Network> {
  return context.shared('network', () => aNetwork(context))
}

async function remove({ driver, options }: Context<Compute & Networks>, network: Network): Promise<void> {
  await driver.destroyNetwork(network)
  await missing({ options }, 'the network', () => driver.getNetwork(network))
}
