import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'

let local: LocalCloud
let client: DigitalOceanClient

beforeAll(async () => {
  local = await startCloud({ digitalocean: { dropletLimit: 25 } })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

test('The account tells its droplet limit', async () => {
  const { account } = await client.get('/v2/account')
  expect(account).toMatchObject({ droplet_limit: 25, status: 'active', email_verified: true })
})

test('Regions and sizes name each other', async () => {
  const { regions } = await client.get('/v2/regions?per_page=200')
  const { sizes } = await client.get('/v2/sizes?per_page=200')
  const pairs = (list: { slug: string }[], member: string) =>
    list.flatMap(
      (one) => (one as never as Record<string, string[]>)[member]?.map((other) => [one.slug, other]) ?? [],
    )
  const bySize = pairs(sizes, 'regions').map(([size, region]) => `${region} ${size}`)
  const byRegion = pairs(regions, 'sizes').map((pair) => pair.join(' '))
  expect(byRegion.sort()).toEqual(bySize.sort())
  expect(sizes.length).toBeGreaterThanOrEqual(30)
})

test('A size has a price, and one with GPUs says which', async () => {
  const { sizes } = await client.get('/v2/sizes?per_page=200')
  const bySlug = new Map<string, object>(sizes.map((size: { slug: string }) => [size.slug, size]))
  expect(bySlug.get('s-1vcpu-1gb')).toEqual({
    slug: 's-1vcpu-1gb',
    memory: 1024,
    vcpus: 1,
    disk: 25,
    transfer: 1,
    price_monthly: 6,
    price_hourly: 0.00893,
    regions: expect.arrayContaining(['nyc3', 'fra1']),
    available: true,
    description: 'Basic',
    disk_info: [{ type: 'local', size: { amount: 25, unit: 'gib' } }],
  })
  expect(bySlug.get('gpu-h100x8-640gb')).toMatchObject({
    description: 'H100 GPU - 8X',
    gpu_info: { count: 8, model: 'nvidia_h100', vram: { amount: 640, unit: 'gib' } },
  })
})

test('Images are found by slug and by number, and listed by kind', async () => {
  const { image } = await client.get('/v2/images/debian-12-x64')
  expect(image).toMatchObject({ distribution: 'Debian', public: true, type: 'base', status: 'available' })
  expect((await client.get(`/v2/images/${image.id}`)).image).toEqual(image)
  const slugs = async (query: string) =>
    (await client.get(`/v2/images?per_page=200&${query}`)).images.map(({ slug }: { slug: string }) => slug)
  expect(await slugs('type=distribution')).toContain('ubuntu-24-04-x64')
  expect(await slugs('type=application')).toContain('docker-20-04')
  expect(await slugs('private=true')).toEqual([])
  expect((await client.call('GET', '/v2/images/windows-95')).status).toBe(404)
})

test("The vendor's own images cannot be changed", async () => {
  const { image } = await client.get('/v2/images/debian-12-x64')
  expect((await client.call('PUT', `/v2/images/${image.id}`, { name: 'mine' })).status).toBe(404)
  expect((await client.call('DELETE', `/v2/images/${image.id}`)).status).toBe(404)
})
