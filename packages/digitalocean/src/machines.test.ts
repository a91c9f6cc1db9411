import { waitForImage } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import {
  convertImage,
  createCustomImage,
  disableBackups,
  enableBackups,
  enableIpv6,
  getAccount,
  getAction,
  listActions,
  listNeighbors,
  listNodeActions,
  rebuildNode,
  renameImage,
  renameNode,
  resetPassword,
  restoreNode,
} from './index.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()

describe('resizeNode', () => {
  it('gives a stopped node another size, and its disk where that is asked for', async () => {
    const { driver } = cloud
    const node = await cloud.node('resized')
    await expect(driver.resizeNode(node, { size: 's-2vcpu-2gb' })).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
    await driver.stopNode(node)
    await driver.resizeNode(node, { size: 's-2vcpu-2gb' })
    const { native, ...resized } = await driver.getNode(node)
    expect(resized).toMatchObject({ size: 's-2vcpu-2gb', state: 'stopped' })
    expect([native.vcpus, native.disk]).toEqual([2, 25])
    await driver.resizeNode(node, { size: 's-2vcpu-2gb', native: { disk: true } })
    expect((await driver.getNode(node)).native.disk).toBe(60)
    await driver.resizeNode(node, { size: 's-2vcpu-2gb' })
    await expect(driver.resizeNode(node, { size: 's-1vcpu-1gb' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(driver.resizeNode(node, { size: 'huge' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(driver.resizeNode('999999', { size: 'huge' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('images', () => {
  it('are made of nodes, found, copied, renamed, started from and deleted', async () => {
    const { driver } = cloud
    const node = await cloud.node('origin')
    const first = await driver.createImage({ node, name: 'monday' })
    const image = await driver.createImage({ node, name: 'monday' })
    expect(image.id).not.toBe(first.id)
    expect(image).toMatchObject({ kind: 'image', name: 'monday', state: 'available', sizeGiB: 25 })
    expect(image.native.regions).toEqual(['fra1'])
    const copied = await driver.copyImage(image, { location: 'nyc3' })
    expect(copied).toMatchObject({ id: image.id, native: { regions: ['fra1', 'nyc3'] } })
    expect(await driver.copyImage(image, { location: 'nyc3', name: 'monday' })).toEqual(copied)
    await expect(driver.copyImage(image, { location: 'nyc3', name: 'other' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(driver.copyImage(image, { location: 'moon1' })).rejects.toMatchObject({ code: 'not-found' })
    expect((await renameImage(driver, image, 'tuesday')).name).toBe('tuesday')
    const twin = await driver.createNode({ name: 'twin', size: 's-1vcpu-1gb', image })
    expect(twin.image).toBe(image.id)
    await driver.deleteImage(image)
    await expect(driver.getImage(image)).rejects.toMatchObject({ code: 'not-found' })
    await expect(driver.deleteImage('debian-12-x64')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(driver.deleteImage('999999')).rejects.toMatchObject({ code: 'not-found' })
    await expect(driver.createImage({ node: '999999', name: 'a' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(convertImage(driver, first)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are imported from an address', async () => {
    const { driver } = cloud
    const image = await createCustomImage(driver, {
      name: 'mine',
      url: 'https://images.example.com/mine.qcow2',
      distribution: 'Debian',
      tags: { kept: '' },
    })
    expect(image).toMatchObject({ name: 'mine', state: 'pending' })
    expect((await waitForImage(driver, image, 'available')).native.tags).toContain('kept')
    await expect(
      createCustomImage(driver, { name: 'a', url: 'https://example.com/a', location: 'moon1' }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('what only DigitalOcean has', () => {
  it('rebuilds and restores a node', async () => {
    const { driver } = cloud
    const node = await cloud.node('rebuilt')
    const image = await driver.createImage({ node, name: 'before' })
    await rebuildNode(driver, node, { image: 'ubuntu-24-04-x64' })
    expect((await driver.getNode(node)).image).toBe('ubuntu-24-04-x64')
    await restoreNode(driver, node, { image })
    expect((await driver.getNode(node)).image).toBe(image.id)
    await expect(rebuildNode(driver, node, { image: 'no-such' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(restoreNode(driver, node, { image: 'no-such' })).rejects.toMatchObject({ code: 'not-found' })
    const other = await cloud.node('other')
    await expect(restoreNode(driver, other, { image })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('renames a node, gives it IPv6 and a password, and has backups made', async () => {
    const { driver } = cloud
    const node = await cloud.node('plain')
    await renameNode(driver, node, 'renamed.example.com')
    await expect(renameNode(driver, node, 'two words')).rejects.toMatchObject({ code: 'invalid' })
    await enableIpv6(driver, node)
    await enableIpv6(driver, node)
    await enableBackups(driver, node, { plan: 'weekly', weekday: 'SUN', hour: 4 })
    await enableBackups(driver, node)
    const changed = await driver.getNode(node)
    expect(changed.name).toBe('renamed.example.com')
    expect(changed.publicIps).toContainEqual(expect.stringContaining(':'))
    expect(changed.native.features).toEqual(expect.arrayContaining(['ipv6', 'backups']))
    await disableBackups(driver, node)
    await disableBackups(driver, node)
    await resetPassword(driver, node)
    const told = await listNodeActions(driver, node).toArray()
    expect(told.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'password_reset completed',
      'disable_backups completed',
      'enable_backups completed',
      'enable_ipv6 completed',
      'rename completed',
      'create completed',
    ])
    const [latest] = await listActions(driver).toArray({ max: 1 })
    expect(latest).toEqual(told[0])
    expect(await getAction(driver, latest ?? '')).toEqual(latest)
    await expect(getAction(driver, '999999999')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('lists neighbours, and tells the account', async () => {
    const { driver } = cloud
    const node = await cloud.node('neighbour')
    expect(await listNeighbors(driver, node).toArray()).toBeInstanceOf(Array)
    expect(await getAccount(driver)).toMatchObject({ status: 'active', nodeLimit: expect.any(Number) })
  })
})
