import { waitForImage, waitForSnapshot, waitForVolume } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import {
  copySnapshot,
  deregisterImage,
  getImageAccess,
  getSnapshotAccess,
  listVolumeChanges,
  modifyVolume,
  registerImage,
  shareImage,
  shareSnapshot,
  unshareImage,
  unshareSnapshot,
} from './index.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()

describe('volumes that are attached to one node at the same time', () => {
  it('come to have a device each', async () => {
    const { driver } = cloud
    const node = await cloud.node('busy')
    const volumes = await Promise.all(['a', 'b', 'c', 'd'].map(cloud.volume))
    await Promise.all(volumes.map((volume) => driver.attachVolume(volume, { node })))
    const held = await Promise.all(volumes.map((volume) => waitForVolume(driver, volume, 'attached')))
    expect(held.map(({ device }) => device).toSorted()).toEqual([
      '/dev/sdf',
      '/dev/sdg',
      '/dev/sdh',
      '/dev/sdi',
    ])
    expect((await driver.listVolumes({ node, name: 'b' }).toArray()).map(({ id }) => id)).toEqual([
      volumes[1],
    ])
  })
})

describe('a volume that is used', () => {
  it('is changed to another type, which its changes tell', async () => {
    const { driver } = cloud
    const id = await cloud.volume('slow')
    await modifyVolume(driver, id, { type: 'gp3', iops: 3000, throughput: 125, sizeGiB: 10 })
    expect(await driver.getVolume(id)).toMatchObject({
      sizeGiB: 10,
      native: { volumeType: 'gp3', iops: 3000 },
    })
    const [change] = await listVolumeChanges(driver, { volume: id }).toArray()
    expect(change).toMatchObject({ originalVolumeType: 'gp2', targetVolumeType: 'gp3', targetSize: 10 })
  })
})

describe('an encrypted volume', () => {
  it('passes that on to its snapshots and their copies', async () => {
    const { driver } = cloud
    const [zone] = await driver.listLocations().toArray()
    const options = { name: 'secret', sizeGiB: 1, location: zone, native: { encrypted: true } }
    const volume = await waitForVolume(driver, await driver.createVolume(options), 'available')
    expect(volume.native.encrypted).toBe(true)
    const made = await driver.createSnapshot({ volume, name: 'secret', native: { description: 'all of it' } })
    const snapshot = await waitForSnapshot(driver, made, 'available')
    expect(snapshot.native).toMatchObject({ encrypted: true, description: 'all of it' })
    const copy = await copySnapshot(driver, { snapshot, name: 'again', tags: { role: 'backup' } })
    expect(copy).toMatchObject({ name: 'again', tags: { role: 'backup' }, native: { encrypted: true } })
    expect(copy).not.toHaveProperty('volume')
  })
})

describe('a snapshot', () => {
  it('is shared, and registered as an image, which then needs it', async () => {
    const { driver } = cloud
    const volume = await cloud.volume('root')
    const snapshot = await waitForSnapshot(
      driver,
      await driver.createSnapshot({ volume, name: 'root' }),
      'available',
    )
    await shareSnapshot(driver, snapshot, { accounts: ['111122223333'], everybody: true })
    await unshareSnapshot(driver, snapshot, { everybody: true })
    expect(await getSnapshotAccess(driver, snapshot)).toEqual({
      accounts: ['111122223333'],
      everybody: false,
    })
    const registered = await registerImage(driver, { name: 'from-root', snapshot, architecture: 'x86_64' })
    const image = await waitForImage(driver, registered, 'available')
    expect(image).toMatchObject({ name: 'from-root', sizeGiB: 1, architecture: 'x86_64' })
    await shareImage(driver, image, { accounts: ['111122223333'] })
    expect(await getImageAccess(driver, image)).toMatchObject({
      accounts: ['111122223333'],
      everybody: false,
    })
    await unshareImage(driver, image, { accounts: ['111122223333'] })
    await expect(driver.destroySnapshot(snapshot)).rejects.toMatchObject({ code: 'conflict' })
    await deregisterImage(driver, image)
    await driver.destroySnapshot(snapshot)
  })
})

describe('an image', () => {
  it('takes its snapshots along when it is deleted', async () => {
    const { driver } = cloud
    const made = await driver.createImage({
      node: await cloud.node('web'),
      name: 'web-1',
      native: { reboot: false },
    })
    const { native } = await waitForImage(driver, made, 'available')
    const [snapshot = ''] = native.blockDeviceMapping.flatMap(({ ebs }) => ebs?.snapshotId ?? [])
    expect(await driver.getSnapshot(snapshot)).toMatchObject({ state: 'available' })
    await driver.deleteImage(made)
    await expect(driver.getSnapshot(snapshot)).rejects.toMatchObject({ code: 'not-found' })
  })
})
