import { waitForImage, waitForSnapshot, waitForVolume } from '@cloud/core'
import { afterEach, describe, expect, it } from 'vitest'
import { copyImageFrom, copySnapshot, type Ec2, registerImage } from './index.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()
afterEach(() => cloud.local.faults.clear())

let names = 0
const newName = () => `lost-${++names}`
const idsOf = async (all: Promise<readonly { readonly id: string }[]>) => (await all).map(({ id }) => id)

const newSnapshot = async (driver: Ec2, name = newName()) =>
  waitForSnapshot(
    driver,
    await driver.createSnapshot({ volume: await cloud.volume(newName()), name }),
    'available',
  )
const newImage = async (driver: Ec2, name = newName()) =>
  waitForImage(driver, await driver.createImage({ node: await cloud.node(newName()), name }), 'available')

const volumesOf = (driver: Ec2, name: string) => idsOf(driver.listVolumes({ name }).toArray())
const snapshotsOf = (driver: Ec2, name: string) => idsOf(driver.listSnapshots({ name }).toArray())
const imagesOf = async (driver: Ec2, name: string) => {
  const [found] = await driver.listImages({ name, owner: 'self' }).toArray({ max: 1 })
  return found ? idsOf(driver.listImages({ name, owner: 'self' }).toArray()) : []
}

/** Each create, with what it needs, and what the cloud holds of that name afterwards. */
const creates: readonly {
  readonly operation: string
  readonly prepare: (driver: Ec2) => Promise<(name: string) => Promise<{ readonly id: string }>>
  readonly held: (driver: Ec2, name: string) => Promise<readonly string[]>
}[] = [
  {
    operation: 'CreateVolume',
    prepare: async (driver) => {
      const [zone] = await driver.listLocations().toArray()
      return (name) => driver.createVolume({ name, sizeGiB: 1, location: zone?.id })
    },
    held: volumesOf,
  },
  {
    operation: 'CreateSnapshot',
    prepare: async (driver) => {
      const volume = await cloud.volume(newName())
      return (name) => driver.createSnapshot({ volume, name })
    },
    held: snapshotsOf,
  },
  {
    operation: 'CopySnapshot',
    prepare: async (driver) => {
      const snapshot = await newSnapshot(driver)
      return (name) => copySnapshot(driver, { snapshot, name })
    },
    held: snapshotsOf,
  },
  {
    operation: 'CreateImage',
    prepare: async (driver) => {
      const node = await cloud.node(newName())
      return async (name) => waitForImage(driver, await driver.createImage({ node, name }), 'available')
    },
    held: imagesOf,
  },
  {
    operation: 'CopyImage',
    prepare: async (driver) => {
      const image = await newImage(driver)
      return async (name) => waitForImage(driver, await copyImageFrom(driver, { image, name }), 'available')
    },
    held: imagesOf,
  },
  {
    operation: 'RegisterImage',
    prepare: async (driver) => {
      const snapshot = await newSnapshot(driver)
      const options = { snapshot, architecture: 'x86_64' } as const
      return async (name) =>
        waitForImage(driver, await registerImage(driver, { ...options, name }), 'available')
    },
    held: imagesOf,
  },
]

const losses = ['reset-before', 'reset-after', 'half-body', 'status'] as const

describe.each(creates)('$operation', ({ operation, prepare, held }) => {
  it.each(losses)('makes one thing where the answer is lost (%s)', async (kind) => {
    const create = await prepare(cloud.driver)
    const name = newName()
    cloud.local.faults.add({ kind, operation, count: 1 })
    const { id } = await create(name)
    expect(await held(cloud.driver, name)).toEqual([id])
  })
})

describe('a change of a volume', () => {
  it.each(losses)('is made once where the answer is lost (%s)', async (kind) => {
    const { driver, local } = cloud
    const [volume, node] = [await cloud.volume(newName()), await cloud.node(newName())]
    local.faults.add({ kind, operation: 'AttachVolume', count: 1 })
    await driver.attachVolume(volume, { node })
    expect((await waitForVolume(driver, volume, 'attached')).attachedTo).toEqual([node])
    local.faults.add({ kind, operation: 'ModifyVolume', count: 1 })
    await driver.resizeVolume(volume, 5)
    expect((await driver.getVolume(volume)).sizeGiB).toBe(5)
    local.faults.add({ kind, operation: 'DetachVolume', count: 1 })
    await driver.detachVolume(volume)
    expect((await waitForVolume(driver, volume, 'available')).attachedTo).toEqual([])
  })
})

describe('a removal', () => {
  it.each(losses)('is done where the answer is lost (%s)', async (kind) => {
    const { driver, local } = cloud
    const volume = await cloud.volume(newName())
    const snapshot = await newSnapshot(driver)
    const image = await newImage(driver)
    for (const operation of ['DeleteVolume', 'DeleteSnapshot', 'DeregisterImage'])
      local.faults.add({ kind, operation, count: 1 })
    await driver.destroyVolume(volume)
    await driver.destroySnapshot(snapshot)
    await driver.deleteImage(image)
    await expect(driver.getSnapshot(snapshot)).rejects.toMatchObject({ code: 'not-found' })
    await expect(driver.getImage(image)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('setTags and removeTags', () => {
  it.each(losses)('are done where the answer is lost (%s)', async (kind) => {
    const { driver, local } = cloud
    const id = await cloud.volume(newName())
    for (const operation of ['CreateTags', 'DeleteTags']) local.faults.add({ kind, operation, count: 1 })
    await driver.setTags({ kind: 'volume', id }, { role: 'db', tier: 'back' })
    await driver.removeTags({ kind: 'volume', id }, ['tier'])
    expect((await driver.getVolume(id)).tags).toEqual({ role: 'db' })
  })
})
