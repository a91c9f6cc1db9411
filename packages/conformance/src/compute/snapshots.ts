import assert from 'node:assert/strict'
import {
  type Compute,
  type CreateSnapshot,
  type Snapshot,
  type Snapshots,
  type Volume,
  type Volumes,
  waitForVolume,
} from '@cloud/core'
import { checkSnapshot } from '../ability-shapes.ts'
import { type Case, casesOfAbilities } from '../case.ts'
import { refuses, refusesQueries } from '../cloud-side.ts'
import type { Context } from '../context.ts'
import { rejection, unlessRefused } from '../expect.ts'
import { type KeptThing, keptCases, namedCases, pagedCases } from '../kept-things.ts'
import { badNames } from '../samples.ts'
import { aSnapshot, aVolume } from '../things.ts'
import { eventually, missing, waitOptions } from '../waiting.ts'

type Snapping = Context<Compute & Volumes & Snapshots>

const needs = ['Snapshots', 'Volumes'] as const
const thing: KeptThing<Context<Compute & Volumes & Snapshots>, Snapshot> = {
  noun: 'snapshot',
  members: { get: 'getSnapshot', list: 'listSnapshots', destroy: 'destroySnapshot' },
  make: async (context, name = context.name('snapshot')) =>
    aSnapshot(context, { volume: await volumeOf(context), name }),
  get: (driver, ref) => driver.getSnapshot(ref),
  list: (driver, query) => driver.listSnapshots(query),
  destroy: (driver, ref) => driver.destroySnapshot(ref),
  check: checkSnapshot,
}

const creating = casesOfAbilities('snapshots', needs, {
  'createSnapshot resolves with the snapshot, as it was asked for': async (context) => {
    const { driver, track, name } = context
    const volume = await volumeOf(context)
    const wanted = { name: name('snapshot'), tags: { role: 'backup' } }
    const snapshot = track(await driver.createSnapshot({ volume, ...wanted }))
    checkSnapshot(snapshot)
    assert.deepEqual({ name: snapshot.name, tags: { ...snapshot.tags } }, wanted)
    assert.deepEqual([snapshot.sizeGiB, snapshot.volume ?? volume.id], [volume.sizeGiB, volume.id])
    assert.ok(['pending', 'available'].includes(snapshot.state), `a new snapshot is ${snapshot.state}`)
  },

  'A snapshot comes to be available, with its tags': async (context) => {
    const tags = { role: 'backup' }
    const snapshot = await aSnapshot(context, { volume: await volumeOf(context), tags })
    assert.deepEqual({ ...snapshot.tags }, tags)
  },

  'The volume may be used on while a snapshot is made of it': async (context) => {
    const { driver, track, name } = context
    const node = await context.running()
    const volume = await aVolume(context)
    track(await driver.createSnapshot({ volume: volume.id, name: name('snapshot') }))
    await driver.attachVolume(volume, { node })
    const { attachedTo } = await waitForVolume(driver, volume, 'attached', waitOptions(context))
    assert.deepEqual(attachedTo, [node.id])
  },

  'createSnapshot of a name that is taken makes another, or rejects with already-exists': async (context) => {
    const { driver } = context
    const volume = await volumeOf(context)
    const { id, name } = await aSnapshot(context, { volume })
    const second = await unlessRefused(() => aSnapshot(context, { volume, name }), 'already-exists')
    assert.notEqual(second?.id, id)
    assert.equal((await driver.getSnapshot(id)).name, name)
  },

  'createSnapshot of a volume that is not there rejects with not-found': async ({ driver, name }) => {
    const options = { volume: 'no such volume', name: name('snapshot') }
    const error = await rejection(() => driver.createSnapshot(options), 'not-found')
    assert.equal(error.outcome, 'not-applied')
  },

  'Options of createSnapshot that cannot be right are invalid before anything is sent': async (context) => {
    const { driver, track } = context
    const { id } = await volumeOf(context)
    const options = { volume: id, name: context.name('snapshot') }
    const names = Object.entries(badNames(options.name)).map(([what, name]) => [what, { name }] as const)
    const wrong = {
      ...Object.fromEntries(names),
      'no name': { name: undefined },
      'no volume': { volume: undefined },
      'a node for a volume': { volume: { id, kind: 'node' } },
      'a tag without a key': { tags: { '': 'a' } },
      'an unknown option': { description: 'a' },
    }
    await refuses(context, wrong, async (one) => {
      track(await driver.createSnapshot({ ...options, ...(one as Partial<CreateSnapshot>) }))
    })
  },
})

const finding = casesOfAbilities('snapshots', needs, {
  'listSnapshots by a volume gives those that were made of it': async (context) => {
    const { driver } = context
    const volume = await aVolume(context)
    const { id, name } = await aSnapshot(context, { volume })
    const other = await context.shared('snapshot', () => thing.make(context))
    await eventually(context, 'the snapshot is listed', async () => {
      const ids = (await driver.listSnapshots({ volume }).toArray()).map((one) => one.id)
      assert.ok(!ids.includes(other.id), 'a snapshot of another volume is listed')
      return ids.join() === id ? true : undefined
    })
    assert.equal((await driver.listSnapshots({ volume: volume.id, name }).toArray()).length, 1)
    assert.deepEqual(await driver.listSnapshots({ volume, name: other.name }).toArray(), [])
  },

  'listSnapshots by what is no volume is invalid at once': (context) =>
    refusesQueries(context, (query) => context.driver.listSnapshots(query), {
      'a node': { volume: { id: 'a', kind: 'node' } },
      'a number': { volume: 7 },
    }),
})

const restoring = casesOfAbilities('snapshots', needs, {
  'A volume made from a snapshot has its size unless another is asked for': async (context) => {
    const snapshot = await context.shared('snapshot', () => thing.make(context))
    const same = await aVolume(context, { snapshot, sizeGiB: undefined })
    assert.equal(same.sizeGiB, snapshot.sizeGiB)
    const larger = await aVolume(context, { snapshot: snapshot.id, sizeGiB: snapshot.sizeGiB + 1 })
    assert.equal(larger.sizeGiB, snapshot.sizeGiB + 1)
  },

  'A volume smaller than the snapshot that it is made from is invalid': async (context) => {
    const smallest = context.options.volumeGiB ?? 1
    const volume = await aVolume(context, { sizeGiB: smallest + 1 })
    const snapshot = await aSnapshot(context, { volume })
    const error = await rejection(() => aVolume(context, { snapshot, sizeGiB: smallest }), 'invalid')
    assert.equal(error.outcome, 'not-applied')
  },

  'A snapshot outlives its volume, and a volume can be made from it': async (context) => {
    const { driver } = context
    const volume = await aVolume(context)
    const snapshot = await aSnapshot(context, { volume })
    await driver.destroyVolume(volume)
    await missing(context, 'the volume', () => driver.getVolume(volume))
    const kept = await driver.getSnapshot(snapshot)
    assert.deepEqual([kept.state, kept.sizeGiB], ['available', volume.sizeGiB])
    const again = await aVolume(context, { snapshot, sizeGiB: undefined })
    assert.notEqual(again.id, volume.id)
  },
})

export const snapshots: readonly Case[] = [
  ...creating,
  ...casesOfAbilities('snapshots', needs, keptCases(thing)),
  ...casesOfAbilities('snapshots', needs, namedCases(thing)),
  ...finding,
  ...restoring,
  ...casesOfAbilities('snapshots', needs, pagedCases(thing), { hook: 'pageSize' }),
]

function volumeOf(context: Snapping): Promise<Volume> {
  return context.shared('volume', () => aVolume(context))
}
