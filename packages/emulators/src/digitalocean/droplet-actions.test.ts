import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: DigitalOceanClient

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 20 } })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

const show = async ({ id }: Body) => (await client.get(`/v2/droplets/${id}`)).droplet
const refusal = async ({ id }: Body, type: string, input: object = {}) => {
  const { status, body } = await client.call('POST', `/v2/droplets/${id}/actions`, { type, ...input })
  return `${status} ${body.message}`
}

describe('Power', () => {
  test('goes off and on once', async () => {
    const droplet = await client.droplet()
    expect(await refusal(droplet, 'power_on')).toBe('422 Droplet is already powered on.')
    await client.act(droplet, 'shutdown')
    expect(await refusal(droplet, 'power_off')).toBe('422 Droplet is already powered off.')
    expect(await refusal(droplet, 'reboot')).toBe('422 Droplet is not powered on.')
    await client.act(droplet, 'power_on')
    expect((await show(droplet)).status).toBe('active')
  })

  test.each(['reboot', 'power_cycle', 'password_reset'])('%s leaves it active', async (type) => {
    const droplet = await client.droplet()
    expect(await client.act(droplet, type)).toMatchObject({
      type,
      status: 'completed',
      resource_id: droplet.id,
    })
    expect((await show(droplet)).status).toBe('active')
  })

  test('of every droplet with a tag is changed by one request, or of none', async () => {
    const [one, two] = [await client.droplet({ tags: ['fleet'] }), await client.droplet({ tags: ['fleet'] })]
    const { actions } = await client.post('/v2/droplets/actions?tag_name=fleet', { type: 'power_off' })
    expect(actions.map((action: Body) => action.resource_id)).toEqual([one.id, two.id])
    for (const action of actions) await client.finished(action)
    await client.act(one, 'power_on')
    const again = await client.call('POST', '/v2/droplets/actions?tag_name=fleet', { type: 'power_on' })
    expect(again.status).toBe(422)
    expect((await show(two)).status).toBe('off')
  })
})

describe('A resize', () => {
  test('of CPU and memory keeps the disk and can be reversed; with the disk it cannot', async () => {
    const droplet = await client.droplet()
    expect(await refusal(droplet, 'resize', { size: 's-2vcpu-4gb' })).toBe(
      '422 Droplet must be powered off to be resized.',
    )
    await client.act(droplet, 'power_off')
    await client.act(droplet, 'resize', { size: 's-2vcpu-4gb' })
    expect(await show(droplet)).toMatchObject({ size_slug: 's-2vcpu-4gb', memory: 4096, vcpus: 2, disk: 25 })
    await client.act(droplet, 'resize', { size: 's-1vcpu-1gb', disk: false })
    expect(await show(droplet)).toMatchObject({ size_slug: 's-1vcpu-1gb', disk: 25, status: 'off' })
    await client.act(droplet, 'resize', { size: 's-2vcpu-4gb', disk: true })
    expect(await show(droplet)).toMatchObject({ size_slug: 's-2vcpu-4gb', disk: 80 })
    expect(await refusal(droplet, 'resize', { size: 's-1vcpu-1gb' })).toBe(
      '422 This size is not available because it has a smaller disk.',
    )
  })

  test.each([
    [{}, 'You specified an invalid size for Droplet resize.'],
    [{ size: '64gb' }, 'You specified an invalid size for Droplet resize.'],
    [{ size: 's-1vcpu-1gb' }, 'Droplet is already this size.'],
  ])('to %o is refused', async (input, message) => {
    const droplet = await client.droplet()
    await client.act(droplet, 'power_off')
    expect(await refusal(droplet, 'resize', input)).toBe(`422 ${message}`)
  })
})

describe('Images', () => {
  test('of a droplet are made, restored, and only by their own droplet', async () => {
    const droplet = await client.droplet()
    await client.act(droplet, 'snapshot', { name: 'before' })
    const { snapshots } = await client.get(`/v2/droplets/${droplet.id}/snapshots`)
    expect(snapshots).toMatchObject([
      { name: 'before', type: 'snapshot', min_disk_size: 25, regions: ['nyc3'] },
    ])
    const [{ id }] = snapshots
    expect((await show(droplet)).snapshot_ids).toEqual([id])
    await client.act(droplet, 'rebuild', { image: 'debian-12-x64' })
    expect(await show(droplet)).toMatchObject({
      image: { slug: 'debian-12-x64' },
      networks: droplet.networks,
    })
    await client.act(droplet, 'restore', { image: id })
    expect(await show(droplet)).toMatchObject({ status: 'active', image: { id, slug: null } })
    const other = await client.droplet({ image: id })
    expect(await refusal(other, 'restore', { image: id })).toBe(
      '422 The image is not a backup or snapshot of this Droplet.',
    )
  })

  test('that do not exist or are elsewhere cannot be built from', async () => {
    const droplet = await client.droplet()
    await client.act(droplet, 'snapshot')
    const [{ id, name }] = (await client.get(`/v2/droplets/${droplet.id}/snapshots`)).snapshots
    expect(name).toMatch(/^web-1-\d+$/)
    const far = await client.droplet({ region: 'fra1' })
    expect(await refusal(far, 'rebuild', { image: 'nothing' })).toBe('422 You specified an invalid image.')
    expect(await refusal(far, 'rebuild', { image: id })).toMatch('not available in the selected region')
    expect(await refusal(far, 'rebuild')).toBe('422 image is required.')
  })
})

describe('Settings', () => {
  test('are changed: name, IPv6, backups and their policy', async () => {
    const droplet = await client.droplet()
    await client.act(droplet, 'rename', { name: 'db.example.com' })
    await client.act(droplet, 'enable_ipv6')
    await client.act(droplet, 'enable_backups', {
      backup_policy: { plan: 'weekly', weekday: 'TUE', hour: 4 },
    })
    const changed = await show(droplet)
    expect(changed.name).toBe('db.example.com')
    expect(changed.features).toEqual(expect.arrayContaining(['ipv6', 'backups']))
    expect(new Date(changed.next_backup_window.start).getUTCDay()).toBe(2)
    await client.act(droplet, 'change_backup_policy', { backup_policy: { plan: 'daily' } })
    const { policy } = await client.get(`/v2/droplets/${droplet.id}/backups/policy`)
    expect(policy).toMatchObject({
      droplet_id: droplet.id,
      backup_enabled: true,
      backup_policy: { plan: 'daily', hour: 0, window_length_hours: 4, retention_period_days: 7 },
    })
    const { policies } = await client.get('/v2/droplets/backups/policies')
    expect(Object.keys(policies)).toEqual([String(droplet.id)])
    await client.act(droplet, 'disable_backups')
    expect(await show(droplet)).toMatchObject({ next_backup_window: null })
  })

  test('that are so already, or cannot be, are refused', async () => {
    const droplet = await client.droplet({ ipv6: true, backups: true })
    expect(await refusal(droplet, 'enable_ipv6')).toBe('422 IPv6 is already enabled on this Droplet.')
    expect(await refusal(droplet, 'enable_backups')).toBe('422 Backups are already enabled on this Droplet.')
    expect(await refusal(droplet, 'change_kernel', { kernel: 1 })).toMatch('422 Kernel changes')
    expect(await refusal(droplet, 'rename', { name: 'a b' })).toMatch('422 Only valid hostname')
    const plain = await client.droplet()
    expect(await refusal(plain, 'disable_backups')).toBe('422 Backups are not enabled on this Droplet.')
  })
})

describe('Actions', () => {
  test('of a droplet are listed newest first, and found by number in its own list alone', async () => {
    const [droplet, other] = [await client.droplet(), await client.droplet()]
    const { id } = await client.act(droplet, 'reboot')
    const { actions } = await client.get(`/v2/droplets/${droplet.id}/actions`)
    expect(actions.map(({ type }: Body) => type)).toEqual(['reboot', 'create'])
    expect((await client.get(`/v2/droplets/${droplet.id}/actions/${id}`)).action).toEqual(actions[0])
    expect((await client.call('GET', `/v2/droplets/${other.id}/actions/${id}`)).status).toBe(404)
    const all = await client.get('/v2/actions?per_page=1')
    expect(all).toMatchObject({ actions: [{ id }], meta: { total: expect.any(Number) } })
  })
})
