import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type DigitalOceanClient, digitaloceanClient, smallDroplet } from '../testing/digitalocean-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: DigitalOceanClient

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 20 } })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

const droplets = async (query = '') => (await client.get(`/v2/droplets${query}`)).droplets

describe('A droplet', () => {
  test('is new without addresses, then active with a public and a private one', async () => {
    const { droplet, links } = await client.post('/v2/droplets', {
      ...smallDroplet,
      tags: ['web', 'env:test'],
    })
    expect(droplet).toMatchObject({ status: 'new', networks: { v4: [], v6: [] }, tags: ['web', 'env:test'] })
    expect(links.actions).toEqual([
      { id: expect.any(Number), rel: 'create', href: expect.stringContaining('/v2/actions/') },
    ])
    expect(await client.finished(links.actions[0])).toMatchObject({ status: 'completed', type: 'create' })
    const made = (await client.get(`/v2/droplets/${droplet.id}`)).droplet
    expect(made.status).toBe('active')
    expect(made.networks.v4.map(({ type }: { type: string }) => type).sort()).toEqual(['private', 'public'])
    expect(made.networks.v6).toEqual([])
  })

  test('that is destroyed is not found from then on', async () => {
    const { id } = await client.droplet()
    expect((await client.call('DELETE', `/v2/droplets/${id}`)).status).toBe(204)
    const after = await client.call('GET', `/v2/droplets/${id}`)
    expect(after.status).toBe(404)
    expect(after.body).toEqual({
      id: 'not_found',
      message: 'The resource you were accessing could not be found.',
      request_id: after.headers.get('x-request-id'),
    })
    expect(local.inventory().digitalocean.droplets.map((droplet) => droplet.id)).not.toContain(id)
  })

  test('that has an event under way takes no other and is not destroyed', async () => {
    const { droplet, links } = await client.post('/v2/droplets', smallDroplet)
    const refused = {
      status: 422,
      body: { id: 'unprocessable_entity', message: 'Droplet already has a pending event.' },
    }
    expect(await client.call('POST', `/v2/droplets/${droplet.id}/actions`, { type: 'reboot' })).toMatchObject(
      refused,
    )
    expect(await client.call('DELETE', `/v2/droplets/${droplet.id}`)).toMatchObject(refused)
    await client.finished(links.actions[0])
    expect((await client.call('DELETE', `/v2/droplets/${droplet.id}`)).status).toBe(204)
  })

  test('keeps its addresses while it is off', async () => {
    const droplet = await client.droplet()
    expect(await client.act(droplet, 'power_off')).toMatchObject({ status: 'completed', type: 'power_off' })
    const off = (await client.get(`/v2/droplets/${droplet.id}`)).droplet
    expect(off).toMatchObject({ status: 'off', networks: droplet.networks })
    expect(await client.act(droplet, 'power_on')).toMatchObject({ status: 'completed' })
    const on = (await client.get(`/v2/droplets/${droplet.id}`)).droplet
    expect(on).toMatchObject({ status: 'active', networks: droplet.networks })
  })
})

describe('Several droplets', () => {
  test('are made in one request with an action for each, and destroyed by their tag', async () => {
    const { name: _name, ...rest } = smallDroplet
    const made = await client.post('/v2/droplets', { ...rest, names: ['a.example.com', 'b'], tags: ['both'] })
    expect(made.droplets).toHaveLength(2)
    for (const action of made.links.actions) await client.finished(action)
    expect(await droplets('?tag_name=both')).toHaveLength(2)
    expect((await client.call('DELETE', '/v2/droplets?tag_name=both')).status).toBe(204)
    expect(await droplets('?tag_name=both')).toEqual([])
  })

  test('are found by name, whatever its case', async () => {
    const { id } = await client.droplet({ name: 'Needle' })
    expect((await droplets('?name=needle')).map((droplet: { id: number }) => droplet.id)).toEqual([id])
  })

  test('with a GPU are listed when asked for', async () => {
    const { id } = await client.droplet({ size: 'gpu-h100x1-80gb' })
    const ids = async (query: string) => (await droplets(query)).map((droplet: { id: number }) => droplet.id)
    expect(await ids('?type=gpus')).toEqual([id])
    expect(await ids('?per_page=200')).not.toContain(id)
  })
})
