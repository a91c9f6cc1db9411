import { expect, test } from 'vitest'
import { startCloud } from '../start-cloud.ts'
import { type Body, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { virtualClock } from '../virtual-clock.ts'

const dayMs = 24 * 3_600_000

test('backups are made when their windows come, and the oldest ones go', async () => {
  const clock = virtualClock({ auto: true })
  await using local = await startCloud({ clock })
  const { act, droplet: make, get } = digitaloceanClient(local)
  const droplet = await make({ backups: true, backup_policy: { plan: 'daily', hour: 4 } })
  const backups = async () => (await get(`/v2/droplets/${droplet.id}/backups`)).backups
  expect(await backups()).toEqual([])
  await clock.advance(3 * dayMs)
  const three = await backups()
  expect(three.map(({ created_at: at }: Body) => at.slice(10))).toEqual(Array(3).fill('T04:00:00Z'))
  expect((await get(`/v2/droplets/${droplet.id}`)).droplet.backup_ids).toEqual(
    three.map(({ id }: Body) => id),
  )
  await clock.advance(30 * dayMs)
  expect(await backups()).toHaveLength(7)
  await act(droplet, 'disable_backups')
  await clock.advance(dayMs)
  expect(await backups()).toHaveLength(7)
})

test('a backup is restored, and becomes a snapshot by conversion', async () => {
  const clock = virtualClock({ auto: true })
  await using local = await startCloud({ clock })
  const { act, call, droplet: make, finished, get, post } = digitaloceanClient(local)
  const droplet = await make({ backups: true })
  await clock.advance(7 * dayMs)
  const [{ id }] = (await get(`/v2/droplets/${droplet.id}/backups`)).backups
  expect(await act(droplet, 'restore', { image: id })).toMatchObject({ status: 'completed' })
  expect((await get(`/v2/images/${id}`)).image.type).toBe('backup')
  expect((await call('GET', `/v2/snapshots/${id}`)).status).toBe(404)
  const { action } = await post(`/v2/images/${id}/actions`, { type: 'convert' })
  expect(await finished(action)).toMatchObject({ status: 'completed', type: 'convert' })
  expect((await get(`/v2/snapshots/${id}`)).snapshot).toMatchObject({ resource_id: String(droplet.id) })
})
