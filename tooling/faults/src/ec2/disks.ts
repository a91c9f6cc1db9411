import {
  copySnapshot,
  getSnapshotAccess,
  listSharedSnapshots,
  listVolumeChanges,
  modifyVolume,
  shareSnapshot,
  unshareSnapshot,
} from '@cloud/ec2'
import { attachedVolume, newSnapshot, newVolume, type Operation, runningNode } from './given.ts'

const friend = { accounts: ['210987654321'] } as const

const volumes: readonly Operation[] = [
  {
    name: 'listVolumes',
    operation: 'DescribeVolumes',
    repeat: 'read',
    given: async (driver) => {
      await newVolume(driver)
      return () => driver.listVolumes().toArray()
    },
  },
  {
    name: 'getVolume',
    operation: 'DescribeVolumes',
    repeat: 'read',
    given: async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.getVolume(volume)
    },
  },
  {
    name: 'createVolume',
    operation: 'CreateVolume',
    repeat: 'token',
    given: async (driver) => () => newVolume(driver),
    effect: ['+volume'],
  },
  {
    name: 'attachVolume',
    operation: 'AttachVolume',
    repeat: 'named',
    second: 'conflict',
    looksFirst: true,
    given: async (driver) => {
      const [volume, node] = [await newVolume(driver), await runningNode(driver)]
      return () => driver.attachVolume(volume, { node })
    },
    effect: ['~volume.attachedTo', '~volume.state'],
  },
  {
    name: 'detachVolume',
    operation: 'DetachVolume',
    repeat: 'named',
    second: 'conflict',
    looksFirst: true,
    given: async (driver) => {
      const volume = await attachedVolume(driver)
      return () => driver.detachVolume(volume)
    },
    effect: ['~volume.attachedTo', '~volume.state'],
  },
  {
    name: 'resizeVolume',
    operation: 'ModifyVolume',
    repeat: 'named',
    second: 'conflict',
    looksFirst: true,
    given: async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.resizeVolume(volume, 2)
    },
    effect: ['~volume.sizeGiB'],
  },
  {
    name: 'modifyVolume',
    operation: 'ModifyVolume',
    repeat: 'named',
    second: 'conflict',
    given: async (driver) => {
      const volume = await newVolume(driver)
      return () => modifyVolume(driver, volume, { sizeGiB: 2 })
    },
    effect: ['~volume.sizeGiB'],
  },
  {
    name: 'listVolumeChanges',
    operation: 'DescribeVolumesModifications',
    repeat: 'read',
    given: async (driver) => {
      await newVolume(driver)
      return () => listVolumeChanges(driver).toArray()
    },
  },
  {
    name: 'destroyVolume',
    operation: 'DeleteVolume',
    repeat: 'idempotent',
    given: async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.destroyVolume(volume)
    },
    effect: ['-volume'],
  },
]

const snapshots: readonly Operation[] = [
  {
    name: 'listSnapshots',
    operation: 'DescribeSnapshots',
    repeat: 'read',
    given: async (driver) => {
      await newSnapshot(driver)
      return () => driver.listSnapshots().toArray()
    },
  },
  {
    name: 'getSnapshot',
    operation: 'DescribeSnapshots',
    repeat: 'read',
    given: async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => driver.getSnapshot(snapshot)
    },
  },
  {
    name: 'createSnapshot',
    operation: 'CreateSnapshot',
    repeat: 'lookup',
    given: async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.createSnapshot({ volume, name: 'one' })
    },
    effect: ['+snapshot'],
  },
  {
    name: 'copySnapshot',
    operation: 'CopySnapshot',
    repeat: 'lookup',
    given: async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => copySnapshot(driver, { snapshot, name: 'two' })
    },
    effect: ['+snapshot'],
  },
  {
    name: 'listSharedSnapshots',
    operation: 'DescribeSnapshots',
    repeat: 'read',
    given: async (driver) => () => listSharedSnapshots(driver, { owner: 'amazon' }).toArray(),
  },
  {
    name: 'getSnapshotAccess',
    operation: 'DescribeSnapshotAttribute',
    repeat: 'read',
    given: async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => getSnapshotAccess(driver, snapshot)
    },
  },
  {
    name: 'shareSnapshot',
    operation: 'ModifySnapshotAttribute',
    repeat: 'idempotent',
    given: async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => shareSnapshot(driver, snapshot, friend)
    },
  },
  {
    name: 'unshareSnapshot',
    operation: 'ModifySnapshotAttribute',
    repeat: 'idempotent',
    given: async (driver) => {
      const snapshot = await newSnapshot(driver)
      await shareSnapshot(driver, snapshot, friend)
      return () => unshareSnapshot(driver, snapshot, friend)
    },
  },
  {
    name: 'destroySnapshot',
    operation: 'DeleteSnapshot',
    repeat: 'idempotent',
    given: async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => driver.destroySnapshot(snapshot)
    },
    effect: ['-snapshot'],
  },
]

export const disks: readonly Operation[] = [...volumes, ...snapshots]
