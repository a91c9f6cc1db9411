import assert from 'node:assert/strict'
import type { Compute, CreateVolume, Volume, Volumes } from '@cloud/core'
import { checkVolume } from '../ability-shapes.ts'
import { type Case, casesOfAbility } from '../case.ts'
import { refuses, refusesQueries } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { each, rejection, unlessRefused } from '../expect.ts'
import { type KeptThing, keptCases, namedCases, pagedCases } from '../kept-things.ts'
import { badNames } from '../samples.ts'
import { aVolume, elsewhere, volumeOptions } from '../things.ts'
import { eventually, missing } from '../waiting.ts'
import { attachedVolumes } from './volume-attachments.ts'

const thing: KeptThing<Context<Compute & Volumes>, Volume> = {
  noun: 'volume',
  members: { get: 'getVolume', list: 'listVolumes', destroy: 'destroyVolume' },
  make: (context, name) => aVolume(context, name === undefined ? {} : { name }),
  get: (driver, ref) => driver.getVolume(ref),
  list: (driver, query) => driver.listVolumes(query),
  destroy: (driver, ref) => driver.destroyVolume(ref),
  check: checkVolume,
}

const creating = casesOfAbility('volumes', 'Volumes', {
  'createVolume resolves with the volume, as it was asked for': async (context) => {
    const { driver, track } = context
    const wanted = { ...(await volumeOptions(context)), tags: { role: 'data' } }
    const volume = track(await driver.createVolume(wanted))
    checkVolume(volume)
    const { name, sizeGiB, tags, attachedTo, location, state } = volume
    const { location: where = location, ...rest } = wanted
    assert.deepEqual(
      { name, sizeGiB, tags: { ...tags }, attachedTo, location },
      { ...rest, attachedTo: [], location: where },
    )
    assert.ok(['creating', 'available'].includes(state), `a new volume is ${state}`)
  },

  'A volume comes to be available, with its tags': async (context) => {
    const volume = await aVolume(context, { tags: { role: 'data' } })
    assert.deepEqual({ ...volume.tags }, { role: 'data' })
    assert.deepEqual(volume.attachedTo, [])
  },

  'createVolume without a location takes the default of the driver, or is invalid': async (context) => {
    const { driver, track } = context
    const { name, sizeGiB } = await volumeOptions(context)
    const make = async () => track(await driver.createVolume({ name, sizeGiB }))
    await unlessRefused(make, 'invalid')
  },

  'createVolume in a location or from a snapshot that does not exist rejects with not-found': async (
    context,
  ) => {
    const { driver, track } = context
    const options = await volumeOptions(context)
    const missing = { location: { location: 'no-such-location' }, snapshot: { snapshot: 'no-such-snapshot' } }
    await each(missing, async (one) => {
      const make = async () => track(await driver.createVolume({ ...options, ...one }))
      assert.equal((await rejection(make, 'not-found')).outcome, 'not-applied')
    })
    assert.deepEqual(await driver.listVolumes({ name: options.name }).toArray(), [])
  },

  'createVolume of a name that is taken makes another volume, or rejects with already-exists': async (
    context,
  ) => {
    const { driver, track } = context
    const first = await aVolume(context)
    const options = { ...(await volumeOptions(context)), name: first.name }
    const second = await unlessRefused(
      async () => track(await driver.createVolume(options)),
      'already-exists',
    )
    const ids = [first.id, ...(second === undefined ? [] : [second.id])]
    assert.equal(new Set(ids).size, ids.length, 'the volume of that name was given again')
    await eventually(context, 'the volumes of that name are listed', async () => {
      const found = (await driver.listVolumes({ name: first.name }).toArray()).map(({ id }) => id)
      return found.toSorted().join() === ids.toSorted().join() ? true : undefined
    })
  },

  'createVolume with the same idempotency key gives the same volume, and conflict for another': async (
    context,
  ) => {
    const { driver, track } = context
    const options = { ...(await volumeOptions(context)), idempotencyKey: context.name('key') }
    const { id } = track(await driver.createVolume(options))
    assert.equal((await driver.createVolume({ ...options })).id, id)
    const other = { ...options, sizeGiB: (options.sizeGiB ?? 1) + 1 }
    assert.equal((await rejection(() => driver.createVolume(other), 'conflict')).outcome, 'not-applied')
  },

  'Options of createVolume that cannot be right are invalid before anything is sent': async (context) => {
    const { driver, track } = context
    const options = await volumeOptions(context)
    const names = Object.entries(badNames(options.name)).map(([what, name]) => [what, { name }] as const)
    const wrong = {
      ...Object.fromEntries(names),
      'no name': { name: undefined },
      'no size': { sizeGiB: undefined },
      '0 GiB': { sizeGiB: 0 },
      'less than 0 GiB': { sizeGiB: -1 },
      'half a GiB': { sizeGiB: 1.5 },
      'no number of GiB': { sizeGiB: Number.NaN },
      'a text of GiB': { sizeGiB: '1' },
      'a tag without a key': { tags: { '': 'a' } },
      'a tag that is a number': { tags: { a: 1 } },
      'an empty idempotency key': { idempotencyKey: '' },
      'a node for a location': { location: { id: 'a', kind: 'node' } },
      'an unknown option': { size: 1 },
    }
    await refuses(context, wrong, async (one) => {
      track(await driver.createVolume({ ...options, ...(one as Partial<CreateVolume>) }))
    })
  },
})

const listing = casesOfAbility('volumes', 'Volumes', {
  'listVolumes by a location gives what is there': async (context) => {
    const { driver } = context
    const { id, name } = await context.shared('volume', () => aVolume(context))
    const { location } = await context.running()
    assert.ok(location !== undefined, 'the node has no location')
    const there = await driver.listVolumes({ name, location }).toArray()
    assert.deepEqual(
      there.map((one) => one.id),
      [id],
    )
    const all = await driver.listVolumes({ location }).toArray()
    assert.ok(
      all.every((one) => (one.location ?? location) === location),
      'volumes of another location',
    )
    const other = await elsewhere(context)
    if (other) assert.deepEqual(await driver.listVolumes({ name, location: other }).toArray(), [])
  },

  'listVolumes by what is no node or location is invalid at once': (context) => {
    const list = (query: object) => context.driver.listVolumes(query)
    const wrong = { node: { node: { id: 'a', kind: 'volume' } }, location: { location: 7 } }
    return refusesQueries(context, list, wrong)
  },
})

const growing = casesOfAbility('volumes', 'Volumes', {
  'resizeVolume grows a volume': async (context) => {
    const { driver } = context
    const volume = await aVolume(context)
    const larger = volume.sizeGiB + 1
    assert.equal(await driver.resizeVolume(volume, larger), undefined)
    await eventually(context, `the volume has ${larger} GiB`, async () =>
      (await driver.getVolume(volume)).sizeGiB === larger ? true : undefined,
    )
  },

  'resizeVolume to a size that is not larger is invalid, and the volume stays as it is': async (context) => {
    const { driver } = context
    const smallest = context.options.volumeGiB ?? 1
    const volume = await aVolume(context, { sizeGiB: smallest + 1 })
    for (const sizeGiB of [smallest + 1, smallest]) {
      const error = await rejection(() => driver.resizeVolume(volume, sizeGiB), 'invalid')
      assert.equal(error.outcome, 'not-applied')
    }
    assert.equal((await driver.getVolume(volume)).sizeGiB, smallest + 1)
  },

  'resizeVolume to what is no size is invalid before anything is sent': async (context) => {
    const volume = await context.shared('volume', () => aVolume(context))
    const wrong = { none: 0, negative: -1, fraction: volume.sizeGiB + 0.5, nothing: Number.NaN, text: '9' }
    await refuses(context, wrong, (sizeGiB) => context.driver.resizeVolume(volume, sizeGiB as number))
  },

  'resizeVolume of a volume that is not there rejects with not-found': async (context) => {
    const { driver } = context
    const volume = await aVolume(context)
    await driver.destroyVolume(volume)
    await missing(context, 'the volume', () => driver.getVolume(volume))
    for (const id of [volume.id, 'no such volume']) {
      await rejection(() => driver.resizeVolume(id, volume.sizeGiB + 1), 'not-found')
    }
  },
})

export const volumes: readonly Case[] = [
  ...creating,
  ...casesOfAbility('volumes', 'Volumes', keptCases(thing)),
  ...casesOfAbility('volumes', 'Volumes', namedCases(thing)),
  ...listing,
  ...growing,
  ...attachedVolumes,
  ...casesOfAbility('volumes', 'Volumes', pagedCases(thing), { hook: 'pageSize' }),
]
