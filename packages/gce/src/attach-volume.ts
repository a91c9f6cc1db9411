import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, checkNames, checkText, invalid } from '@cloud/core/driver'
import { change, type GceClient } from './client.ts'
import { checkSize } from './create-volume.ts'
import { getInstance, instancePath, placeOfNode } from './get-node.ts'
import { diskMethod, diskPath, getDisk, placeOfVolume } from './get-volume.ts'
import { idIn, idOfPlace, nameIn, type Place } from './ids.ts'
import { refusal } from './refusal.ts'
import type { DiskWire } from './volumes-wire.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances/attachDisk */
export async function attachVolume(
  client: GceClient,
  volume: Ref<'volume'>,
  to: { readonly node: Ref<'node'>; readonly device?: string | undefined },
  call: CallOptions,
): Promise<void> {
  checkNames('attachVolume', to, ['node', 'device'])
  const [disk, node] = [placeOfVolume(volume), placeOfNode(to.node)]
  // By this name the machine finds it: /dev/disk/by-id/google-NAME.
  const deviceName = checkText('device', to.device ?? disk.name, { max: 63 })
  const wire = await beforeWrite(getDisk(client, disk, call))
  await beforeWrite(getInstance(client, node, call))
  if (wire.users?.map(idIn).includes(idOfPlace(node))) return
  if (!zonesOf(wire).includes(node.location))
    throw invalid(`The volume is in ${disk.location}, and the node in ${node.location}`, 'the same location')
  if (wire.users?.length)
    throw refusal('conflict', 'The volume is attached to another node', { attachedTo: wire.users.map(idIn) })
  const body = { source: linkTo(wire), deviceName, autoDelete: false, mode: 'READ_WRITE' }
  const path = [...instancePath(node), 'attachDisk']
  await change(client, { name: 'compute.instances.attachDisk', path, body }, call)
}

const linkTo = ({ selfLink }: DiskWire) => /projects\/.*$/.exec(selfLink)?.[0] ?? selfLink

const zonesOf = ({ zone, replicaZones = [] }: DiskWire): readonly string[] =>
  (zone === undefined ? replicaZones : [zone]).map(nameIn)

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances/detachDisk */
export async function detachVolume(
  client: GceClient,
  volume: Ref<'volume'>,
  call: CallOptions,
): Promise<void> {
  const disk = placeOfVolume(volume)
  const { users = [] } = await beforeWrite(getDisk(client, disk, call))
  for (const user of users) await detach(client, disk, placeOfNode(idIn(user)), call)
}

async function detach(client: GceClient, disk: Place, node: Place, call: CallOptions): Promise<void> {
  const { disks = [] } = await getInstance(client, node, call)
  const wanted = diskPath(disk).join('/')
  const deviceName = disks.find(({ source = '' }) => source.endsWith(`/${wanted}`))?.deviceName
  // It may be gone in between.
  if (deviceName === undefined) return
  const path = [...instancePath(node), 'detachDisk']
  await change(client, { name: 'compute.instances.detachDisk', path, query: { deviceName } }, call)
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/disks/resize */
export async function resizeVolume(
  client: GceClient,
  volume: Ref<'volume'>,
  sizeGiB: number,
  call: CallOptions,
): Promise<void> {
  const disk = placeOfVolume(volume)
  checkSize(sizeGiB)
  const { sizeGb } = await beforeWrite(getDisk(client, disk, call))
  if (sizeGiB <= Number(sizeGb)) throw invalid(`The volume has ${sizeGb} GiB`, 'a size that is larger')
  const path = [...diskPath(disk), 'resize']
  await change(client, { name: diskMethod(disk, 'resize'), path, body: { sizeGb: String(sizeGiB) } }, call)
}
