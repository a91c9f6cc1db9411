import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { virtualClock } from '../virtual-clock.ts'
import { associatedResources } from './associated-resources.ts'

let local: LocalCloud
let client: DigitalOceanClient
let made = 0

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 20 } })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

/** A droplet with a snapshot, a volume and a snapshot of the volume. */
async function rich() {
  made += 1
  const { volume } = await client.post('/v2/volumes', {
    name: `data-${made}`,
    region: 'nyc3',
    size_gigabytes: 10,
  })
  const droplet = await client.droplet({ volumes: [volume.id] })
  await client.act(droplet, 'snapshot', { name: 'kept' })
  const { snapshot } = await client.post(`/v2/volumes/${volume.id}/snapshots`, { name: 'monday' })
  const path = `/v2/droplets/${droplet.id}/destroy_with_associated_resources`
  return { droplet, volume, snapshot, path }
}

const ended = async (path: string) => {
  await expect.poll(async () => (await client.get(`${path}/status`)).completed_at).toBeTypeOf('string')
  return client.get(`${path}/status`)
}
test('what goes with a droplet is listed with what it costs', async () => {
  const { volume, snapshot, path } = await rich()
  expect(await client.get(path)).toEqual({
    reserved_ips: [],
    floating_ips: [],
    snapshots: [{ id: expect.any(String), name: 'kept', cost: '0.15' }],
    volumes: [{ id: volume.id, name: volume.name, cost: '1.00' }],
    volume_snapshots: [{ id: snapshot.id, name: 'monday', cost: '0.00' }],
  })
})

test('a droplet is destroyed with what was selected, and the rest stays', async () => {
  const { droplet, volume, snapshot, path } = await rich()
  const selective = await client.call('DELETE', `${path}/selective`, { volumes: [volume.id] })
  expect(selective.status).toBe(202)
  const status = await ended(path)
  expect(status).toMatchObject({
    droplet: { id: String(droplet.id), destroyed_at: expect.any(String) },
    failures: 0,
  })
  expect(status.resources.volumes.map(({ id }: Body) => id)).toEqual([volume.id])
  expect((await client.call('GET', `/v2/volumes/${volume.id}`)).status).toBe(404)
  expect((await client.call('GET', `/v2/droplets/${droplet.id}`)).status).toBe(404)
  expect((await client.call('GET', `/v2/volumes/snapshots/${snapshot.id}`)).status).toBe(200)
  expect((await client.call('POST', `${path}/retry`)).status).toBe(409)
})

test('a droplet is destroyed with everything, when the header says so', async () => {
  const { snapshot, path } = await rich()
  expect((await client.call('DELETE', `${path}/dangerous`)).status).toBe(400)
  expect(
    (await client.call('DELETE', `${path}/dangerous`, undefined, { 'x-dangerous': 'true' })).status,
  ).toBe(202)
  expect((await ended(path)).failures).toBe(0)
  expect((await client.call('GET', `/v2/volumes/snapshots/${snapshot.id}`)).status).toBe(404)
})

test('a droplet that cannot go keeps the rest; that shows, and is tried again', async () => {
  const clock = virtualClock()
  await using own = await startCloud({ clock, times: { stoppingMs: 60_000, terminatingMs: 10 } })
  const { call, droplet: make, finished, get, post } = digitaloceanClient(own)
  const meanwhile = async <T>(work: Promise<T>) => {
    let isDone = false
    const done = work.finally(() => {
      isDone = true
    })
    while (!isDone) await clock.advance(1_000)
    return done
  }
  const { volume } = await post('/v2/volumes', { name: 'data', region: 'nyc3', size_gigabytes: 1 })
  const droplet = await meanwhile(make({ volumes: [volume.id] }))
  const { action } = await post(`/v2/droplets/${droplet.id}/actions`, { type: 'power_off' })
  const path = `/v2/droplets/${droplet.id}/destroy_with_associated_resources`
  await call('DELETE', `${path}/selective`, { volumes: [volume.id] })
  await clock.advance(10)
  const failed = await get(`${path}/status`)
  expect(failed).toMatchObject({
    droplet: { error_message: 'Droplet already has a pending event.' },
    failures: 1,
  })
  expect((await get(`/v2/volumes/${volume.id}`)).volume.droplet_ids).toEqual([droplet.id])
  await meanwhile(finished(action))
  expect((await call('POST', `${path}/retry`)).status).toBe(202)
  await clock.advance(10)
  expect(await get(`${path}/status`)).toMatchObject({ completed_at: expect.any(String), failures: 0 })
  expect((await call('GET', `/v2/volumes/${volume.id}`)).status).toBe(404)
})

test('what does not go with the droplet cannot be selected, and nothing is known of others', async () => {
  const { path } = await rich()
  const answer = await client.call('DELETE', `${path}/selective`, { volumes: ['other'] })
  expect(answer).toMatchObject({
    status: 422,
    body: { message: 'volumes other is not associated with this Droplet.' },
  })
  expect((await client.call('GET', `${path}/status`)).status).toBe(404)
})

test('every answer was held against the specification', () => {
  expect([...client.checked]).toEqual(
    expect.arrayContaining(Object.keys(associatedResources).filter((name) => !name.includes('retry'))),
  )
})
