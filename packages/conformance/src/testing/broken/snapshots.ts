import type { Snapshot } from '@cloud/core'
import { anyId, type Broken, firstPage, forgiven, mapped, refusal, swallowed } from './broken.ts'

const area = 'snapshots'

export const brokenSnapshots: readonly Broken[] = [
  {
    mistake: 'tells bytes for the GiB of a snapshot',
    area,
    fails: ['createSnapshot resolves with the snapshot, as it was asked for'],
    change: (driver) => ({
      ...driver,
      createSnapshot: async (options, call) => {
        const snapshot = await driver.createSnapshot(options, call)
        return { ...snapshot, sizeGiB: snapshot.sizeGiB * 2 ** 30 }
      },
    }),
  },
  {
    mistake: 'forgets the tags of a snapshot',
    area,
    fails: ['A snapshot comes to be available, with its tags'],
    change: (driver) => ({
      ...driver,
      createSnapshot: ({ tags: _, ...options }, call) => driver.createSnapshot(options, call),
    }),
  },
  {
    mistake: 'locks a volume of which a snapshot is made',
    area,
    fails: ['The volume may be used on while a snapshot is made of it'],
    change: (driver) => ({
      ...driver,
      attachVolume: async (volume, to, call) => {
        const made = await driver.listSnapshots({ volume: anyId(volume) }, call).toArray()
        if (made.some(({ state }) => state === 'pending')) throw refusal('conflict')
        await driver.attachVolume(volume, to, call)
      },
    }),
  },
  {
    mistake: 'calls a volume that is not there bad input',
    area,
    fails: ['createSnapshot of a volume that is not there rejects with not-found'],
    change: (driver) => ({
      ...driver,
      createSnapshot: async (options, call) => {
        if (anyId(options.volume) === 'no such volume') throw refusal('invalid')
        return driver.createSnapshot(options, call)
      },
    }),
  },
  {
    mistake: 'drops what it does not know of a snapshot',
    area,
    fails: ['Options of createSnapshot that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createSnapshot: ({ volume, name, tags }, call) => driver.createSnapshot({ volume, name, tags }, call),
    }),
  },
  {
    mistake: 'lists the snapshots of all volumes for one',
    area,
    fails: ['listSnapshots by a volume gives those that were made of it'],
    change: (driver) => ({
      ...driver,
      listSnapshots: ({ volume: _, ...query } = {}, call) => driver.listSnapshots(query, call),
    }),
  },
  {
    mistake: 'asks for the snapshots of a node',
    area,
    fails: ['listSnapshots by what is no volume is invalid at once'],
    change: (driver) => ({
      ...driver,
      listSnapshots: ({ volume, ...query } = {}, call) =>
        driver.listSnapshots(volume === undefined ? query : { ...query, volume: anyId(volume) }, call),
    }),
  },
  {
    mistake: 'lists snapshots from the first page only',
    area,
    fails: ['listSnapshots does not end at its first page'],
    change: (driver) => ({
      ...driver,
      listSnapshots: (query, call) => firstPage(driver.listSnapshots(query, call)),
    }),
  },
  {
    mistake: 'gives snapshots that are ready for those that were started',
    area,
    fails: ['listSnapshots and getSnapshot tell the same of a snapshot, each in its shape'],
    change: (driver) => {
      const own = (one: Snapshot): Snapshot => ({ ...one, state: 'completed' as 'available' })
      return { ...driver, listSnapshots: (query, call) => mapped(driver.listSnapshots(query, call), own) }
    },
  },
  {
    mistake: 'makes a larger volume from a snapshot',
    area,
    fails: ['A volume made from a snapshot has its size unless another is asked for'],
    change: (driver) => ({
      ...driver,
      createVolume: async (options, call) => {
        const { snapshot, sizeGiB } = options
        if (snapshot === undefined || sizeGiB !== undefined) return driver.createVolume(options, call)
        const { sizeGiB: least } = await driver.getSnapshot(snapshot, call)
        return driver.createVolume({ ...options, sizeGiB: least + 1 }, call)
      },
    }),
  },
  {
    mistake: 'makes a volume larger than was asked for, where the snapshot is',
    area,
    fails: ['A volume smaller than the snapshot that it is made from is invalid'],
    change: (driver) => ({
      ...driver,
      createVolume: ({ sizeGiB, ...options }, call) =>
        driver.createVolume(options.snapshot === undefined ? { ...options, sizeGiB } : options, call),
    }),
  },
  {
    mistake: 'destroys the snapshots of a volume with it',
    area,
    fails: ['A snapshot outlives its volume, and a volume can be made from it'],
    change: (driver) => ({
      ...driver,
      destroyVolume: async (ref, call) => {
        for (const { id } of await driver.listSnapshots({ volume: anyId(ref) }, call).toArray())
          await driver.destroySnapshot(id, call)
        await driver.destroyVolume(ref, call)
      },
    }),
  },
  {
    mistake: 'destroys a snapshot twice',
    area,
    fails: ['destroySnapshot removes a snapshot, once'],
    change: (driver) => ({
      ...driver,
      destroySnapshot: (ref, call) => forgiven(driver.destroySnapshot(ref, call), 'not-found'),
    }),
  },
  {
    mistake: 'keeps the snapshots that it destroys',
    area,
    fails: ['Nothing that was made here is left'],
    change: (driver) => ({
      ...driver,
      destroySnapshot: (ref, call) => swallowed(driver.getSnapshot(ref, call).then(() => undefined)),
    }),
  },
]
