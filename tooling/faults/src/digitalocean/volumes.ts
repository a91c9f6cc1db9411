import { attachedVolume, newNode, newSnapshot, newVolume, type Operation } from './given.ts'

const action = { operation: 'volumeActions_post_byId', repeat: 'lookup', looksFirst: true } as const

/** Volumes and their snapshots. */
export const volumes: readonly Operation[] = [
  {
    name: 'listVolumes',
    operation: 'volumes_list',
    repeat: 'read',
    given: async (driver) => {
      await newVolume(driver)
      return () => driver.listVolumes().toArray()
    },
  },
  {
    name: 'getVolume',
    operation: 'volumes_get',
    repeat: 'read',
    given: async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.getVolume(volume)
    },
  },
  {
    name: 'createVolume',
    operation: 'volumes_create',
    repeat: 'named',
    second: 'conflict',
    given: async (driver) => () => newVolume(driver),
    effect: ['+tag', '+volume'],
  },
  {
    name: 'attachVolume',
    ...action,
    given: async (driver) => {
      const [volume, node] = [await newVolume(driver), await newNode(driver)]
      return () => driver.attachVolume(volume, { node })
    },
    effect: ['~droplet.volumes', '~volume.dropletId'],
  },
  {
    name: 'detachVolume',
    ...action,
    given: async (driver) => {
      const volume = await attachedVolume(driver)
      return () => driver.detachVolume(volume)
    },
    effect: ['~droplet.volumes', '~volume.dropletId'],
  },
  {
    name: 'resizeVolume',
    ...action,
    given: async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.resizeVolume(volume, 2)
    },
    effect: ['~volume.sizeGiB'],
  },
  {
    name: 'destroyVolume',
    operation: 'volumes_delete',
    repeat: 'idempotent',
    given: async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.destroyVolume(volume)
    },
    effect: ['-volume'],
  },
  {
    name: 'listSnapshots',
    operation: 'snapshots_list',
    repeat: 'read',
    given: async (driver) => {
      await newSnapshot(driver)
      return () => driver.listSnapshots().toArray()
    },
  },
  {
    name: 'getSnapshot',
    operation: 'volumeSnapshots_get_byId',
    repeat: 'read',
    given: async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => driver.getSnapshot(snapshot)
    },
  },
  {
    name: 'createSnapshot',
    operation: 'volumeSnapshots_create',
    repeat: 'lookup',
    given: async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.createSnapshot({ volume, name: 'one' })
    },
    effect: ['+tag', '+volumeSnapshot'],
  },
  {
    name: 'destroySnapshot',
    operation: 'volumeSnapshots_delete_byId',
    repeat: 'idempotent',
    given: async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => driver.destroySnapshot(snapshot)
    },
    effect: ['-volumeSnapshot'],
  },
]
