import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: DigitalOceanClient

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 20, importMs: 50 } })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

const custom = {
  name: 'mine',
  url: 'https://images.example.com/debian.qcow2',
  region: 'nyc3',
  distribution: 'Debian',
  tags: ['base'],
}
const show = async (id: number) => (await client.get(`/v2/images/${id}`)).image
const snapshotOf = async (droplet: Body) => {
  await client.act(droplet, 'snapshot', { name: 'kept' })
  return (await client.get(`/v2/droplets/${droplet.id}/snapshots`)).snapshots[0]
}

describe('A custom image', () => {
  test('is new, then available, and droplets start from it', async () => {
    const { image } = await client.post('/v2/images', custom)
    expect(image).toMatchObject({
      status: 'NEW',
      type: 'custom',
      public: false,
      regions: ['nyc3'],
      tags: ['base'],
    })
    const early = await client.call('POST', '/v2/droplets', {
      name: 'web',
      size: 's-1vcpu-1gb',
      image: image.id,
    })
    expect(early.status).toBe(422)
    await expect.poll(async () => (await show(image.id)).status).toBe('available')
    expect(await client.droplet({ image: image.id })).toMatchObject({
      status: 'active',
      image: { id: image.id },
    })
    expect((await client.get('/v2/images?tag_name=base')).images).toHaveLength(1)
  })

  test.each([
    [{ url: 'file:///etc/passwd' }, 'Url is not valid'],
    [{ url: 'nowhere' }, 'Url is not valid'],
    [{ region: 'ams2' }, 'Region is not available.'],
    [{ name: ' ' }, "Name can't be blank"],
    [{ distribution: 'Windows' }, expect.stringMatching(/^distribution must be one of/)],
  ])('is refused with %o', async (input, message) => {
    expect(await client.call('POST', '/v2/images', { ...custom, ...input })).toMatchObject({
      status: 422,
      body: { message },
    })
  })
})

describe('A snapshot of a droplet', () => {
  test('is an image too: renamed, transferred to another region, deleted', async () => {
    const droplet = await client.droplet()
    const { id } = await snapshotOf(droplet)
    expect(await show(id)).toMatchObject({ type: 'snapshot', name: 'kept', slug: null, public: false })
    const renamed = await client.call('PUT', `/v2/images/${id}`, { name: 'golden', description: 'of May' })
    expect(renamed.body.image).toMatchObject({
      name: 'golden',
      description: 'of May',
      distribution: 'Ubuntu',
    })

    const { action } = await client.post(`/v2/images/${id}/actions`, { type: 'transfer', region: 'fra1' })
    expect(action).toMatchObject({
      type: 'transfer',
      resource_type: 'image',
      resource_id: id,
      region_slug: 'fra1',
    })
    await client.finished(action)
    expect((await show(id)).regions).toEqual(['nyc3', 'fra1'])
    expect((await client.get(`/v2/images/${id}/actions`)).actions).toHaveLength(1)
    expect((await client.get(`/v2/images/${id}/actions/${action.id}`)).action.status).toBe('completed')
    const again = await client.call('POST', `/v2/images/${id}/actions`, { type: 'transfer', region: 'fra1' })
    expect(again.status).toBe(422)
    expect((await client.call('POST', `/v2/images/${id}/actions`, { type: 'convert' })).status).toBe(422)

    expect((await client.call('DELETE', `/v2/images/${id}`)).status).toBe(204)
    expect((await client.call('GET', `/v2/snapshots/${id}`)).status).toBe(404)
  })

  test('is listed with those of volumes, by kind, and outlives its droplet', async () => {
    const droplet = await client.droplet()
    const { id } = await snapshotOf(droplet)
    const { volume } = await client.post('/v2/volumes', { name: 'data', region: 'nyc3', size_gigabytes: 1 })
    const { snapshot } = await client.post(`/v2/volumes/${volume.id}/snapshots`, { name: 'disk' })
    await client.call('DELETE', `/v2/droplets/${droplet.id}`)
    const ids = async (query = '') =>
      (await client.get(`/v2/snapshots${query}`)).snapshots.map((one: Body) => one.id)
    expect(await ids('?resource_type=droplet')).toEqual([String(id)])
    expect(await ids('?resource_type=volume')).toEqual([snapshot.id])
    expect(await ids()).toEqual([String(id), snapshot.id])
    expect((await client.get(`/v2/snapshots/${id}`)).snapshot).toMatchObject({
      resource_id: String(droplet.id),
    })
    for (const one of await ids())
      expect((await client.call('DELETE', `/v2/snapshots/${one}`)).status).toBe(204)
    expect(await ids()).toEqual([])
  })
})

describe('A snapshot is handed over to another account', () => {
  const image = async () => snapshotOf(await client.droplet())
  const transfer = ({ id }: Body, part: string, body: object) =>
    client.call('POST', `/v2/images/${id}/account_transfer${part}`, body)
  const team = async () => (await client.get('/v2/account')).account.team.uuid as string

  test('at once where the user may accept it for the team', async () => {
    const one = await image()
    const answer = await transfer(one, '', { recipient_uuid: await team() })
    expect(answer).toMatchObject({ status: 201, body: { transfer_id: 0 } })
  })

  test('once the recipient accepts it, who may decline it too', async () => {
    const one = await image()
    const offer = { recipient_email: 'owner@example.com' }
    const first = (await transfer(one, '', offer)).body.transfer_id
    expect(await transfer(one, '', offer)).toMatchObject({ status: 400, body: { id: 'bad_request' } })
    const accept = { transfer_id: first, recipient_uuid: await team() }
    expect((await transfer(one, '/accept', { ...accept, recipient_uuid: 'other' })).status).toBe(400)
    expect((await transfer(one, '/accept', accept)).status).toBe(201)
    expect((await transfer(one, '/accept', accept)).status).toBe(404)
    const second = (await transfer(one, '', offer)).body.transfer_id
    expect((await transfer(one, '/decline', { transfer_id: second })).status).toBe(204)
    expect((await show(one.id)).id).toBe(one.id)
  })

  test('unless the sender, who cannot answer it, cancels it', async () => {
    const one = await image()
    const { transfer_id } = (await transfer(one, '', { recipient_email: 'else@example.com' })).body
    expect((await transfer(one, '/decline', { transfer_id })).status).toBe(403)
    expect((await transfer(one, '/cancel', { transfer_id: transfer_id + 1 })).status).toBe(404)
    expect((await transfer(one, '/cancel', { transfer_id })).status).toBe(204)
    expect((await transfer(one, '/cancel', { transfer_id })).status).toBe(404)
  })

  test.each([
    [{}, 422],
    [{ recipient_email: 'nobody' }, 400],
    [{ recipient_email: 'a@example.com', recipient_uuid: 'b' }, 422],
  ])('and not to %o', async (recipient, status) => {
    expect((await transfer(await image(), '', recipient)).status).toBe(status)
  })

  test('which only snapshots are', async () => {
    const { image: imported } = await client.post('/v2/images', custom)
    const refused = await transfer(imported, '', { recipient_email: 'a@example.com' })
    expect(refused.body.message).toMatch(/^only snapshot/)
  })
})
