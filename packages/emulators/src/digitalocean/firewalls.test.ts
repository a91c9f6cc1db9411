import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { openApi, whereOpenApi } from '../testing/openapi.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { firewallChanges } from './firewall-changes.ts'
import { firewalls } from './firewalls.ts'

let local: LocalCloud
let client: DigitalOceanClient
let made = 0

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 100 } })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

const anywhere = { addresses: ['0.0.0.0/0', '::/0'] }
const ssh = { protocol: 'tcp', ports: '22', sources: anywhere }
const create = (input: object = {}) => {
  made += 1
  return client.call('POST', '/v2/firewalls', { name: `wall-${made}`, inbound_rules: [ssh], ...input })
}
const newFirewall = async (input: object = {}): Promise<Body> => (await create(input)).body.firewall
const show = async ({ id }: Body) => (await client.get(`/v2/firewalls/${id}`)).firewall
const settled = async (firewall: Body): Promise<Body> => {
  const now = await show(firewall)
  if (now.status === 'succeeded') return now
  await new Promise((resolve) => setTimeout(resolve, 10))
  return settled(firewall)
}
const change = async (method: string, { id }: Body, part: string, body: object) => {
  const answer = await client.call(method, `/v2/firewalls/${id}/${part}`, body)
  return answer.status === 204 ? 204 : `${answer.status} ${answer.body.message}`
}

describe('A firewall', () => {
  test('waits for its droplets to take it up, and then has succeeded', async () => {
    const droplet = await client.droplet()
    const firewall = await newFirewall({
      droplet_ids: [droplet.id],
      outbound_rules: [{ protocol: 'udp', ports: 'all', destinations: anywhere }],
    })
    expect(firewall).toMatchObject({
      status: 'waiting',
      droplet_ids: [droplet.id],
      tags: [],
      inbound_rules: [ssh],
      outbound_rules: [{ protocol: 'udp', ports: '0', destinations: anywhere }],
      pending_changes: [{ droplet_id: droplet.id, removing: false, status: 'waiting' }],
    })
    const after = await settled(firewall)
    expect(after).toEqual({ ...firewall, status: 'succeeded', pending_changes: [] })
    expect(await change('DELETE', firewall, 'droplets', { droplet_ids: [droplet.id] })).toBe(204)
    expect(await show(firewall)).toMatchObject({
      status: 'waiting',
      droplet_ids: [],
      pending_changes: [{ droplet_id: droplet.id, removing: true, status: 'waiting' }],
    })
  })

  test('has its name once, unless it is the same firewall', async () => {
    const { id, name } = await newFirewall()
    const twice = await create({ name })
    expect(twice).toMatchObject({ status: 409, body: { id: 'conflict', message: 'duplicate name' } })
    const body = { name, inbound_rules: [ssh] }
    expect((await client.call('PUT', `/v2/firewalls/${id}`, body)).status).toBe(200)
  })

  test.each([
    [{ name: 'a b' }, /^name must begin/],
    [{ inbound_rules: null }, /^at least one of inbound_rules/],
    [{ inbound_rules: [{ ...ssh, ports: '70000' }] }, 'invalid port range: "70000"'],
    [{ inbound_rules: [{ ...ssh, ports: '9000-8000' }] }, 'invalid port range: "9000-8000"'],
    [{ inbound_rules: [{ ...ssh, ports: 'ssh' }] }, 'invalid port range: "ssh"'],
    [{ inbound_rules: [{ ...ssh, protocol: 'gre' }] }, /protocol must be one of tcp, udp, icmp/],
    [{ inbound_rules: [{ ...ssh, sources: {} }] }, /^a rule must have at least one source/],
    [{ inbound_rules: [{ ...ssh, sources: { addresses: ['10.0.0.0/33'] } }] }, /^invalid address/],
    [{ inbound_rules: [{ ...ssh, sources: { addresses: ['fe80::/129'] } }] }, /^invalid address/],
    [{ inbound_rules: [{ ...ssh, sources: { droplet_ids: [7] } }] }, 'droplets not found: 7'],
    [{ inbound_rules: [{ ...ssh, sources: { tags: ['none'] } }] }, 'tags not found: none'],
    [{ inbound_rules: [{ ...ssh, sources: { load_balancer_uids: ['x'] } }] }, 'load balancers not found: x'],
    [{ inbound_rules: [{ ...ssh, sources: { kubernetes_ids: ['x'] } }] }, /^kubernetes clusters not found/],
    [{ droplet_ids: [7] }, 'droplets not found: 7'],
    [{ tags: ['none'] }, 'tags not found: none'],
    [{ colour: 'red' }, 'colour is not known here.'],
  ])('is refused with %o', async (input, message) => {
    const answer = await create(input)
    expect(answer).toMatchObject({ status: 422, body: { message: expect.stringMatching(message) } })
  })

  test('has at most 50 rules, 10 droplets and 5 tags', async () => {
    const rules = Array.from({ length: 51 }, (_, at) => ({ ...ssh, ports: String(at + 1) }))
    expect((await create({ inbound_rules: rules })).body.message).toMatch('at most 50 rules')
    const tags = ['t1', 't2', 't3', 't4', 't5', 't6']
    for (const name of tags) await client.post('/v2/tags', { name })
    expect((await create({ tags })).body.message).toMatch('at most 5 tags')
  })

  test('has a rule: none is made without, nor left without', async () => {
    const none = await create({ inbound_rules: [], outbound_rules: [] })
    expect([none.status, none.body.message]).toEqual([422, 'must have at least one rule'])
    const firewall = await newFirewall()
    const empty = { name: firewall.name, inbound_rules: [] }
    const replaced = await client.call('PUT', `/v2/firewalls/${firewall.id}`, empty)
    expect([replaced.status, replaced.body.message]).toEqual([422, 'must have at least one rule'])
    expect(await change('DELETE', firewall, 'rules', { inbound_rules: [ssh] })).toBe(
      '422 must have at least one rule',
    )
    expect((await show(firewall)).inbound_rules).toEqual([ssh])
  })

  test('is replaced as a whole, and reset where nothing is said', async () => {
    const droplet = await client.droplet({ tags: ['edge'] })
    const firewall = await newFirewall({ droplet_ids: [droplet.id], tags: ['edge'] })
    const name = `${firewall.name}.b`
    const outbound_rules = [{ protocol: 'icmp', ports: '8', destinations: { tags: ['edge'] } }]
    const answer = await client.call('PUT', `/v2/firewalls/${firewall.id}`, { name, outbound_rules })
    expect(answer.body.firewall).toMatchObject({
      name,
      inbound_rules: [],
      outbound_rules: [{ protocol: 'icmp', ports: '0', destinations: { tags: ['edge'] } }],
      droplet_ids: [],
      tags: [],
    })
    expect((await client.call('DELETE', `/v2/firewalls/${firewall.id}`)).status).toBe(204)
    expect((await client.call('GET', `/v2/firewalls/${firewall.id}`)).status).toBe(404)
  })
})

test('Rules are added once, whatever their order, and removed by what they say', async () => {
  const firewall = await newFirewall()
  const web = { protocol: 'tcp', ports: '8000-9000', sources: { addresses: ['192.0.2.1', '10.0.0.0/8'] } }
  const turned = { ...web, sources: { addresses: ['10.0.0.0/8', '192.0.2.1'] } }
  expect(await change('POST', firewall, 'rules', { inbound_rules: [web] })).toBe(204)
  expect(await change('POST', firewall, 'rules', { inbound_rules: [turned] })).toBe(204)
  expect((await show(firewall)).inbound_rules).toEqual([ssh, web])
  expect(await change('DELETE', firewall, 'rules', { inbound_rules: [turned] })).toBe(204)
  expect((await show(firewall)).inbound_rules).toEqual([ssh])
  expect(await change('POST', firewall, 'rules', {})).toMatch('422 at least one')
  expect(await change('POST', { id: 'none' }, 'rules', { inbound_rules: [ssh] })).toMatch('404')
})

test('A tag brings its droplets under the firewall, also those that get it later', async () => {
  await client.post('/v2/tags', { name: 'web' })
  const firewall = await newFirewall()
  expect(await change('POST', firewall, 'tags', { tags: ['web'] })).toBe(204)
  const droplet = await client.droplet({ tags: ['web'] })
  const own = async () => (await client.get(`/v2/droplets/${droplet.id}/firewalls`)).firewalls
  expect(await own()).toEqual([expect.objectContaining({ id: firewall.id, tags: ['web'], droplet_ids: [] })])
  expect(await change('DELETE', firewall, 'tags', { tags: ['web'] })).toBe(204)
  expect(await own()).toEqual([])
  expect(await change('POST', firewall, 'tags', { tags: ['unheard-of'] })).toBe(
    '422 tags not found: unheard-of',
  )
})

test('A droplet that is destroyed is out of the firewall and its rules', async () => {
  const [one, two] = [await client.droplet(), await client.droplet()]
  const firewall = await newFirewall({
    inbound_rules: [
      { ...ssh, sources: { droplet_ids: [one.id, two.id] } },
      { ...ssh, ports: '23', sources: { droplet_ids: [one.id] } },
    ],
  })
  expect(await change('POST', firewall, 'droplets', { droplet_ids: [one.id, two.id] })).toBe(204)
  expect((await client.call('DELETE', `/v2/droplets/${one.id}`)).status).toBe(204)
  expect(await show(firewall)).toMatchObject({
    droplet_ids: [two.id],
    inbound_rules: [{ ...ssh, sources: { droplet_ids: [two.id] } }],
    pending_changes: [{ droplet_id: two.id }],
  })
  const inventory = local.inventory().digitalocean.firewalls
  expect(inventory.find(({ id }) => id === firewall.id)?.dropletIds).toEqual([two.id])
  expect(await change('POST', firewall, 'droplets', { droplet_ids: [one.id] })).toMatch(
    '422 droplets not found',
  )
  const listed = await client.get('/v2/firewalls?per_page=1')
  expect(listed.firewalls).toHaveLength(1)
  expect(listed.meta.total).toBe(local.inventory().digitalocean.firewalls.length)
})

test.skipIf(!openApi)(`Every operation answers as the specification says${whereOpenApi}`, () => {
  expect([...client.checked]).toEqual(
    expect.arrayContaining(Object.keys({ ...firewalls, ...firewallChanges })),
  )
})
