import { describe, expect, it } from 'vitest'
import {
  action,
  answer,
  done,
  droplet,
  listed,
  mockedDriver,
  refuse,
  region,
} from './testing/mock-digitalocean.ts'

const id = '506f78a4-e098-11e5-ad9f-000f53306ae1'
const snapshotId = 'fbe805e8-866b-11e6-96bf-000f53315a41'
const page = 'page=1&per_page=200'

const volume = (more: object = {}) => ({
  id,
  name: 'data',
  description: '',
  size_gigabytes: 10,
  region,
  droplet_ids: [],
  filesystem_type: '',
  filesystem_label: '',
  created_at: '2026-01-01T00:00:00Z',
  tags: null,
  ...more,
})
const snapshot = (more: object = {}) => ({
  id: snapshotId,
  name: 'monday',
  created_at: '2026-01-01T00:00:00Z',
  regions: ['fra1'],
  resource_id: id,
  resource_type: 'volume',
  min_disk_size: 7,
  size_gigabytes: 0,
  tags: ['role:db', 'cloud-intent:x'],
  ...more,
})

describe('createVolume', () => {
  it('sends the volume with a tag of its own', async () => {
    const sent = answer('POST /volumes', 201, { volume: volume({ tags: ['role:db', 'cloud-intent:x'] }) })
    const made = await mockedDriver().createVolume({
      name: 'data',
      sizeGiB: 10,
      tags: { role: 'db' },
      native: { description: 'of the shop', filesystemType: 'xfs', filesystemLabel: 'data' },
    })
    expect(made).toEqual({
      kind: 'volume',
      id,
      name: 'data',
      state: 'available',
      sizeGiB: 10,
      attachedTo: [],
      location: 'fra1',
      createdAt: '2026-01-01T00:00:00Z',
      tags: { role: 'db' },
      native: expect.anything(),
    })
    expect(sent.body).toEqual({
      name: 'data',
      region: 'fra1',
      size_gigabytes: 10,
      description: 'of the shop',
      filesystem_type: 'xfs',
      filesystem_label: 'data',
      tags: ['role:db', expect.stringMatching(/^cloud-intent:/)],
    })
  })

  it('takes the size of the snapshot where none is given', async () => {
    answer(`GET /volumes/snapshots/${snapshotId}`, 200, { snapshot: snapshot() })
    const sent = answer('POST /volumes', 201, { volume: volume({ size_gigabytes: 7 }) })
    expect((await mockedDriver().createVolume({ name: 'data', snapshot: snapshotId })).sizeGiB).toBe(7)
    expect(sent.body).toMatchObject({ snapshot_id: snapshotId, size_gigabytes: 7 })
  })

  it("takes a volume of the name that is there for this call's only by its tag", async () => {
    const sent = refuse('POST /volumes', 500, 'server_error')
    listed(`/volumes?name=data&region=fra1&${page}`, 'volumes', volume({ tags: ['cloud-intent:other'] }))
    refuse('POST /volumes', 409, 'conflict')
    listed(`/volumes?name=data&region=fra1&${page}`, 'volumes', volume())
    listed(`/volumes?name=data&region=fra1&${page}`, 'volumes', volume())
    await expect(mockedDriver().createVolume({ name: 'data', sizeGiB: 1 })).rejects.toMatchObject({
      code: 'already-exists',
    })
    expect(sent.body).toMatchObject({ name: 'data' })
  })

  it('finds out what a refusal is about', async () => {
    const create = () => mockedDriver().createVolume({ name: 'data', sizeGiB: 1, location: 'moon1' })
    refuse('POST /volumes', 422, 'unprocessable_entity')
    listed(`/volumes?name=data&region=moon1&${page}`, 'volumes')
    listed('/regions?page=1&per_page=200', 'regions', region)
    await expect(create()).rejects.toMatchObject({ code: 'not-found', outcome: 'not-applied' })
    refuse('POST /volumes', 403, 'forbidden')
    answer('GET /account', 200, { account: { volume_limit: 1 } })
    listed('/volumes?per_page=1', 'volumes', volume())
    await expect(create()).rejects.toMatchObject({ code: 'quota', outcome: 'not-applied' })
    refuse('POST /volumes', 403, 'forbidden')
    answer('GET /account', 200, { account: {} })
    await expect(create()).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each([
    [{ name: 'Data' }, 'small letters'],
    [{ name: '1data' }, 'beginning with a letter'],
    [{ sizeGiB: undefined }, 'sizeGiB is undefined'],
    [{ sizeGiB: 1.5 }, 'sizeGiB is 1.5: a whole number from 1 to 16384'],
    [{ sizeGiB: '5' as never }, 'sizeGiB is "5": a whole number'],
    [{ name: 'a'.repeat(65) }, 'The name of the volume has 65 characters: at most 64'],
    [{ sizeGib: 1 }, 'its options are name, sizeGiB'],
    [{ tags: { 'a b': 'c' } }, 'cannot be stored'],
    [{ native: { filesystemType: 'btrfs' } }, 'ext4 or xfs'],
    [{ native: { filesystemLabel: 'a' } }, 'needs a filesystemType'],
    [{ native: { filesystemType: 'xfs', filesystemLabel: 'thirteen-long' } }, 'xfs takes at most 12'],
    [{ idempotencyKey: 'a b' }, 'printable ASCII'],
  ])('refuses %j before it sends anything', async (wrong, message) => {
    const error = await mockedDriver()
      .createVolume({ name: 'data', sizeGiB: 1, ...wrong } as never)
      .catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
    expect(error.message).toContain(message)
  })

  it('wants a location where the driver has no region', async () => {
    const create = mockedDriver({ region: undefined }).createVolume({ name: 'data', sizeGiB: 1 })
    await expect(create).rejects.toThrow('There is no location')
  })
})

describe('actions of a volume', () => {
  const path = `/volumes/${id}/actions`

  it('are asked for with the region, and waited for', async () => {
    answer(`GET /volumes/${id}`, 200, { volume: volume() })
    const attach = answer(`POST ${path}`, 202, action(1))
    answer('GET /actions/1', 200, action(1))
    done(1)
    await mockedDriver().attachVolume(id, { node: '7' })
    expect(attach.body).toEqual({ type: 'attach', droplet_id: 7, region: 'fra1' })
    answer(`GET /volumes/${id}`, 200, { volume: volume({ droplet_ids: [7] }) })
    const detach = answer(`POST ${path}`, 202, action(2))
    done(2)
    await mockedDriver().detachVolume(id)
    expect(detach.body).toEqual({ type: 'detach', droplet_id: 7, region: 'fra1' })
    answer(`GET /volumes/${id}`, 200, { volume: volume() })
    const resize = answer(`POST ${path}`, 202, action(3))
    done(3)
    await mockedDriver().resizeVolume(id, 11)
    expect(resize.body).toEqual({ type: 'resize', size_gigabytes: 11, region: 'fra1' })
  })

  it('tell a conflict from a node that is not there', async () => {
    const attach = async () => {
      answer(`GET /volumes/${id}`, 200, { volume: volume() })
      refuse(`POST ${path}`, 422, 'unprocessable_entity')
      await mockedDriver().attachVolume(id, { node: '7' })
    }
    answer('GET /droplets/7', 200, droplet(7))
    answer('GET /droplets/7', 200, droplet(7))
    await expect(attach()).rejects.toMatchObject({ code: 'conflict', outcome: 'not-applied' })
    refuse('GET /droplets/7', 404, 'not_found')
    await expect(attach()).rejects.toMatchObject({ code: 'not-found', outcome: 'not-applied' })
  })

  it('are not asked for where they would change nothing, or cannot be', async () => {
    const held = { volume: volume({ droplet_ids: [7] }) }
    answer(`GET /volumes/${id}`, 200, held)
    await mockedDriver().attachVolume(id, { node: '7' })
    answer(`GET /volumes/${id}`, 200, { volume: volume({ droplet_ids: null }) })
    await mockedDriver().detachVolume(id)
    answer(`GET /volumes/${id}`, 200, held)
    await expect(mockedDriver().resizeVolume(id, 10)).rejects.toMatchObject({ code: 'invalid' })
    const device = mockedDriver().attachVolume(id, { node: '7', device: '/dev/sdb' })
    await expect(device).rejects.toThrow('names devices itself')
    for (const wrong of ['7', 'a/b', '../droplets'])
      await expect(mockedDriver().getVolume(wrong)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('snapshots of a volume', () => {
  it('are made with a tag of their own', async () => {
    const sent = answer(`POST /volumes/${id}/snapshots`, 201, { snapshot: snapshot() })
    const made = await mockedDriver().createSnapshot({ volume: id, name: 'monday', tags: { role: 'db' } })
    expect(made).toEqual({
      kind: 'snapshot',
      id: snapshotId,
      name: 'monday',
      state: 'available',
      sizeGiB: 7,
      volume: id,
      createdAt: '2026-01-01T00:00:00Z',
      tags: { role: 'db' },
      native: expect.anything(),
    })
    expect(sent.body).toEqual({
      name: 'monday',
      tags: ['role:db', expect.stringMatching(/^cloud-intent:/)],
    })
  })

  it('are listed past the first page, without those of droplets', async () => {
    answer('GET /snapshots?resource_type=volume&page=1&per_page=200', 200, {
      snapshots: [snapshot({ resource_id: 'another' })],
      links: { pages: { next: 'https://api.digitalocean.com/v2/snapshots?page=2' } },
    })
    listed('/snapshots?resource_type=volume&page=2&per_page=200', 'snapshots', snapshot())
    const all = await mockedDriver().listSnapshots({ volume: id, name: 'monday' }).toArray()
    expect(all.map((each) => each.id)).toEqual([snapshotId])
  })

  it('are deleted by their id', async () => {
    answer(`DELETE /volumes/snapshots/${snapshotId}`, 204)
    await mockedDriver().destroySnapshot({ kind: 'snapshot', id: snapshotId })
    await expect(mockedDriver().destroySnapshot('12345')).rejects.toMatchObject({ code: 'not-found' })
  })
})
