import type { CallOptions, Listing, VolumeQuery, Volumes } from '@cloud/core'
import { checkNames, checkText, serial } from '@cloud/core/driver'
import { attachVolume, destroyVolume, detachVolume, resizeVolume } from './attach-volume.ts'
import type { CloudStackClient } from './client.ts'
import { type CloudStackCreateVolume, createVolume } from './create-volume.ts'
import { nodeIdOf } from './get-node.ts'
import { getVolume, shownVolume, volumeList } from './get-volume.ts'
import { inZone } from './in-zone.ts'
import type { CloudStackVolume, VolumeWire } from './volumes-wire.ts'
import { zoneIdOf } from './zones.ts'

/** Disks, of which several may have one name. */
export function volumes(client: CloudStackClient): Volumes<CloudStackVolume, CloudStackCreateVolume> {
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
    destroyVolume: (volume, call) => client.within(call, (left) => destroyVolume(client, volume, left)),
  }
}

function listVolumes(
  client: CloudStackClient,
  query: VolumeQuery,
  call: CallOptions | undefined,
): Listing<CloudStackVolume> {
  checkNames('listVolumes', query, ['name', 'location', 'node'])
  const { name, location, node } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const machine = node === undefined ? undefined : nodeIdOf(node)
  const zone = zoneIdOf(location)
  const map = (wire: VolumeWire) => {
    const volume = shownVolume(wire)
    const holds =
      volume !== undefined &&
      (name === undefined || volume.name === name) &&
      (zone === undefined || volume.location === zone) &&
      (machine === undefined || volume.attachedTo.includes(machine))
    return holds ? volume : undefined
  }
  const parameters = { name, virtualmachineid: machine }
  return inZone(client, { ...volumeList, parameters, map }, zone, call)
}
