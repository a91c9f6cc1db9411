import { describe, expect, it } from 'vitest'
import { enableBackups, rebuildNode, renameImage, renameNode, resetPassword, restoreNode } from './index.ts'
import { action, answer, done, droplet, listed, mockedDriver, refuse } from './testing/mock-digitalocean.ts'

const off = { status: 'off' }
const image = (more: object = {}) => ({
  image: {
    id: 63663980,
    name: 'monday',
    type: 'snapshot',
    distribution: 'Debian',
    slug: null,
    public: false,
    regions: ['fra1'],
    created_at: '2026-01-01T00:00:00Z',
    min_disk_size: 25,
    size_gigabytes: 2.34,
    status: 'available',
    ...more,
  },
})

describe('resizeNode', () => {
  it.each([
    [{ size: 's-2vcpu-2gb' }, false],
    [{ size: 's-2vcpu-2gb', native: { disk: true } }, true],
  ])('sends %j', async (options, disk) => {
    answer('GET /droplets/7', 200, droplet(7, off))
    const sent = answer('POST /droplets/7/actions', 201, action(1))
    done(1)
    await mockedDriver().resizeNode('7', options)
    expect(sent.body).toEqual({ type: 'resize', size: 's-2vcpu-2gb', disk })
  })

  it.each([
    ['not-found', undefined],
    ['invalid', { disk: 10 }],
    ['invalid', { regions: ['nyc3'] }],
    ['capacity', { available: false }],
    ['conflict', {}],
  ])('finds out that a refusal is %s where the size is %j', async (code, more) => {
    answer('GET /droplets/7', 200, droplet(7, off))
    refuse('POST /droplets/7/actions', 422, 'unprocessable_entity')
    const size = { slug: 's-2vcpu-2gb', disk: 60, regions: ['fra1'], available: true, ...more }
    listed('/sizes?page=1&per_page=200', 'sizes', ...(more ? [size] : []))
    await expect(mockedDriver().resizeNode('7', { size: 's-2vcpu-2gb' })).rejects.toMatchObject({
      code,
      outcome: 'not-applied',
    })
  })
})

describe('createImage', () => {
  it('finds the snapshot that the action made, which was not there before', async () => {
    answer('GET /droplets/7', 200, droplet(7, { snapshot_ids: [1] }))
    const sent = answer('POST /droplets/7/actions', 201, action(9))
    done(9)
    const path = '/droplets/7/snapshots?page=1&per_page=200'
    listed(path, 'snapshots', { id: 1, name: 'monday' })
    listed(path, 'snapshots', { id: 1, name: 'monday' }, { id: 63663980, name: 'monday' })
    answer('GET /images/63663980', 200, image())
    expect(await mockedDriver().createImage({ node: '7', name: 'monday' })).toMatchObject({
      id: '63663980',
      name: 'monday',
      sizeGiB: 25,
    })
    expect(sent.body).toEqual({ type: 'snapshot', name: 'monday' })
  })

  it('wants a node that runs or is off', async () => {
    answer('GET /droplets/7', 200, droplet(7, { status: 'archive' }))
    await expect(mockedDriver().createImage({ node: '7', name: 'a' })).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
  })
})

describe('what changes a node or an image', () => {
  it.each([
    ['rebuild', { image: 'debian-12-x64' }, rebuildNode, { image: 'debian-12-x64' }],
    ['rebuild', { image: 5 }, rebuildNode, { image: '5' }],
    ['restore', { image: 5 }, restoreNode, { image: '5' }],
    ['rename', { name: 'web-2' }, renameNode, 'web-2'],
    [
      'enable_backups',
      { backup_policy: { plan: 'daily', hour: 8 } },
      enableBackups,
      { plan: 'daily', hour: 8 },
    ],
    ['password_reset', {}, resetPassword, undefined],
  ] as const)('sends the action %s with %j', async (type, parameters, work, given) => {
    answer('GET /droplets/7', 200, droplet(7))
    const sent = answer('POST /droplets/7/actions', 201, action(1))
    done(1)
    await work(mockedDriver(), '7', given as never)
    expect(sent.body).toEqual({ ...parameters, type })
  })

  it.each([
    [enableBackups, { plan: 'hourly' }, 'daily or weekly'],
    [enableBackups, { plan: 'daily', weekday: 'SUN' }, 'has no weekday'],
    [enableBackups, { plan: 'daily', hour: 3 }, '0, 4, 8'],
    [renameNode, 'web 2', 'no host name'],
    [rebuildNode, { image: '' }, 'is empty'],
  ] as const)('sends nothing where an option is wrong (%#)', async (work, given, message) => {
    await expect(work(mockedDriver(), '7', given as never)).rejects.toThrow(message)
  })

  it('renames an image of the account, and none of DigitalOcean', async () => {
    answer('GET /images/63663980', 200, image())
    const sent = answer('PUT /images/63663980', 200, image({ name: 'tuesday' }))
    expect((await renameImage(mockedDriver(), '63663980', 'tuesday')).name).toBe('tuesday')
    expect(sent.body).toEqual({ name: 'tuesday' })
    answer('GET /images/debian-12-x64', 200, image({ public: true, slug: 'debian-12-x64' }))
    await expect(renameImage(mockedDriver(), 'debian-12-x64', 'a')).rejects.toMatchObject({
      code: 'forbidden',
      outcome: 'not-applied',
    })
  })

  it.each(['..', 'a/b', '%2e%2e', ''])('asks for no image %j', async (id) => {
    await expect(mockedDriver().getImage(id)).rejects.toMatchObject({
      code: id === '' ? 'invalid' : 'not-found',
    })
  })
})
