import { createImageOf, deprecateImage, importImage, latestImage, shareImage, unshareImage } from '@cloud/gce'
import {
  attachedVolume,
  image,
  looks,
  looksAndWrites,
  newImage,
  newNode,
  newSnapshot,
  newVolume,
  type Operation,
  reads,
  replaces,
  stoppedNode,
  writes,
} from './given.ts'

const member = 'user:a@example.com'
/** It takes no id: a second is refused by the fingerprint of the first. */
const unnumbered = { repeat: 'named', second: 'precondition' } as const
/** It has no operation and no id: a second is refused by the etag of the first. */
const policy = { repeat: 'named', polled: false, second: 'precondition' } as const

export const disks: readonly Operation[] = [
  reads('listVolumes', 'disks.aggregatedList', async (driver) => {
    await newVolume(driver)
    return () => driver.listVolumes().toArray()
  }),
  reads('getVolume', 'disks.get', async (driver) => {
    const volume = await newVolume(driver)
    return () => driver.getVolume(volume)
  }),
  writes('createVolume', 'disks.insert', async (driver) => () => newVolume(driver), { effect: ['+disk'] }),
  looksAndWrites(
    'attachVolume',
    'instances.attachDisk',
    async (driver) => {
      const [volume, node] = [await newVolume(driver), await newNode(driver)]
      return () => driver.attachVolume(volume, { node })
    },
    { effect: ['~disk.users', '~instance.disks'] },
  ),
  looksAndWrites(
    'detachVolume',
    'instances.detachDisk',
    async (driver) => {
      const { volume } = await attachedVolume(driver)
      return () => driver.detachVolume(volume)
    },
    { effect: ['~disk.users', '~instance.disks'] },
  ),
  looksAndWrites(
    'resizeVolume',
    'disks.resize',
    async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.resizeVolume(volume, 20)
    },
    { effect: ['~disk.sizeGb'] },
  ),
  writes(
    'destroyVolume',
    'disks.delete',
    async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.destroyVolume(volume)
    },
    { effect: ['-disk'] },
  ),
  reads('listSnapshots', 'snapshots.list', async (driver) => {
    await newSnapshot(driver)
    return () => driver.listSnapshots().toArray()
  }),
  reads('getSnapshot', 'snapshots.get', async (driver) => {
    const snapshot = await newSnapshot(driver)
    return () => driver.getSnapshot(snapshot)
  }),
  writes(
    'createSnapshot',
    'disks.createSnapshot',
    async (driver) => {
      const volume = await newVolume(driver)
      return () => driver.createSnapshot({ volume, name: 'one' })
    },
    { effect: ['+snapshot'] },
  ),
  writes(
    'destroySnapshot',
    'snapshots.delete',
    async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => driver.destroySnapshot(snapshot)
    },
    { effect: ['-snapshot'] },
  ),
  reads('listImages', 'images.list', async (driver) => () => driver.listImages({ owner: 'self' }).toArray()),
  reads('getImage', 'images.get', async (driver) => () => driver.getImage(image)),
  reads('latestImage', 'images.getFromFamily', async (driver) => () => {
    return latestImage(driver, 'debian-cloud/debian-12')
  }),
  looksAndWrites(
    'createImage',
    'images.insert',
    async (driver) => {
      const node = await stoppedNode(driver)
      return () => driver.createImage({ node, name: 'own' })
    },
    { effect: ['+image'] },
  ),
  looks('copyImage', 'images.get', async (driver) => () => {
    return driver.copyImage(image, { location: 'us-east1-b' })
  }),
  writes(
    'deleteImage',
    'images.delete',
    async (driver) => {
      const own = await newImage(driver)
      return () => driver.deleteImage(own)
    },
    { effect: ['-image'] },
  ),
  writes(
    'deprecateImage',
    'images.deprecate',
    async (driver) => {
      const own = await newImage(driver)
      return () => deprecateImage(driver, own, { state: 'DEPRECATED' })
    },
    { effect: ['~image.deprecated'] },
  ),
  writes(
    'createImageOf',
    'images.insert',
    async (driver) => {
      const volume = await newVolume(driver)
      return () => createImageOf(driver, { name: 'mine', volume })
    },
    { effect: ['+image'] },
  ),
  writes(
    'importImage',
    'images.insert',
    async (driver) => {
      const source = 'https://storage.googleapis.com/my-bucket/mine.tar.gz'
      return () => importImage(driver, { name: 'mine', source })
    },
    { effect: ['+image'] },
  ),
  replaces(
    'setTags of a snapshot',
    'snapshots.setLabels',
    async (driver) => {
      const snapshot = await newSnapshot(driver)
      return () => driver.setTags(snapshot, { role: 'web' })
    },
    { ...unnumbered, effect: ['~snapshot.labels'] },
  ),
  replaces(
    'removeTags of an image',
    'images.setLabels',
    async (driver) => {
      const own = await newImage(driver)
      await driver.setTags(own, { role: 'web' })
      return () => driver.removeTags(own, ['role'])
    },
    { ...unnumbered, effect: ['~image.labels'] },
  ),
  replaces(
    'shareImage',
    'images.setIamPolicy',
    async (driver) => {
      const own = await newImage(driver)
      return () => shareImage(driver, own, member)
    },
    policy,
  ),
  replaces(
    'unshareImage',
    'images.setIamPolicy',
    async (driver) => {
      const own = await newImage(driver)
      await shareImage(driver, own, member)
      return () => unshareImage(driver, own, member)
    },
    policy,
  ),
]
