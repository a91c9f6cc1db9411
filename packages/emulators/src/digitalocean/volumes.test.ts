import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: DigitalOceanClient
let made = 0

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 20 }, digitalocean: { volumeLimit: 20 } })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

const create = (input: object = {}) => {
  made += 1
  const body = { name: `data-${made}`, region: 'nyc3', size_gigabytes: 10, ...input }
  return client.call('POST', '/v2/volumes', body)
}
const newVolume = async (input: object = {}) => (await create(input)).body.volume
const act = async ({ id }: Body, body: object) => {
  const answer = await client.call('POST', `/v2/volumes/${id}/actions`, body)
  return answer.status === 202
    ? client.finished(answer.body.action)
    : `${answer.status} ${answer.body.message}`
}
const show = async ({ id }: Body) => (await client.get(`/v2/volumes/${id}`)).volume

describe('A volume', () => {
  test('is made with what was asked, and found by name and region', async () => {
    const volume = await newVolume({
      description: 'for logs',
      filesystem_type: 'ext4',
      filesystem_label: 'logs',
      tags: ['logs'],
    })
    expect(volume).toMatchObject({
      size_gigabytes: 10,
      droplet_ids: [],
      description: 'for logs',
      filesystem_type: 'ext4',
      filesystem_label: 'logs',
      region: { slug: 'nyc3' },
      tags: ['logs'],
    })
    const found = await client.get(`/v2/volumes?name=${volume.name}&region=nyc3`)
    expect(found.volumes).toEqual([volume])
    expect((await client.get(`/v2/volumes?name=${volume.name}&region=fra1`)).volumes).toEqual([])
  })

  test.each([
    [422, { region: 'nyc2' }, 'region does not support block storage'],
    [422, { size_gigabytes: 0 }, 'invalid size: a volume has between 1 and 16384 GiB'],
    [422, { name: 'Data' }, expect.stringMatching(/^invalid name/)],
    [422, { filesystem_type: 'ntfs' }, 'filesystem_type must be ext4 or xfs'],
    [404, { snapshot_id: 'none' }, 'snapshot not found'],
  ])('is refused with %i for %o', async (status, input, message) => {
    expect(await create(input)).toMatchObject({ status, body: { message } })
  })

  test('has its name once in a region', async () => {
    const { name } = await newVolume()
    expect(await create({ name })).toMatchObject({ status: 409, body: { id: 'conflict' } })
    expect((await create({ name, region: 'fra1' })).status).toBe(201)
  })

  test('is deleted by id or by name, and then not found', async () => {
    const [one, two] = [await newVolume(), await newVolume()]
    expect((await client.call('DELETE', `/v2/volumes/${one.id}`)).status).toBe(204)
    expect((await client.call('DELETE', `/v2/volumes?name=${two.name}&region=nyc3`)).status).toBe(204)
    expect((await client.call('DELETE', `/v2/volumes?name=${two.name}&region=nyc3`)).status).toBe(404)
    expect((await client.call('DELETE', `/v2/volumes?name=${two.name}`)).status).toBe(400)
    expect((await client.call('GET', `/v2/volumes/${one.id}`)).status).toBe(404)
  })
})

describe('An attachment', () => {
  test('is made and ended by actions, and keeps the volume from being deleted', async () => {
    const [droplet, volume] = [await client.droplet(), await newVolume()]
    const attached = await act(volume, { type: 'attach', droplet_id: droplet.id, region: 'nyc3' })
    expect(attached).toMatchObject({ status: 'completed', type: 'attach_volume', resource_type: 'volume' })
    expect((await show(volume)).droplet_ids).toEqual([droplet.id])
    expect((await client.get(`/v2/droplets/${droplet.id}`)).droplet.volume_ids).toEqual([volume.id])
    expect(await client.call('DELETE', `/v2/volumes/${volume.id}`)).toMatchObject({
      status: 409,
      body: { id: 'conflict', message: expect.stringContaining('attached to a Droplet cannot be deleted') },
    })
    expect(await act(volume, { type: 'attach', droplet_id: droplet.id })).toBe(
      '422 Volume is already attached to a Droplet.',
    )
    expect(await act(volume, { type: 'detach', droplet_id: droplet.id })).toMatchObject({
      type: 'detach_volume',
    })
    expect((await show(volume)).droplet_ids).toEqual([])
    expect(await act(volume, { type: 'detach', droplet_id: droplet.id })).toBe('422 Attachment not found')
    const { actions } = await client.get(`/v2/volumes/${volume.id}/actions`)
    expect(actions.map(({ type }: Body) => type)).toEqual(['detach_volume', 'attach_volume'])
    expect((await client.get(`/v2/volumes/${volume.id}/actions/${attached.id}`)).action).toEqual(attached)
  })

  test('across regions, or to what is not there, is refused', async () => {
    const [droplet, volume] = [await client.droplet(), await newVolume({ region: 'fra1' })]
    expect(await act(volume, { type: 'attach', droplet_id: droplet.id })).toMatch(
      '422 Droplet and volume must',
    )
    expect(await act(volume, { type: 'attach', droplet_id: droplet.id, region: 'nyc3' })).toMatch(
      '422 region',
    )
    expect(await act(volume, { type: 'attach', droplet_id: 7 })).toMatch('404')
    expect(await act(volume, { type: 'attach' })).toBe('422 droplet_id is required.')
  })

  test("by the volume's name is the same", async () => {
    const [droplet, { id, name }] = [await client.droplet(), await newVolume()]
    const body = { type: 'attach', volume_name: name, droplet_id: droplet.id, region: 'nyc3' }
    await client.finished((await client.post('/v2/volumes/actions', body)).action)
    expect((await show({ id })).droplet_ids).toEqual([droplet.id])
    const lost = await client.call('POST', '/v2/volumes/actions', { ...body, volume_name: 'none' })
    expect(lost.status).toBe(404)
  })

  test('of two volumes to one droplet at a time is refused', async () => {
    const [droplet, one, two] = [await client.droplet(), await newVolume(), await newVolume()]
    const attach = { type: 'attach', droplet_id: droplet.id }
    const { action } = await client.post(`/v2/volumes/${one.id}/actions`, attach)
    expect(await act(two, attach)).toBe('422 Droplet already has a pending event.')
    await client.finished(action)
    expect(await act(two, attach)).toMatchObject({ status: 'completed' })
  })
})

test('A volume grows, and does not shrink', async () => {
  const volume = await newVolume()
  expect(await act(volume, { type: 'resize', size_gigabytes: 20 })).toMatchObject({ status: 'completed' })
  expect((await show(volume)).size_gigabytes).toBe(20)
  expect(await act(volume, { type: 'resize', size_gigabytes: 20 })).toMatch(
    '422 a volume can only be resized',
  )
  expect(await act(volume, { type: 'resize', size_gigabytes: 16_385 })).toMatch('422')
})

test('A snapshot of a volume makes another one of at least its size', async () => {
  const volume = await newVolume({ size_gigabytes: 5 })
  const path = `/v2/volumes/${volume.id}/snapshots`
  const { snapshot } = await client.post(path, { name: 'monday', tags: ['kept'] })
  expect(snapshot).toMatchObject({
    resource_id: volume.id,
    resource_type: 'volume',
    min_disk_size: 5,
    tags: ['kept'],
  })
  expect((await client.call('POST', path, { name: 'monday' })).status).toBe(409)
  expect((await client.get(path)).snapshots).toEqual([snapshot])
  expect((await create({ snapshot_id: snapshot.id, size_gigabytes: 4 })).status).toBe(422)
  expect((await create({ snapshot_id: snapshot.id, region: 'fra1' })).status).toBe(422)
  expect((await create({ snapshot_id: snapshot.id })).status).toBe(201)
  expect((await client.get(`/v2/volumes/snapshots/${snapshot.id}`)).snapshot).toEqual(snapshot)
  expect((await client.call('DELETE', `/v2/volumes/snapshots/${snapshot.id}`)).status).toBe(204)
  expect((await client.call('GET', `/v2/volumes/snapshots/${snapshot.id}`)).status).toBe(404)
})

test('More volumes than the account may have are forbidden', async () => {
  await using own = await startCloud({ digitalocean: { volumeLimit: 1 } })
  const { call, post } = digitaloceanClient(own)
  await post('/v2/volumes', { name: 'one', region: 'nyc3', size_gigabytes: 1 })
  const answer = await call('POST', '/v2/volumes', { name: 'two', region: 'nyc3', size_gigabytes: 1 })
  expect(answer).toMatchObject({ status: 403, body: { id: 'forbidden' } })
})
