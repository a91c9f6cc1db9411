import { expect, it } from 'vitest'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()

it('a volume is made, found, attached, grown, detached and destroyed', async () => {
  const { driver } = cloud
  const node = await cloud.node('holder')
  const volume = await driver.createVolume({
    name: 'data',
    sizeGiB: 10,
    tags: { role: 'db' },
    native: { filesystemType: 'ext4', filesystemLabel: 'data' },
  })
  expect(volume).toMatchObject({
    kind: 'volume',
    name: 'data',
    state: 'available',
    sizeGiB: 10,
    attachedTo: [],
    location: 'fra1',
    tags: { role: 'db' },
    native: { filesystem_type: 'ext4' },
  })
  await driver.attachVolume(volume, { node })
  await driver.attachVolume(volume, { node })
  const attached = await driver.getVolume(volume)
  expect(attached).toMatchObject({
    state: 'attached',
    attachedTo: [node],
    device: '/dev/disk/by-id/scsi-0DO_Volume_data',
  })
  expect(await driver.listVolumes({ node }).toArray()).toEqual([attached])
  expect(await driver.listVolumes({ name: 'data', location: 'fra1' }).toArray()).toEqual([attached])
  expect(await driver.listVolumes({ name: 'data', location: 'nyc3' }).toArray()).toEqual([])
  await driver.resizeVolume(volume, 20)
  expect((await driver.getVolume(volume)).sizeGiB).toBe(20)
  await expect(driver.resizeVolume(volume, 20)).rejects.toMatchObject({ code: 'invalid' })
  await expect(driver.destroyVolume(volume)).rejects.toMatchObject({
    code: 'conflict',
    outcome: 'not-applied',
  })
  const other = await cloud.node('other')
  await expect(driver.attachVolume(volume, { node: other })).rejects.toMatchObject({ code: 'conflict' })
  await driver.detachVolume(volume)
  await driver.detachVolume(volume)
  await driver.attachVolume(volume, { node: other })
  await driver.detachVolume(volume)
  await driver.destroyVolume(volume)
  await expect(driver.getVolume(volume)).rejects.toMatchObject({ code: 'not-found' })
})

it('a volume is attached to no node that is not there, or is elsewhere', async () => {
  const { driver } = cloud
  const volume = await driver.createVolume({ name: 'lonely', sizeGiB: 1 })
  const away = await cloud.node('away', { location: 'nyc3' })
  await expect(driver.attachVolume(volume, { node: '999999' })).rejects.toMatchObject({
    code: 'not-found',
    outcome: 'not-applied',
  })
  await expect(driver.attachVolume(volume, { node: away })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('The volume is in fra1, and the node in nyc3'),
  })
})

it('a name is taken once in a region', async () => {
  const { driver } = cloud
  await driver.createVolume({ name: 'one', sizeGiB: 1 })
  await expect(driver.createVolume({ name: 'one', sizeGiB: 1 })).rejects.toMatchObject({
    code: 'already-exists',
    outcome: 'not-applied',
  })
  const elsewhere = await driver.createVolume({ name: 'one', sizeGiB: 1, location: 'nyc3' })
  expect(elsewhere.location).toBe('nyc3')
})

it('a repeat with the same idempotency key gives the same volume, also at the same time', async () => {
  const { driver } = cloud
  const options = { name: 'again', sizeGiB: 1, idempotencyKey: 'order-1' }
  const [first, second] = await Promise.all([driver.createVolume(options), driver.createVolume(options)])
  expect(second.id).toBe(first.id)
  expect((await driver.createVolume(options)).id).toBe(first.id)
  await expect(driver.createVolume({ ...options, name: 'other' })).rejects.toMatchObject({
    code: 'conflict',
    details: { id: first.id },
  })
})

it('a volume from a snapshot has at least its size', async () => {
  const { driver } = cloud
  const volume = await driver.createVolume({ name: 'origin', sizeGiB: 7 })
  const snapshot = await driver.createSnapshot({ volume, name: 'monday', tags: { kept: '' } })
  expect(snapshot).toMatchObject({
    kind: 'snapshot',
    name: 'monday',
    state: 'available',
    sizeGiB: 7,
    volume: volume.id,
    tags: { kept: '' },
  })
  await expect(driver.createSnapshot({ volume, name: 'monday' })).rejects.toMatchObject({
    code: 'already-exists',
  })
  await driver.createSnapshot({ volume, name: 'tuesday' })
  await driver.destroyVolume(volume)
  expect((await driver.listSnapshots({ volume }).toArray()).map(({ name }) => name)).toEqual([
    'monday',
    'tuesday',
  ])
  expect(await driver.listSnapshots({ name: 'monday' }).toArray()).toEqual([snapshot])
  expect((await driver.createVolume({ name: 'copy', snapshot })).sizeGiB).toBe(7)
  await expect(driver.createVolume({ name: 'less', snapshot, sizeGiB: 6 })).rejects.toMatchObject({
    code: 'invalid',
  })
  await driver.destroySnapshot(snapshot)
  await expect(driver.getSnapshot(snapshot)).rejects.toMatchObject({ code: 'not-found' })
  await expect(driver.createVolume({ name: 'late', snapshot, sizeGiB: 9 })).rejects.toMatchObject({
    code: 'not-found',
  })
})

it('what is not there is not found, and what cannot be is not asked for', async () => {
  const { driver } = cloud
  await expect(driver.createSnapshot({ volume: crypto.randomUUID(), name: 'a' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(driver.getSnapshot('12345')).rejects.toMatchObject({ code: 'not-found' })
  await expect(driver.destroyVolume('../droplets')).rejects.toMatchObject({ code: 'not-found' })
})

it('tags of nodes, volumes, snapshots and images are set, replaced and removed', async () => {
  const { driver } = cloud
  const node = { kind: 'node', id: await cloud.node('tagged') } as const
  const volume = await driver.createVolume({ name: 'tagged', sizeGiB: 1, tags: { role: 'db', kept: '1' } })
  const snapshot = await driver.createSnapshot({ volume, name: 'tagged' })
  const image = await driver.createImage({ node, name: 'tagged' })
  await driver.setTags(volume, { role: 'web', fresh: '' })
  expect((await driver.getVolume(volume)).tags).toEqual({ role: 'web', kept: '1', fresh: '' })
  await driver.removeTags(volume, ['kept', 'fresh', 'never'])
  const after = await driver.getVolume(volume)
  expect(after.tags).toEqual({ role: 'web' })
  expect(after.native.tags).toContainEqual(expect.stringMatching(/^cloud-intent:/))
  await driver.setTags(node, { role: 'web' })
  await driver.setTags(snapshot, { role: 'web' })
  await driver.setTags(image, { role: 'web' })
  expect((await driver.getNode(node)).tags).toEqual({ role: 'web' })
  expect((await driver.getSnapshot(snapshot)).tags).toEqual({ role: 'web' })
  expect((await driver.getImage(image)).native.tags).toEqual(['role:web'])
  const sent = cloud.local.requests.length
  await driver.setTags(node, { ROLE: 'web' })
  expect(cloud.local.requests.length - sent, 'words are the same whatever their case').toBe(1)
  await expect(driver.setTags({ kind: 'node', id: '999999' }, { a: 'b' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(driver.removeTags(node, ['cloud-intent'])).resolves.toBeUndefined()
  await expect(driver.setTags({ kind: 'image', id: 'debian-12-x64' }, { a: 'b' })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
