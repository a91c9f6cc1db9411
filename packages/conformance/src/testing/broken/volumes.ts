import type { Volume } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import { anyId, type Broken, firstPage, mapped, onlyThose, refusal } from './broken.ts'

const area = 'volumes'
const told = 'listVolumes and getVolume tell the same of a volume, each in its shape'

const brokenCreates: readonly Broken[] = [
  {
    mistake: 'rounds the size of a volume',
    area,
    fails: ['createVolume resolves with the volume, as it was asked for'],
    change: (driver) => ({
      ...driver,
      createVolume: (options, call) => driver.createVolume({ ...options, sizeGiB: 10 }, call),
    }),
  },
  {
    mistake: 'forgets the tags of a volume',
    area,
    fails: ['A volume comes to be available, with its tags'],
    change: (driver) => ({
      ...driver,
      createVolume: ({ tags: _, ...options }, call) => driver.createVolume(options, call),
    }),
  },
  {
    mistake: 'makes a volume in the default location where there is none such',
    area,
    fails: ['createVolume in a location or from a snapshot that does not exist rejects with not-found'],
    change: (driver) => ({
      ...driver,
      createVolume: (options, call) =>
        driver.createVolume(
          { ...options, location: options.location === 'no-such-location' ? 'north-1' : options.location },
          call,
        ),
    }),
  },
  {
    mistake: 'gives the volume that has the name',
    area,
    fails: ['createVolume of a name that is taken makes another volume, or rejects with already-exists'],
    change: (driver) => ({
      ...driver,
      createVolume: async (options, call) => {
        const [there] = await driver.listVolumes({ name: options.name }, call).toArray()
        return there ?? driver.createVolume(options, call)
      },
    }),
  },
  {
    mistake: 'makes another volume for the same idempotency key',
    area,
    fails: ['createVolume with the same idempotency key gives the same volume, and conflict for another'],
    change: (driver) => ({
      ...driver,
      createVolume: ({ idempotencyKey: _, ...options }, call) => driver.createVolume(options, call),
    }),
  },
  {
    mistake: 'leaves it to the provider to find half a GiB',
    area,
    fails: ['Options of createVolume that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createVolume: async (options, call) => {
        if (options.sizeGiB === 1.5) await driver.listVolumes({}, call).toArray()
        return driver.createVolume(options, call)
      },
    }),
  },
  {
    mistake: 'wants no location and takes no default',
    area,
    fails: ['createVolume without a location takes the default of the driver, or is invalid'],
    change: (driver) => ({
      ...driver,
      createVolume: async (options, call) => {
        if (options.location === undefined) throw refusal('not-found')
        return driver.createVolume(options, call)
      },
    }),
  },
]

const brokenLists: readonly Broken[] = [
  {
    mistake: 'lists volumes from the first page only',
    area,
    fails: ['listVolumes does not end at its first page'],
    change: (driver) => ({
      ...driver,
      listVolumes: (query, call) => firstPage(driver.listVolumes(query, call)),
    }),
  },
  {
    mistake: 'takes a name for the beginning of the name of a volume',
    area,
    fails: ['listVolumes by a name gives what has that whole name; case counts, and there are no patterns'],
    change: (driver) => ({
      ...driver,
      listVolumes: ({ name = '', ...query } = {}, call) =>
        onlyThose(driver.listVolumes(query, call), (one) => one.name.startsWith(name)),
    }),
  },
  {
    mistake: 'lists the volumes of all nodes for one',
    area,
    fails: ['listVolumes by a node gives the volumes that it has'],
    change: (driver) => ({
      ...driver,
      listVolumes: ({ node, ...query } = {}, call) =>
        onlyThose(driver.listVolumes(query, call), (one) => node === undefined || one.attachedTo.length > 0),
    }),
  },
  {
    mistake: 'lists the volumes of all locations for one',
    area,
    fails: ['listVolumes by a location gives what is there'],
    change: (driver) => ({
      ...driver,
      listVolumes: ({ location: _, ...query } = {}, call) => driver.listVolumes(query, call),
    }),
  },
  {
    mistake: 'looks at a query when the list is read',
    area,
    fails: ['listVolumes with a query that cannot be right throws invalid at once'],
    change: (driver) => ({
      ...driver,
      listVolumes: (query, call) =>
        listing(async (after) => {
          for await (const page of driver.listVolumes(query, call).pages({ after })) return page
          return { items: [] }
        }),
    }),
  },
  {
    mistake: 'asks for the volumes of a volume',
    area,
    fails: ['listVolumes by what is no node or location is invalid at once'],
    change: (driver) => ({
      ...driver,
      listVolumes: ({ node, ...query } = {}, call) =>
        driver.listVolumes(node === undefined ? query : { ...query, node: anyId(node) }, call),
    }),
  },
  {
    mistake: "gives the provider's own state of a volume",
    area,
    fails: [told],
    change: (driver) => {
      const own = (volume: Volume): Volume => ({
        ...volume,
        state: volume.state === 'available' ? ('free' as 'available') : volume.state,
      })
      return { ...driver, listVolumes: (query, call) => mapped(driver.listVolumes(query, call), own) }
    },
  },
  {
    mistake: 'does not list the tags of volumes',
    area,
    fails: [told],
    change: (driver) => ({
      ...driver,
      getVolume: async (ref, call) => ({ ...(await driver.getVolume(ref, call)), tags: { a: 'b' } }),
    }),
  },
]

export const brokenVolumes: readonly Broken[] = [...brokenCreates, ...brokenLists]
