import { inspect } from 'node:util'
import { virtualClock } from '@cloud/emulators'
import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { compute, type DigitalOcean, type DigitalOceanOptions } from './index.ts'

const host = 'https://api.digitalocean.com'
const options = { name: 'web-1', size: 's-1vcpu-1gb', image: 'debian-12-x64' }

function mockedDriver(more: DigitalOceanOptions = {}): DigitalOcean {
  const clock = virtualClock({ auto: true })
  return compute({
    token: 'hidden-token',
    region: 'fra1',
    clock,
    retry: { baseMs: 1, throttleBaseMs: 1 },
    ...more,
  })
}

const droplet = (id: number, tags: readonly string[] = [], more: object = {}) => ({
  id,
  name: 'web-1',
  status: 'active',
  locked: false,
  size_slug: 's-1vcpu-1gb',
  image: { id: 1, slug: 'debian-12-x64' },
  region: { slug: 'fra1' },
  networks: { v4: [{ ip_address: '203.0.113.1', type: 'public' }], v6: [] },
  tags,
  created_at: `2026-01-01T00:00:0${id}Z`,
  ...more,
})
const action = (status: string) => ({
  action: { id: 7, status, type: 'create', started_at: '2026-01-01T00:00:00Z' },
})
const created = (id = 1) => ({
  droplet: droplet(id, [], { status: 'new' }),
  links: { actions: [{ id: 7, rel: 'create' }] },
})

type Body = { tags: string[]; [name: string]: unknown }

/** Answers a POST of a droplet, and keeps what was sent. */
function create(status: number, answer: object | string): { readonly body: Body } {
  const kept = { body: { tags: [] } as Body }
  nock(host)
    .post('/v2/droplets', (body: Body) => {
      kept.body = body
      return true
    })
    .reply(status, answer)
  return kept
}
const byTag = (droplets: readonly object[]) =>
  nock(host)
    .get(/^\/v2\/droplets\?tag_name=cloud-intent/)
    .reply(200, { droplets })

describe('createNode', () => {
  it('makes a droplet with a tag of its own, and waits for the action that makes it', async () => {
    const sent = create(202, created())
    nock(host).get('/v2/actions/7').reply(200, action('in-progress'))
    nock(host).get('/v2/actions/7').reply(200, action('completed'))
    nock(host)
      .get('/v2/droplets/1')
      .reply(200, { droplet: droplet(1, ['role:web', 'cloud-intent:x']) })
    const node = await mockedDriver().createNode({
      ...options,
      tags: { role: 'web', solo: '' },
      native: { ipv6: true },
    })
    expect(node).toMatchObject({
      id: '1',
      state: 'running',
      tags: { role: 'web' },
      publicIps: ['203.0.113.1'],
    })
    expect(sent.body).toEqual({
      name: 'web-1',
      region: 'fra1',
      size: 's-1vcpu-1gb',
      image: 'debian-12-x64',
      ipv6: true,
      ssh_keys: [],
      tags: [
        'role:web',
        'solo',
        expect.stringMatching(/^cloud-intent:[0-9a-f]{32}$/),
        expect.stringMatching(/^cloud-options:[0-9a-f]{32}$/),
      ],
    })
  })

  it('finds a droplet whose answer was lost by its tag, and makes no second one', async () => {
    const sent = create(500, '')
    byTag([])
    byTag([droplet(1)])
    nock(host)
      .get('/v2/droplets/1/actions')
      .reply(200, { actions: [action('completed').action] })
    nock(host).get('/v2/actions/7').reply(200, action('completed'))
    nock(host)
      .get('/v2/droplets/1')
      .reply(200, { droplet: droplet(1) })
    expect((await mockedDriver().createNode(options)).id).toBe('1')
    expect(sent.body.tags).toHaveLength(2)
  })

  it('tells that it cannot know, where the looks fail too, and the key to find out with', async () => {
    const sent = create(500, '')
    nock(host)
      .get(/tag_name=cloud-intent/)
      .reply(403, { id: 'forbidden', message: 'No' })
    const driver = mockedDriver()
    const error = await driver.createNode(options).catch((thrown) => thrown)
    expect(error).toMatchObject({ outcome: 'unknown', details: { idempotencyKey: expect.any(String) } })
    const { idempotencyKey } = error.details
    byTag([droplet(1, sent.body.tags)])
    expect((await driver.createNode({ ...options, idempotencyKey })).id).toBe('1')
  })

  it('sends a second request with the same tag when nothing showed, and keeps the older of two', async () => {
    const first = create(500, '')
    for (let look = 0; look < 6; look++) byTag([])
    const second = create(202, created(2))
    byTag([droplet(2), droplet(1)])
    nock(host).delete('/v2/droplets/2').reply(204)
    nock(host).get('/v2/droplets/1/actions').reply(200, { actions: [] })
    nock(host)
      .get('/v2/droplets/1')
      .reply(200, { droplet: droplet(1) })
    expect((await mockedDriver().createNode(options)).id).toBe('1')
    expect(second.body).toEqual(first.body)
  })

  it('tells that a droplet was made where its action failed', async () => {
    create(202, created())
    nock(host).get('/v2/actions/7').reply(200, action('errored'))
    await expect(mockedDriver().createNode(options)).rejects.toMatchObject({
      code: 'failed',
      outcome: 'applied',
      retryable: false,
      details: { nodeId: '1', actionId: 7 },
    })
  })

  it('lends the account the keys that it lacks', async () => {
    const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILxtmOcNHRR4O6BSVRwBtCMZc7HS5kGoB9Fb0RwHUCnc me@here'
    const fingerprint = /^\/v2\/account\/keys\/([0-9a-f]{2}:){15}[0-9a-f]{2}$/
    nock(host).get(fingerprint).reply(404, { id: 'not_found', message: 'gone' })
    nock(host)
      .post('/v2/account/keys')
      .reply(201, { ssh_key: { id: 55, name: 'x', fingerprint: 'f', public_key: key } })
    const sent = create(202, created())
    nock(host).get('/v2/actions/7').reply(200, action('completed'))
    nock(host).delete('/v2/account/keys/55').reply(204)
    nock(host)
      .get('/v2/droplets/1')
      .reply(200, { droplet: droplet(1) })
    await mockedDriver().createNode({ ...options, authorizedKeys: [`${key}\n`] })
    expect(sent.body.ssh_keys).toEqual([55])
  })

  it('gives the node of an earlier call with the same idempotency key, and refuses other options', async () => {
    const sent = create(202, created())
    byTag([])
    nock(host).get('/v2/actions/7').reply(200, action('completed'))
    byTag([])
    nock(host)
      .get('/v2/droplets/1')
      .reply(200, { droplet: droplet(1) })
    const driver = mockedDriver()
    await driver.createNode({ ...options, idempotencyKey: 'order 7'.replace(' ', '-') })
    const { tags } = sent.body
    byTag([droplet(1, tags)])
    expect((await driver.createNode({ ...options, idempotencyKey: 'order-7' })).id).toBe('1')
    byTag([droplet(1, tags)])
    const other = driver.createNode({ ...options, size: 's-2vcpu-2gb', idempotencyKey: 'order-7' })
    await expect(other).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
      details: { id: '1' },
    })
  })

  it('keeps the older of two of one key, also where the list does not show its own yet', async () => {
    const sent = create(202, created(2))
    byTag([])
    nock(host).get('/v2/actions/7').reply(200, action('completed'))
    nock(host)
      .get(/tag_name=cloud-intent/)
      .reply(200, () => ({ droplets: [droplet(1, sent.body.tags)] }))
    nock(host).delete('/v2/droplets/2').reply(404, { id: 'not_found', message: 'gone' })
    nock(host)
      .get('/v2/droplets/1')
      .reply(200, () => ({ droplet: droplet(1, sent.body.tags) }))
    expect((await mockedDriver().createNode({ ...options, idempotencyKey: 'order-8' })).id).toBe('1')
  })

  it('finds out what a refusal is about', async () => {
    const refusal = { id: 'unprocessable_entity', message: 'You specified an invalid size' }
    const slugs = (what: string, ...all: string[]) =>
      nock(host)
        .get(`/v2/${what}?page=1&per_page=200`)
        .reply(200, { [what]: all.map((slug) => ({ slug })) })
    create(422, refusal)
    slugs('sizes', 'other')
    nock(host).get('/v2/images/debian-12-x64').reply(200, { image: {} })
    slugs('regions', 'fra1')
    await expect(mockedDriver().createNode(options)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('There is no size s-1vcpu-1gb'),
      outcome: 'not-applied',
    })
    create(422, refusal)
    slugs('sizes', 's-1vcpu-1gb')
    nock(host).get('/v2/images/debian-12-x64').reply(200, { image: {} })
    slugs('regions', 'fra1')
    nock(host)
      .get('/v2/account')
      .reply(200, { account: { droplet_limit: 3 } })
    nock(host)
      .get('/v2/droplets?per_page=1')
      .reply(200, { droplets: [], meta: { total: 3 } })
    await expect(mockedDriver().createNode(options)).rejects.toMatchObject({
      code: 'quota',
      outcome: 'not-applied',
    })
  })

  it.each([
    ['a name that is no host name', { name: 'web 1' }, 'is no host name'],
    ['a tag that cannot be stored', { tags: { 'a b': 'c' } }, 'cannot be stored'],
    ["a tag of the driver's own", { tags: { 'cloud-intent': 'x' } }, "driver's own"],
    ['user data over 64 KiB', { userData: 'x'.repeat(65_537) }, 'at most 65536'],
    ['user data that is no text', { userData: Uint8Array.of(0x1f, 0x8b, 0xff) }, 'is not UTF-8'],
    ['an unknown native option', { native: { backup: true } }, 'its options are sshKeys, backups'],
  ])('refuses %s before it sends anything', async (_what, wrong, message) => {
    const error = await mockedDriver()
      .createNode({ ...options, ...wrong } as never)
      .catch((thrown) => thrown)
    expect(error).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
    expect(error.message).toContain(message)
  })

  it.each(['', 5, 'fra1\n'])('is not made for the region %j, at once', (region) => {
    expect(() => mockedDriver({ region: region as string })).toThrow(/^region /)
  })

  it('wants a location where the driver has no region', async () => {
    const driver = compute({ token: 'hidden-token' })
    await expect(driver.createNode(options)).rejects.toThrow('There is no location')
    expect(inspect(driver, { depth: 20, showHidden: true })).not.toContain('hidden-token')
  })
})

describe('the limit of requests', () => {
  const zone = (remaining: number, resetMs: number) => ({
    'ratelimit-limit': '5000',
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
  })

  it('is kept to: the next request waits until DigitalOcean takes it', async () => {
    const clock = virtualClock({ auto: true })
    const resetAt = clock.now() + 30_000
    nock(host)
      .get(/regions/)
      .reply(200, { regions: [] }, zone(0, resetAt))
    nock(host)
      .get(/regions/)
      .reply(200, { regions: [] }, zone(4999, resetAt))
    const driver = mockedDriver({ clock })
    await driver.listLocations().toArray()
    await driver.listLocations().toArray()
    expect(clock.now()).toBeGreaterThanOrEqual(resetAt)
  })

  it('that was passed is waited out by its reset, where no Retry-After says when', async () => {
    const clock = virtualClock({ auto: true })
    const resetAt = clock.now() + 40_000
    const refusal = { id: 'too_many_requests', message: 'API Rate limit exceeded.' }
    nock(host)
      .get(/regions/)
      .reply(429, refusal, zone(0, resetAt))
    nock(host)
      .get(/regions/)
      .reply(200, { regions: [] }, zone(10, resetAt))
    await mockedDriver({ clock }).listLocations().toArray()
    expect(clock.now()).toBeGreaterThanOrEqual(resetAt)
  })
})
