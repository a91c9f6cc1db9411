import { expect, test } from 'vitest'
import { startCloud } from '../start-cloud.ts'
import { type Body, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { openApi, whereOpenApi } from '../testing/openapi.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { virtualClock } from '../virtual-clock.ts'
import { account } from './account.ts'
import { actionHistory } from './action-history.ts'
import { backupPolicies } from './backup-policies.ts'
import { catalogue } from './catalogue.ts'
import { dropletActions } from './droplet-actions.ts'
import { dropletCreate } from './droplet-create.ts'
import { droplets } from './droplets.ts'
import { imageActions } from './image-actions.ts'
import { images } from './images.ts'
import { snapshots } from './snapshots.ts'
import { sshKeys } from './ssh-keys.ts'
import { tags } from './tags.ts'
import { volumeActions } from './volume-actions.ts'
import { volumeSnapshots } from './volume-snapshots.ts'
import { volumes } from './volumes.ts'

const resources = [
  ...[
    account,
    actionHistory,
    backupPolicies,
    catalogue,
    dropletActions,
    dropletCreate,
    droplets,
    imageActions,
  ],
  ...[images, snapshots, sshKeys, tags, volumeActions, volumeSnapshots, volumes],
]

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE me'

test.skipIf(!openApi)(
  `every operation of compute answers as the specification says${whereOpenApi}`,
  async () => {
    await using local = await startCloud({ times: { ...shortTimes, actionMs: 5 } })
    const { act, call, checked, droplet: make, finished, get, post } = digitaloceanClient(local)
    for (const path of ['account', 'regions', 'sizes', 'images', 'images/debian-12-x64'])
      await get(`/v2/${path}`)

    const { ssh_key: made } = await post('/v2/account/keys', { name: 'me', public_key: key })
    await get('/v2/account/keys')
    await get(`/v2/account/keys/${made.id}`)
    await call('PUT', `/v2/account/keys/${made.id}`, { name: 'you' })
    await call('DELETE', `/v2/account/keys/${made.id}`)

    const droplet = await make({ backups: true, ipv6: true, tags: ['web'] })
    const gpu = await make({ size: 'gpu-h100x1-80gb' })
    const own = `/v2/droplets/${droplet.id}`
    const { id: action } = await act(droplet, 'snapshot', { name: 'kept' })
    for (const list of ['droplets?tag_name=web', 'droplets?type=gpus', 'actions', `actions/${action}`])
      await get(`/v2/${list}`)
    const lists = [
      'actions',
      `actions/${action}`,
      'backups',
      'backups/policy',
      'kernels',
      'neighbors',
      'snapshots',
    ]
    for (const list of lists) await get(`${own}/${list}`)
    for (const path of [
      'droplets/backups/policies',
      'droplets/backups/supported_policies',
      'reports/droplet_neighbors_ids',
    ])
      await get(`/v2/${path}`)
    await Promise.all(
      (await post('/v2/droplets/actions?tag_name=web', { type: 'power_off' })).actions.map((one: Body) =>
        finished(one),
      ),
    )

    await useImages()
    await useTags()
    await useVolumes()
    await call('DELETE', `/v2/droplets/${gpu.id}`)
    await call('DELETE', '/v2/droplets?tag_name=web')
    expect([...checked].sort()).toEqual(resources.flatMap(Object.keys).sort())

    async function useImages() {
      const [{ id }] = (await get('/v2/images?private=true')).images
      const image = `/v2/images/${id}`
      const transfer = await post(`${image}/actions`, { type: 'transfer', region: 'fra1' })
      await finished(transfer.action)
      for (const path of ['actions', `actions/${transfer.action.id}`]) await get(`${image}/${path}`)
      await call('PUT', image, { name: 'golden' })
      const { team } = (await get('/v2/account')).account
      for (const answer of ['accept', 'decline', 'cancel']) {
        const to = { recipient_email: 'owner@example.com' }
        const { transfer_id } = await post(`${image}/account_transfer`, to)
        const body = { transfer_id, ...(answer === 'accept' && { recipient_uuid: team.uuid }) }
        await call('POST', `${image}/account_transfer/${answer}`, body)
      }
      for (const path of ['snapshots', `snapshots/${id}`]) await get(`/v2/${path}`)
      await call('DELETE', `/v2/snapshots/${id}`)
      const custom = { name: 'mine', url: 'https://images.example.com/a.qcow2', region: 'nyc3' }
      const { image: imported } = await post('/v2/images', custom)
      await call('DELETE', `/v2/images/${imported.id}`)
    }

    async function useTags() {
      await post('/v2/tags', { name: 'db' })
      const resources = [{ resource_type: 'droplet', resource_id: String(droplet.id) }]
      await call('POST', '/v2/tags/db/resources', { resources })
      for (const path of ['tags', 'tags/db']) await get(`/v2/${path}`)
      await call('DELETE', '/v2/tags/db/resources', { resources })
      await call('DELETE', '/v2/tags/db')
    }

    async function useVolumes() {
      const { volume } = await post('/v2/volumes', {
        name: 'data',
        region: 'nyc3',
        size_gigabytes: 1,
        tags: ['web'],
      })
      const path = `/v2/volumes/${volume.id}`
      const attached = await post(`${path}/actions`, { type: 'attach', droplet_id: droplet.id })
      await finished(attached.action)
      const detach = { type: 'detach', droplet_id: droplet.id, volume_name: 'data' }
      await finished((await post('/v2/volumes/actions', detach)).action)
      for (const list of ['', '/actions', `/actions/${attached.action.id}`]) await get(`${path}${list}`)
      const { snapshot } = await post(`${path}/snapshots`, { name: 'monday' })
      for (const list of [
        `volumes/${volume.id}/snapshots`,
        `volumes/snapshots/${snapshot.id}`,
        'volumes',
        'snapshots',
      ])
        await get(`/v2/${list}`)
      await call('DELETE', `/v2/volumes/snapshots/${snapshot.id}`)
      await call('DELETE', path)
      await post('/v2/volumes', { name: 'data', region: 'nyc3', size_gigabytes: 1 })
      await call('DELETE', '/v2/volumes?name=data&region=nyc3')
    }
  },
)

test('Droplets beside one another on a computer know it, and others do not', async () => {
  await using local = await startCloud({ clock: virtualClock({ auto: true }) })
  const { droplet, get } = digitaloceanClient(local)
  const near = []
  for (let count = 0; count < 4; count += 1) near.push(await droplet())
  const far = await droplet({ region: 'fra1' })
  const ids = near.map(({ id }) => id)
  const { droplets } = await get(`/v2/droplets/${ids[0]}/neighbors`)
  expect(droplets.map(({ id }: Body) => id)).toEqual(ids.slice(1))
  expect((await get(`/v2/droplets/${far.id}/neighbors`)).droplets).toEqual([])
  expect((await get('/v2/reports/droplet_neighbors_ids')).neighbor_ids).toEqual([ids])
})
