import type { CallOptions, Listing, VolumeQuery, Volumes } from '@cloud/core'
import { checkNames, checkText, idOf, serial } from '@cloud/core/driver'
import { attachVolume, detachVolume, resizeVolume } from './attach-volume.ts'
import { type DigitalOceanClient, remove } from './client.ts'
import { createVolume, type DigitalOceanCreateVolume } from './create-volume.ts'
import { getVolume, volumePath } from './get-volume.ts'
import { list } from './pages.ts'
import { type DigitalOceanVolume, toVolume, type VolumeWire } from './volumes-wire.ts'

/** Block storage. Its names are unique in a region. https://docs.digitalocean.com/reference/api/digitalocean/#tag/Block-Storage */
export function volumes(client: DigitalOceanClient): Volumes<DigitalOceanVolume, DigitalOceanCreateVolume> {
  const inTurn = serial()
  return {
    listVolumes: (query = {}, call) => listVolumes(client, query, call),
    getVolume: (volume, call) => client.within(call, (left) => getVolume(client, volume, left)),
    createVolume: (options, call) =>
      client.within(call, (left) =>
        inTurn(options?.idempotencyKey, () => createVolume(client, options, left), left),
      ),
    attachVolume: (volume, to, call) => client.within(call, (left) => attachVolume(client, volume, to, left)),
    detachVolume: (volume, call) => client.within(call, (left) => detachVolume(client, volume, left)),
    resizeVolume: (volume, sizeGiB, call) =>
      client.within(call, (left) => resizeVolume(client, volume, sizeGiB, left)),
    destroyVolume: (volume, call) =>
      client.within(call, (left) => {
        const path = volumePath(volume)
        return remove(client, { name: 'volumes_delete', path }, left)
      }),
  }
}

function listVolumes(
  client: DigitalOceanClient,
  query: VolumeQuery,
  call: CallOptions | undefined,
): Listing<DigitalOceanVolume> {
  checkNames('listVolumes', query, ['name', 'location', 'node'])
  const { name, location, node } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const droplet = node === undefined ? undefined : idOf('node', node, 'node')
  const region = location === undefined ? undefined : idOf('location', location, 'location')
  const map = (wire: VolumeWire) => {
    const volume = toVolume(wire)
    const holds =
      (name === undefined || volume.name === name) &&
      (droplet === undefined || volume.attachedTo.includes(droplet))
    return holds ? volume : undefined
  }
  return list(
    client,
    { name: 'volumes_list', path: '/volumes', query: { name, region }, key: 'volumes', map },
    call,
  )
}
