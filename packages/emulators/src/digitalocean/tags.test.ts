import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: DigitalOceanClient

beforeAll(async () => {
  local = await startCloud({ times: shortTimes })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

test('A tag is put on resources and taken off, and counts them', async () => {
  const droplet = await client.droplet()
  const { volume } = await client.post('/v2/volumes', { name: 'data', region: 'nyc3', size_gigabytes: 1 })
  const { tag } = await client.post('/v2/tags', { name: 'Web' })
  expect(tag).toMatchObject({ name: 'Web', resources: { count: 0, droplets: { count: 0 } } })
  const resources = [
    { resource_id: String(droplet.id), resource_type: 'droplet' },
    { resource_id: volume.id, resource_type: 'volume' },
  ]
  expect((await client.call('POST', '/v2/tags/web/resources', { resources })).status).toBe(204)
  expect((await client.get('/v2/tags/Web')).tag.resources).toMatchObject({
    count: 2,
    droplets: { count: 1, last_tagged_uri: `${local.digitalocean.endpoint}/v2/droplets/${droplet.id}` },
    volumes: { count: 1 },
  })
  expect((await client.get(`/v2/droplets/${droplet.id}`)).droplet.tags).toEqual(['Web'])
  expect((await client.get('/v2/droplets?tag_name=WEB')).droplets).toHaveLength(1)
  const off = { resources: resources.slice(0, 1) }
  expect((await client.call('DELETE', '/v2/tags/Web/resources', off)).status).toBe(204)
  expect((await client.get('/v2/tags/Web')).tag.resources).toMatchObject({ count: 1, droplets: { count: 0 } })
})

test('A tag that is there already is returned, one that is deleted is off everything', async () => {
  await client.post('/v2/tags', { name: 'once' })
  await client.post('/v2/tags', { name: 'ONCE' })
  const { tags } = await client.get('/v2/tags?per_page=200')
  expect(tags.filter(({ name }: { name: string }) => name.toLowerCase() === 'once')).toHaveLength(1)
  const droplet = await client.droplet({ tags: ['once'] })
  expect((await client.call('DELETE', '/v2/tags/once')).status).toBe(204)
  expect((await client.get(`/v2/droplets/${droplet.id}`)).droplet.tags).toEqual([])
  expect((await client.call('GET', '/v2/tags/once')).status).toBe(404)
})

test.each([[{}], [{ name: '' }], [{ name: 'a b' }], [{ name: 'a'.repeat(256) }]])(
  'The tag %o is refused',
  async (body) => {
    expect((await client.call('POST', '/v2/tags', body)).status).toBe(422)
  },
)

test('Nothing is tagged when one of the resources is not there', async () => {
  const droplet = await client.droplet()
  await client.post('/v2/tags', { name: 'all-or-none' })
  const resources = [
    { resource_id: String(droplet.id), resource_type: 'droplet' },
    { resource_id: '7', resource_type: 'image' },
  ]
  expect((await client.call('POST', '/v2/tags/all-or-none/resources', { resources })).status).toBe(404)
  expect((await client.get(`/v2/droplets/${droplet.id}`)).droplet.tags).toEqual([])
})
