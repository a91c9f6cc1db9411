import { describe, expect, test } from 'vitest'
import { startCloud } from '../start-cloud.ts'
import { digitaloceanClient, smallDroplet } from '../testing/digitalocean-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { virtualClock } from '../virtual-clock.ts'

describe('Pages', () => {
  test('link to one another with the filters of the request', async () => {
    await using local = await startCloud()
    const { get } = digitaloceanClient(local)
    const first = await get('/v2/images?type=distribution&per_page=3')
    expect(first.images).toHaveLength(3)
    expect(Object.keys(first.links.pages).sort()).toEqual(['last', 'next'])
    expect(first.links.pages.next).toBe(
      `${local.digitalocean.endpoint}/v2/images?type=distribution&per_page=3&page=2`,
    )
    const second = await get(first.links.pages.next.slice(local.digitalocean.endpoint.length))
    expect(Object.keys(second.links.pages).sort()).toEqual(['first', 'last', 'next', 'prev'])
    const seen = []
    for (let path = '/v2/images?type=distribution&per_page=3'; path; ) {
      const { images, links, meta } = await get(path)
      seen.push(...images)
      expect(meta.total).toBe(8)
      path = links.pages.next?.slice(local.digitalocean.endpoint.length)
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(8)
  })

  test('have 20 items, one past the last has none, and a single one has no links', async () => {
    await using local = await startCloud()
    const { get } = digitaloceanClient(local)
    expect((await get('/v2/sizes')).sizes).toHaveLength(20)
    expect(await get('/v2/sizes?page=99')).toMatchObject({
      sizes: [],
      links: { pages: { prev: expect.any(String) } },
    })
    expect(await get('/v2/sizes?per_page=200')).toMatchObject({ links: {} })
  })

  test('are cut by the page size of the cloud', async () => {
    await using local = await startCloud({ pageSize: 2 })
    const { get } = digitaloceanClient(local)
    const { regions, links } = await get('/v2/regions?per_page=200')
    expect(regions).toHaveLength(2)
    const next = await get(links.pages.next.slice(local.digitalocean.endpoint.length))
    expect(next.regions[0].slug).not.toBe(regions[1].slug)
  })
})

describe('Rate limits', () => {
  test('count down in the headers, refuse what is over them, and begin anew after an hour', async () => {
    const clock = virtualClock({ auto: true })
    await using local = await startCloud({ clock, digitalocean: { requestsPerHour: 2 } })
    const { call } = digitaloceanClient(local)
    const left = async () => {
      const { status, headers } = await call('GET', '/v2/account')
      return [status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]
    }
    expect([await left(), await left(), await left()]).toEqual([
      [200, '2', '1'],
      [200, '2', '0'],
      [429, '2', '0'],
    ])
    const refused = await call('GET', '/v2/account')
    expect(refused.body).toMatchObject({ id: 'too_many_requests' })
    expect(refused.headers.has('retry-after')).toBe(false)
    const reset = Number(refused.headers.get('ratelimit-reset')) * 1000
    await clock.advance(reset - clock.now())
    expect(await left()).toEqual([200, '2', '1'])
  })

  test('of bursts say when to come again', async () => {
    await using local = await startCloud({ digitalocean: { requestsPerMinute: 1 } })
    const { call } = digitaloceanClient(local)
    await call('GET', '/v2/account')
    const { status, headers } = await call('GET', '/v2/account')
    expect(status).toBe(429)
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(50)
  })
})

describe('Faults', () => {
  test('of the API have its own form and default to too many requests', async () => {
    await using local = await startCloud()
    const { call } = digitaloceanClient(local)
    local.faults.add({ operation: 'account_get', kind: 'error', retryAfter: 3, count: 1 })
    const answer = await call('GET', '/v2/account')
    expect(answer).toMatchObject({
      status: 429,
      body: { id: 'too_many_requests', request_id: expect.any(String) },
    })
    expect(answer.headers.get('retry-after')).toBe('3')
    local.faults.add({ kind: 'error', code: 'server_error', count: 1 })
    expect((await call('GET', '/v2/sizes')).status).toBe(500)
    expect((await call('GET', '/v2/account')).status).toBe(200)
  })

  test('after the effect leave a droplet that the caller did not hear of', async () => {
    await using local = await startCloud({ times: shortTimes })
    const { call, get } = digitaloceanClient(local)
    local.faults.add({ operation: 'droplets_create', kind: 'reset-after', count: 1 })
    await expect(call('POST', '/v2/droplets', { ...smallDroplet, tags: ['intent:1'] })).rejects.toThrow()
    const { droplets } = await get('/v2/droplets?tag_name=intent:1')
    expect(droplets).toHaveLength(1)
  })
})

describe('An action that fails', () => {
  test('has no effect, and the droplet takes the next one', async () => {
    await using local = await startCloud({ times: shortTimes })
    const { act, droplet: make, get } = digitaloceanClient(local)
    const droplet = await make()
    local.faults.add({ operation: 'dropletActions_post', kind: 'errored', count: 1 })
    expect(await act(droplet, 'power_off')).toMatchObject({
      status: 'errored',
      completed_at: expect.any(String),
    })
    expect((await get(`/v2/droplets/${droplet.id}`)).droplet.status).toBe('active')
    expect(await act(droplet, 'power_off')).toMatchObject({ status: 'completed' })
  })

  test('to create a droplet leaves none', async () => {
    await using local = await startCloud({ times: shortTimes })
    const { call, finished, post } = digitaloceanClient(local)
    local.faults.add({ operation: 'droplets_create', kind: 'errored', count: 1 })
    const { droplet, links } = await post('/v2/droplets', smallDroplet)
    expect(droplet.status).toBe('new')
    expect(await finished(links.actions[0])).toMatchObject({ status: 'errored', type: 'create' })
    expect((await call('GET', `/v2/droplets/${droplet.id}`)).status).toBe(404)
    expect(local.inventory().digitalocean.droplets).toEqual([])
  })
})

test('A new droplet is not found for the time told', async () => {
  const clock = virtualClock({ auto: true })
  await using local = await startCloud({ clock, consistencyMs: 5_000 })
  const { call, get, post } = digitaloceanClient(local)
  const { droplet } = await post('/v2/droplets', { ...smallDroplet, tags: ['intent:1'] })
  expect((await get('/v2/droplets?tag_name=intent:1')).droplets).toEqual([])
  expect((await call('GET', `/v2/droplets/${droplet.id}`)).status).toBe(404)
  await clock.advance(5_000)
  expect((await get('/v2/droplets?tag_name=intent:1')).droplets).toHaveLength(1)
})

test('Ids are the same with the same seed, tokens are not', async () => {
  await using one = await startCloud({ seed: 7 })
  await using two = await startCloud({ seed: 7 })
  const make = async (local: typeof one) =>
    (await digitaloceanClient(local).post('/v2/droplets', smallDroplet)).droplet
  const [a, b] = [await make(one), await make(two)]
  expect([a.id, a.vpc_uuid]).toEqual([b.id, b.vpc_uuid])
  expect(one.digitalocean.token).not.toBe(two.digitalocean.token)
})
