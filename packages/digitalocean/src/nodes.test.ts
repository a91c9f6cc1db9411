import { virtualClock } from '@cloud/emulators'
import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { compute, type DigitalOcean } from './index.ts'

const host = 'https://api.digitalocean.com'
const refusal = {
  id: 'unprocessable_entity',
  message: 'Droplet already has a pending event.',
  request_id: 'req-1',
}

function mockedDriver(): DigitalOcean {
  const clock = virtualClock({ auto: true })
  return compute({ token: 'hidden-token', clock, retry: { baseMs: 1, throttleBaseMs: 1 } })
}

const droplet = (id: number, status = 'active', more: object = {}) => ({
  id,
  name: `web-${id}`,
  status,
  locked: false,
  size_slug: 's-1vcpu-1gb',
  image: { id: 63663980, slug: null },
  region: { slug: 'fra1' },
  networks: {
    v4: [
      { ip_address: '10.1.0.2', type: 'private' },
      { ip_address: '203.0.113.9', type: 'public' },
    ],
    v6: [{ ip_address: '2001:db8::9', type: 'public' }],
  },
  tags: ['role:web:1', 'solo', 'cloud-intent:x', 'cloud-options:y'],
  created_at: '2026-01-01T00:00:00Z',
  ...more,
})
const show = (status: string) =>
  nock(host)
    .get('/v2/droplets/1')
    .reply(200, { droplet: droplet(1, status) })
const action = (id: number, type: string, status = 'completed') => ({
  id,
  type,
  status,
  started_at: new Date(Date.now() + 1000).toISOString(),
})

describe('a droplet as a node', () => {
  it('has its addresses, public ones first IPv4, and the tags of the caller', async () => {
    show('active')
    expect(await mockedDriver().getNode('1')).toMatchObject({
      kind: 'node',
      id: '1',
      state: 'running',
      publicIps: ['203.0.113.9', '2001:db8::9'],
      privateIps: ['10.1.0.2'],
      size: 's-1vcpu-1gb',
      image: '63663980',
      location: 'fra1',
      tags: { role: 'web:1', solo: '' },
    })
  })

  it.each([
    ['new', 'pending'],
    ['active', 'running'],
    ['off', 'stopped'],
    ['archive', 'suspended'],
    ['constructor', 'unknown'],
  ])('that is %s is %s', async (status, state) => {
    show(status)
    expect((await mockedDriver().getNode('1')).state).toBe(state)
  })

  it('is not looked for under an id that cannot be one', async () => {
    for (const id of ['i-1', '../account', '1?a=b']) {
      await expect(mockedDriver().getNode(id)).rejects.toMatchObject({ code: 'not-found' })
      await expect(mockedDriver().destroyNode(id)).rejects.toMatchObject({
        code: 'not-found',
        outcome: 'not-applied',
      })
    }
  })
})

describe('listNodes', () => {
  it('asks for 200 at a time under the token, and follows the pages', async () => {
    const next = { links: { pages: { next: `${host}/v2/droplets?page=2&per_page=200` } } }
    nock(host, { reqheaders: { authorization: 'Bearer hidden-token' } })
      .get('/v2/droplets?page=1&per_page=200')
      .reply(200, { droplets: [droplet(1)], ...next })
    nock(host)
      .get('/v2/droplets?page=2&per_page=200')
      .reply(200, { droplets: [droplet(2)], links: {} })
    expect((await mockedDriver().listNodes().toArray()).map(({ id }) => id)).toEqual(['1', '2'])
  })

  it('has the server narrow by name or tag, and narrows the rest itself', async () => {
    const all = [droplet(1), droplet(2, 'off'), droplet(3, 'active', { tags: ['other'] })]
    nock(host).get('/v2/droplets?tag_name=role%3Aweb%3A1&page=1&per_page=200').reply(200, { droplets: all })
    const tagged = mockedDriver().listNodes({ tags: { role: 'web:1' }, states: ['running'] })
    expect((await tagged.toArray()).map(({ id }) => id)).toEqual(['1'])
    nock(host).get('/v2/droplets?name=web-2&page=1&per_page=200').reply(200, { droplets: all })
    expect((await mockedDriver().listNodes({ name: 'web-2' }).toArray()).map(({ id }) => id)).toEqual(['2'])
  })
})

describe('switching a node', () => {
  it.each([
    ['startNode', 'off', 'power_on'],
    ['stopNode', 'active', 'shutdown'],
    ['rebootNode', 'active', 'reboot'],
  ] as const)('%s of one that is %s is the action %s, waited for', async (member, status, type) => {
    show(status)
    nock(host)
      .post('/v2/droplets/1/actions', { type })
      .reply(201, { action: action(9, type, 'in-progress') })
    nock(host)
      .get('/v2/actions/9')
      .reply(200, { action: action(9, type, 'in-progress') })
    nock(host)
      .get('/v2/actions/9')
      .reply(200, { action: action(9, type) })
    await mockedDriver()[member]('1')
  })

  it('asks for nothing where it is so already', async () => {
    show('active')
    await mockedDriver().startNode('1')
    show('off')
    await mockedDriver().stopNode('1')
  })

  it('is a conflict in other states, and while another action runs', async () => {
    show('off')
    await expect(mockedDriver().rebootNode('1')).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
    show('active')
    nock(host).post('/v2/droplets/1/actions').reply(422, refusal)
    await expect(mockedDriver().rebootNode('1')).rejects.toMatchObject({
      code: 'conflict',
      status: 422,
      requestId: 'req-1',
      outcome: 'not-applied',
    })
  })

  it('finds an action whose answer was lost in the history, and does not ask for it again', async () => {
    show('active')
    nock(host).post('/v2/droplets/1/actions').reply(500, '')
    nock(host)
      .get('/v2/droplets/1/actions')
      .reply(200, { actions: [action(9, 'reboot')] })
    nock(host)
      .get('/v2/actions/9')
      .reply(200, { action: action(9, 'reboot') })
    await mockedDriver().rebootNode('1')
  })

  it('switches off a system that does not heed a shutdown', async () => {
    show('active')
    nock(host)
      .post('/v2/droplets/1/actions', { type: 'shutdown' })
      .reply(201, { action: action(9, 'shutdown') })
    nock(host)
      .get('/v2/actions/9')
      .reply(200, { action: action(9, 'shutdown', 'errored') })
    nock(host)
      .post('/v2/droplets/1/actions', { type: 'power_off' })
      .reply(201, { action: action(10, 'power_off') })
    nock(host)
      .get('/v2/actions/10')
      .reply(200, { action: action(10, 'power_off') })
    await mockedDriver().stopNode('1')
  })

  it('tells the action that it could not wait for', async () => {
    show('active')
    nock(host)
      .post('/v2/droplets/1/actions')
      .reply(201, { action: action(9, 'reboot') })
    nock(host)
      .get('/v2/actions/9')
      .times(100)
      .reply(200, { action: action(9, 'reboot', 'in-progress') })
    const reboot = mockedDriver().rebootNode('1', { timeoutMs: 20_000 })
    await expect(reboot).rejects.toMatchObject({
      code: 'timeout',
      outcome: 'unknown',
      details: { actionId: 9 },
    })
    nock.cleanAll()
  })
})

describe('destroyNode', () => {
  it('waits for the action that holds the droplet', async () => {
    nock(host).delete('/v2/droplets/1').times(2).reply(422, refusal)
    nock(host).delete('/v2/droplets/1').reply(204)
    await mockedDriver().destroyNode('1')
  })

  it('is a time that passed where the action does not end', async () => {
    nock(host).delete('/v2/droplets/1').times(100).reply(422, refusal)
    const destroyed = mockedDriver().destroyNode('1', { timeoutMs: 20_000 })
    await expect(destroyed).rejects.toMatchObject({
      code: 'timeout',
      outcome: 'not-applied',
      message: expect.stringContaining('pending event'),
    })
    nock.cleanAll()
  })
})

describe('errors', () => {
  it.each([
    [401, 'Unauthorized', 'unauthorized'],
    [403, 'forbidden', 'forbidden'],
    [404, 'not_found', 'not-found'],
    [409, 'conflict', 'conflict'],
    [412, 'precondition_failed', 'precondition'],
    [400, 'something_new', 'invalid'],
  ])('of status %i and id %s are %s', async (status, id, code) => {
    nock(host).delete('/v2/droplets/1').reply(status, { id, message: 'No', request_id: 'r' })
    await expect(mockedDriver().destroyNode('1')).rejects.toMatchObject({
      code,
      providerCode: id,
      requestId: 'r',
      operation: 'droplets_destroy',
      outcome: 'not-applied',
    })
  })

  it('that are no JSON tell their status', async () => {
    nock(host).get('/v2/droplets/1').times(4).reply(502, '<html>')
    await expect(mockedDriver().getNode('1')).rejects.toMatchObject({ code: 'unavailable', status: 502 })
  })

  it('tell an answer that is not what it should be as a breach of the protocol', async () => {
    nock(host).get('/v2/droplets/1').reply(200, '[]')
    await expect(mockedDriver().getNode('1')).rejects.toMatchObject({ code: 'protocol' })
  })
})
