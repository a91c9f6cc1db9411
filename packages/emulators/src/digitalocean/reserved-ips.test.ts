import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { openApi, whereOpenApi } from '../testing/openapi.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { reservedIpActions } from './reserved-ip-actions.ts'
import { reservedIps } from './reserved-ips.ts'
import { reservedIpv6 } from './reserved-ipv6.ts'

let local: LocalCloud
let client: DigitalOceanClient

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 250 } })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

const reserve = async (region = 'nyc3'): Promise<Body> =>
  (await client.post('/v2/reserved_ips', { region })).reserved_ip
const reserveV6 = async (region_slug = 'nyc3'): Promise<Body> =>
  (await client.post('/v2/reserved_ipv6', { region_slug })).reserved_ipv6
const folderOf = (ip: string) => (ip.includes(':') ? 'reserved_ipv6' : 'reserved_ips')
const act = async ({ ip }: Body, body: object) => {
  const answer = await client.call('POST', `/v2/${folderOf(ip)}/${ip}/actions`, body)
  return answer.status === 201 ? answer.body.action : `${answer.status} ${answer.body.message}`
}
const assign = async (ip: Body, droplet: Body) =>
  client.finished(await act(ip, { type: 'assign', droplet_id: droplet.id }))
const show = async ({ ip }: Body) => Object.values<Body>(await client.get(`/v2/${folderOf(ip)}/${ip}`))[0]

describe('A reserved IP', () => {
  test('is reserved in a region, listed and given up', async () => {
    const before = (await client.get('/v2/reserved_ips')).meta.total
    const ip = await reserve('fra1')
    expect(ip).toMatchObject({ region: { slug: 'fra1' }, droplet: null, locked: false })
    expect(ip.ip).toMatch(/^(203\.0\.113|198\.51\.100|192\.0\.2)\.\d+$/)
    expect((await client.get('/v2/reserved_ips')).meta.total).toBe(before + 1)
    expect(await show(ip)).toEqual(ip)
    const { actions } = await client.get(`/v2/reserved_ips/${ip.ip}/actions`)
    expect(actions).toEqual([expect.objectContaining({ type: 'reserve_ip', resource_type: 'reserved_ip' })])
    expect((await client.call('DELETE', `/v2/reserved_ips/${ip.ip}`)).status).toBe(204)
    expect((await client.call('GET', `/v2/reserved_ips/${ip.ip}`)).status).toBe(404)
  })

  test('is locked while it is assigned, and then leads to the droplet', async () => {
    const [ip, droplet] = [await reserve(), await client.droplet()]
    const action = await act(ip, { type: 'assign', droplet_id: droplet.id })
    const bytes = ip.ip.split('.').map(Number)
    expect(action).toMatchObject({
      status: 'in-progress',
      type: 'assign_ip',
      resource_type: 'reserved_ip',
      resource_id: bytes.reduce((sum: number, byte: number) => sum * 256 + byte, 0),
      region_slug: 'nyc3',
      project_id: ip.project_id,
    })
    expect(await show(ip)).toMatchObject({ locked: true, droplet: null })
    expect(await act(ip, { type: 'unassign' })).toBe('422 The reserved IP already has a pending event.')
    expect((await client.call('DELETE', `/v2/reserved_ips/${ip.ip}`)).status).toBe(422)
    const done = await client.finished(action)
    expect(done.status).toBe('completed')
    expect(Date.parse(done.completed_at)).toBeGreaterThanOrEqual(Date.parse(done.started_at))
    expect((await client.get(`/v2/reserved_ips/${ip.ip}/actions/${action.id}`)).action.status).toBe(
      'completed',
    )
    expect(await show(ip)).toMatchObject({ locked: false, droplet: { id: droplet.id } })
    expect(local.inventory().digitalocean.reservedIps).toContainEqual({
      address: ip.ip,
      region: 'nyc3',
      dropletId: droplet.id,
    })
    await client.finished(await act(ip, { type: 'unassign' }))
    expect(await show(ip)).toMatchObject({ droplet: null })
    expect(await act(ip, { type: 'unassign' })).toBe('422 The reserved IP is not assigned to a Droplet.')
  })

  test('leads to the machine through the gateway', async () => {
    const [ip, droplet] = [await reserve(), await client.droplet()]
    await assign(ip, droplet)
    const banner = async (host: string) => {
      const socket = await local.ssh.socket({ host, port: 22 })
      const [chunk] = await socket.take(1).toArray()
      socket.destroy()
      return String(chunk)
    }
    const own = droplet.networks.v4.find(({ type }: Body) => type === 'public').ip_address
    await expect.poll(() => local.inventory().digitalocean.droplets.at(-1)?.booted).toBe(true)
    expect(await banner(ip.ip)).toMatch(/^SSH-2\.0-/)
    const { v4 } = (await client.get(`/v2/droplets/${droplet.id}`)).droplet.networks
    const shown = v4.filter(({ type }: Body) => type === 'public').map((one: Body) => one.ip_address)
    expect(shown).toEqual([own, ip.ip])
    expect(await banner(own)).toMatch(/^SSH-2\.0-/)
  })

  test('is made for a droplet, and moves to another one without being unassigned', async () => {
    const [one, two] = [await client.droplet(), await client.droplet()]
    const made = await client.post('/v2/reserved_ips', { droplet_id: one.id })
    const { endpoint } = local.digitalocean
    expect(made).toMatchObject({
      reserved_ip: { locked: true, droplet: null, region: { slug: 'nyc3' } },
      links: {
        droplets: [{ id: one.id, rel: 'droplet', href: `${endpoint}/v2/droplets/${one.id}` }],
        actions: [{ rel: 'assign_ip' }],
      },
    })
    await client.finished(made.links.actions[0])
    await assign(made.reserved_ip, two)
    expect((await show(made.reserved_ip)).droplet.id).toBe(two.id)
  })

  test.each([
    [{ region: 'mars1' }, 422],
    [{ region: 'sfo1' }, 422],
    [{ droplet_id: 7 }, 404],
    [{ droplet_id: 7, region: 'nyc3' }, 422],
    [{ region: 'nyc3', project_id: 'none' }, 404],
    [{}, 422],
  ])('is not made of %o', async (body, status) => {
    const before = local.inventory().digitalocean.reservedIps.length
    expect((await client.call('POST', '/v2/reserved_ips', body)).status).toBe(status)
    expect(local.inventory().digitalocean.reservedIps).toHaveLength(before)
  })

  test('is refused to a droplet of another region, one that has an address, and none at all', async () => {
    const [ip, other, far] = [await reserve(), await reserve(), await reserve('fra1')]
    const droplet = await client.droplet()
    const body = { type: 'assign', droplet_id: droplet.id }
    expect(await act(far, body)).toMatch('422 The reserved IP and the Droplet must')
    await assign(ip, droplet)
    expect(await act(other, body)).toBe('422 The Droplet already has a reserved IP.')
    expect(await act(other, { type: 'assign', droplet_id: 7 })).toMatch('404')
    expect(await act(other, { type: 'assign' })).toBe('422 droplet_id is required.')
  })

  test('is refused to a droplet that has an event', async () => {
    await using own = await startCloud({ times: { ...shortTimes, actionMs: 600_000 } })
    const { droplet: make, post, call } = digitaloceanClient(own)
    const { reserved_ip } = await post('/v2/reserved_ips', { region: 'nyc3' })
    const droplet = await make()
    await post(`/v2/droplets/${droplet.id}/actions`, { type: 'power_cycle' })
    const assigned = { type: 'assign', droplet_id: droplet.id }
    expect(await call('POST', `/v2/reserved_ips/${reserved_ip.ip}/actions`, assigned)).toMatchObject({
      status: 422,
      body: { message: 'Droplet already has a pending event.' },
    })
  })

  test('stays with the account when its droplet is destroyed', async () => {
    const [ip, droplet] = [await reserve(), await client.droplet()]
    await assign(ip, droplet)
    expect((await client.call('DELETE', `/v2/droplets/${droplet.id}`)).status).toBe(204)
    expect(await show(ip)).toMatchObject({ droplet: null, locked: false })
  })
})

test('A reserved IP goes with its droplet when that is asked for', async () => {
  const [ip, droplet] = [await reserve(), await client.droplet()]
  await assign(ip, droplet)
  const path = `/v2/droplets/${droplet.id}/destroy_with_associated_resources`
  expect((await client.get(path)).reserved_ips).toEqual([{ id: ip.ip, name: ip.ip, cost: '5.00' }])
  await client.call('DELETE', `${path}/selective`, { reserved_ips: [ip.ip] })
  await expect.poll(async () => (await client.get(`${path}/status`)).completed_at).toBeTypeOf('string')
  expect((await client.call('GET', `/v2/reserved_ips/${ip.ip}`)).status).toBe(404)
})

describe('A reserved IPv6', () => {
  test('is assigned to a droplet that has IPv6, and must be unassigned before it is given up', async () => {
    const ip = await reserveV6()
    expect(ip).toMatchObject({ ip: expect.stringMatching(/^2001:db8:/), region_slug: 'nyc3' })
    const [without, droplet] = [await client.droplet(), await client.droplet({ ipv6: true })]
    expect(await act(ip, { type: 'assign', droplet_id: without.id })).toBe(
      '422 The Droplet does not have IPv6 enabled.',
    )
    const action = await assign(ip, droplet)
    expect(action).toMatchObject({ type: 'assign_ip', resource_type: 'reserved_ipv6', status: 'completed' })
    expect((await show(ip)).droplet.id).toBe(droplet.id)
    const listed = await client.get('/v2/reserved_ipv6')
    expect(listed.reserved_ipv6s).toEqual([expect.objectContaining({ ip: ip.ip })])
    expect((await client.call('DELETE', `/v2/reserved_ipv6/${ip.ip}`)).status).toBe(422)
    await client.finished(await act(ip, { type: 'unassign' }))
    expect((await client.call('DELETE', `/v2/reserved_ipv6/${ip.ip}`)).status).toBe(204)
    expect((await client.call('GET', `/v2/reserved_ipv6/${ip.ip}`)).status).toBe(404)
  })

  test('and a reserved IPv4 are not found as each other', async () => {
    const [v4, v6] = [await reserve(), await reserveV6()]
    expect((await client.call('GET', `/v2/reserved_ips/${v6.ip}`)).status).toBe(404)
    expect((await client.call('GET', `/v2/reserved_ipv6/${v4.ip}`)).status).toBe(404)
  })
})

test('More reserved IPs than the account may have are refused', async () => {
  await using own = await startCloud({ digitalocean: { reservedIpLimit: 1 } })
  const { call, get, post } = digitaloceanClient(own)
  await post('/v2/reserved_ips', { region: 'nyc3' })
  expect((await call('POST', '/v2/reserved_ips', { region: 'nyc3' })).status).toBe(422)
  expect((await get('/v2/account')).account.floating_ip_limit).toBe(1)
})

test.skipIf(!openApi)(`Every operation answers as the specification says${whereOpenApi}`, () => {
  expect([...client.checked]).toEqual(
    expect.arrayContaining(Object.keys({ ...reservedIps, ...reservedIpv6, ...reservedIpActions })),
  )
})
