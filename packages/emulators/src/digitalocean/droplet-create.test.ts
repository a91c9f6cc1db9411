import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type DigitalOceanClient, digitaloceanClient, smallDroplet } from '../testing/digitalocean-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: DigitalOceanClient

beforeAll(async () => {
  local = await startCloud({
    times: shortTimes,
    digitalocean: { dropletLimit: 3, capacity: { 'c-2': 0 } },
  })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

const volume = async (region: string) =>
  (await client.post('/v2/volumes', { name: `data-${region}`, region, size_gigabytes: 1 })).volume

test.each([
  [
    'a name that is no host name',
    { name: 'my droplet' },
    'Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)',
  ],
  [
    'a name that ends in a dash',
    { name: 'web-' },
    'Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)',
  ],
  ['an empty name', { name: '' }, "Name can't be blank"],
  ['a size that does not exist', { size: '64gb' }, 'You specified an invalid size for Droplet creation.'],
  [
    'a size that the region lacks',
    { size: 'so-2vcpu-16gb', region: 'blr1' },
    'Size is not available in this region.',
  ],
  ['a size that is sold out', { size: 'c-2' }, 'Size is not available in this region.'],
  [
    'a region that does not exist',
    { region: 'mars1' },
    'You specified an invalid region for Droplet creation.',
  ],
  ['a region that is closed', { region: 'ams2' }, 'Region is not available.'],
  [
    'an image that does not exist',
    { image: 'windows-95' },
    'You specified an invalid image for Droplet creation.',
  ],
  [
    'a disk below that of the image',
    { size: 's-1vcpu-512mb-10gb', image: 'docker-20-04' },
    'This size is not available because it has a smaller disk.',
  ],
  [
    'a key that is not there',
    { ssh_keys: [12, 'aa:bb'] },
    '12, aa:bb are invalid key identifiers for Droplet creation.',
  ],
  ['user data over 64 KiB', { user_data: 'a'.repeat(65_537) }, 'User data is too long (maximum is 64 KiB)'],
  [
    'a tag that cannot be one',
    { tags: ['a b'] },
    'Tag name can only contain letters, numbers, colons, dashes, and underscores.',
  ],
  [
    'more than the limit',
    { name: undefined, names: ['a', 'b', 'c', 'd'] },
    'creating this/these droplet(s) will exceed your droplet limit',
  ],
  [
    'eleven names',
    { name: undefined, names: 'abcdefghijk'.split('') },
    'Between 1 and 10 Droplets can be created at once.',
  ],
])('%s is refused, and nothing is made', async (_what, input, message) => {
  const answer = await client.call('POST', '/v2/droplets', { ...smallDroplet, ...input })
  expect(answer).toMatchObject({ status: 422, body: { id: 'unprocessable_entity', message } })
  expect(local.inventory().digitalocean.droplets).toEqual([])
  expect(local.inventory().digitalocean.tags).toEqual([])
})

test('Without a region, the first that has the size is taken, or that of its volumes', async () => {
  const { region: _region, ...rest } = smallDroplet
  const first = await client.post('/v2/droplets', { ...rest, size: 'so-2vcpu-16gb' })
  expect(first.droplet.region.sizes).toContain('so-2vcpu-16gb')
  const { id } = await volume('fra1')
  const second = await client.post('/v2/droplets', { ...rest, volumes: [id] })
  expect(second.droplet).toMatchObject({ region: { slug: 'fra1' }, volume_ids: [id] })
  const third = await client.call('POST', '/v2/droplets', { ...smallDroplet, region: 'fra1', volumes: [id] })
  expect(third.body.message).toBe(`Volume ${id} is already attached to a Droplet.`)
  const other = await volume('nyc1')
  const fourth = await client.call('POST', '/v2/droplets', { ...smallDroplet, volumes: [other.id] })
  expect(fourth.body.message).toBe('Volumes must be in the same region as the Droplet.')
  for (const { links, droplet } of [first, second]) {
    await client.finished(links.actions[0])
    await client.call('DELETE', `/v2/droplets/${droplet.id}`)
  }
  expect((await client.get(`/v2/volumes/${id}`)).volume.droplet_ids).toEqual([])
})

test('What is asked for shows in its features and networks', async () => {
  const droplet = await client.droplet({
    ipv6: true,
    monitoring: true,
    backups: true,
    backup_policy: { plan: 'daily', hour: 8 },
  })
  expect(droplet.features).toEqual(['backups', 'monitoring', 'droplet_agent', 'ipv6', 'private_networking'])
  expect(droplet.networks.v6).toEqual([
    {
      ip_address: expect.stringMatching(/^2001:db8:/),
      netmask: 64,
      gateway: '2001:db8:0:1::',
      type: 'public',
    },
  ])
  expect(droplet.next_backup_window.start).toMatch(/T08:00:00Z$/)
  const hidden = await client.droplet({ public_networking: false, with_droplet_agent: false })
  expect(hidden.networks.v4.map(({ type }: { type: string }) => type)).toEqual(['private'])
  expect(hidden.features).toEqual(['private_networking'])
})
