import { createApiClient } from 'dots-wrapper'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let dots: ReturnType<typeof createApiClient>

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 20 } })
  const { endpoint, token } = local.digitalocean
  dots = createApiClient({ endpoint: `${endpoint}/v2`, token })
})
afterAll(() => local.close())

const small = { region: 'nyc3', size: 's-1vcpu-1gb', image: 'ubuntu-24-04-x64' }

const finished = (action: { id: number }) =>
  expect
    .poll(async () => (await dots.action.getAction({ action_id: action.id })).data.action.status)
    .toBe('completed')

/** Its own types leave out the links of a create; the droplet's status says the same. */
const active = (id: number, status = 'active') =>
  expect
    .poll(async () => (await dots.droplet.getDroplet({ droplet_id: id })).data.droplet.status)
    .toBe(status)

test('an independent client creates, lists, acts on and deletes droplets', async () => {
  const { publicKey } = ed25519KeyPair('me')
  const { data: key } = await dots.sshKey.createSshKey({ name: 'me', public_key: publicKey })
  const { data: made } = await dots.droplet.createDroplet({
    ...small,
    name: 'web-1',
    ssh_keys: [key.ssh_key.id],
    tags: ['web'],
    user_data: '#cloud-config\n',
  })
  const { id } = made.droplet
  await active(id)
  const { data: listed } = await dots.droplet.listDroplets({ tag_name: 'web' })
  expect(listed.droplets.map((droplet) => [droplet.id, droplet.name])).toEqual([[id, 'web-1']])

  await finished((await dots.droplet.powerOffDroplet({ droplet_id: id })).data.action)
  await active(id, 'off')
  await finished((await dots.droplet.resizeDroplet({ droplet_id: id, size: 's-2vcpu-4gb' })).data.action)
  await finished((await dots.droplet.powerOnDroplet({ droplet_id: id })).data.action)
  await finished((await dots.droplet.snapshotDroplet({ droplet_id: id, name: 'kept' })).data.action)
  const { data: actions } = await dots.droplet.listDropletActions({ droplet_id: id })
  expect(actions.actions.map(({ type }) => type)).toEqual([
    'snapshot',
    'power_on',
    'resize',
    'power_off',
    'create',
  ])
  const { data: shown } = await dots.droplet.getDroplet({ droplet_id: id })
  expect(shown.droplet).toMatchObject({
    status: 'active',
    size_slug: 's-2vcpu-4gb',
    snapshot_ids: [expect.any(Number)],
  })

  expect((await dots.droplet.deleteDroplet({ droplet_id: id })).status).toBe(204)
  await expect(dots.droplet.getDroplet({ droplet_id: id })).rejects.toMatchObject({
    response: { status: 404 },
  })
})

test('it makes several at once, acts on them by tag, and deletes them by tag', async () => {
  const { data } = await dots.droplet.createDroplets({ ...small, names: ['a', 'b'], tags: ['fleet'] })
  expect(data.droplets).toHaveLength(2)
  for (const { id } of data.droplets) await active(id)
  const acted = await dots.droplet.doActionByDropletTag({ tag_name: 'fleet', type: 'power_off' })
  for (const action of acted.data.actions) await finished(action)
  for (const { id } of data.droplets) await active(id, 'off')
  await dots.droplet.deleteDropletsByTag({ tag_name: 'fleet' })
  expect((await dots.droplet.listDroplets({ tag_name: 'fleet' })).data.droplets).toEqual([])
})

test('it attaches volumes, and pages through what there is', async () => {
  const { data: made } = await dots.droplet.createDroplet({ ...small, name: 'db' })
  await active(made.droplet.id)
  const { data } = await dots.volume.createVolume({ name: 'data', region: 'nyc3', size_gigabytes: 1 })
  const attach = { volume_id: data.volume.id, droplet_id: made.droplet.id, region: 'nyc3' }
  await finished((await dots.volume.attachVolumeToDroplet(attach)).data.action)
  const { data: volume } = await dots.volume.getVolume({ volume_id: data.volume.id })
  expect(volume.volume.droplet_ids).toEqual([made.droplet.id])
  await finished(
    (await dots.volume.resizeVolume({ volume_id: data.volume.id, size_gigabytes: 2 })).data.action,
  )

  const sizes = []
  for (let page = 1, more = true; more; page += 1) {
    const { data: one } = await dots.size.listSizes({ page, per_page: 10 })
    sizes.push(...one.sizes)
    more = sizes.length < (one.meta?.total ?? 0)
  }
  expect(new Set(sizes.map(({ slug }) => slug)).size).toBe(sizes.length)
  const { data: images } = await dots.image.listImages({ type: 'distribution' })
  expect(images.images.map(({ slug }) => slug)).toContain('debian-12-x64')
})

test('it is refused with a token that is not the one of the cloud', async () => {
  const { endpoint } = local.digitalocean
  const stranger = createApiClient({ endpoint: `${endpoint}/v2`, token: 'dop_v1_wrong' })
  await expect(stranger.account.getAccount()).rejects.toMatchObject({
    response: { status: 401, data: { id: 'Unauthorized', message: 'Unable to authenticate you' } },
  })
})
