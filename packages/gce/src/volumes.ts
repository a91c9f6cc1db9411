import type { CallOptions, Listing, Ref, VolumeQuery, Volumes } from '@cloud/core'
import { checkNames, checkText, idOf, serial } from '@cloud/core/driver'
import { list } from '@cloud/google'
import { attachVolume, detachVolume, resizeVolume } from './attach-volume.ts'
import { change, filterOf, type GceClient, projectPath } from './client.ts'
import { createVolume, type GceCreateVolume } from './create-volume.ts'
import { diskMethod, diskPath, getDisk, placeOfVolume } from './get-volume.ts'
import { inPlace } from './lookups.ts'
import { isName } from './names.ts'
import { type DiskWire, type GceVolume, toVolume } from './volumes-wire.ts'

/** Disks of zones and of regions, those that nodes started from among them. https://cloud.google.com/compute/docs/reference/rest/v1/disks */
export function volumes(client: GceClient): Volumes<GceVolume, GceCreateVolume> {
  const inTurn = serial()
  return {
    listVolumes: (query = {}, call) => listVolumes(client, query, call),
    getVolume: (volume, call) =>
      client.within(call, async (left) => toVolume(await getDisk(client, placeOfVolume(volume), left))),
    createVolume: (options, call) =>
      client.within(call, (left) =>
        inTurn(options?.idempotencyKey, () => createVolume(client, options, left), left),
      ),
    attachVolume: (volume, to, call) => client.within(call, (left) => attachVolume(client, volume, to, left)),
    detachVolume: (volume, call) => client.within(call, (left) => detachVolume(client, volume, left)),
    resizeVolume: (volume, sizeGiB, call) =>
      client.within(call, (left) => resizeVolume(client, volume, sizeGiB, left)),
    destroyVolume: (volume, call) => client.within(call, (left) => destroyVolume(client, volume, left)),
  }
}

function listVolumes(
  client: GceClient,
  query: VolumeQuery,
  call: CallOptions | undefined,
): Listing<GceVolume> {
  checkNames('listVolumes', query, ['name', 'location', 'node'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const node = query.node === undefined ? undefined : idOf('node', query.node, 'node')
  const location = query.location === undefined ? undefined : idOf('location', query.location, 'location')
  const map = (wire: DiskWire) => {
    const volume = toVolume(wire)
    const holds =
      (name === undefined || volume.name === name) &&
      (node === undefined || volume.attachedTo.includes(node)) &&
      (location === undefined || volume.location === location)
    return holds ? volume : undefined
  }
  const narrowed = filterOf(name !== undefined && isName(name) ? `name = ${name}` : undefined)
  const path = () => projectPath(client, ['aggregated', 'disks'])
  return list(
    client,
    { name: 'compute.disks.aggregatedList', path, query: narrowed, key: 'disks', map },
    call,
  )
}

async function destroyVolume(client: GceClient, volume: Ref<'volume'>, call: CallOptions): Promise<void> {
  const place = placeOfVolume(volume)
  const request = { name: diskMethod(place, 'delete'), method: 'DELETE', path: diskPath(place) } as const
  await inPlace(client, place, change(client, request, call), call)
}
