import type { CallOptions, Listing, VolumeQuery, Volumes } from '@cloud/core'
import { checkNames, checkText, idOf } from '@cloud/core/driver'
import { attachVolume, detachVolume } from './attach-volume.ts'
import type { Ec2Client } from './client.ts'
import { createVolume, type Ec2CreateVolume } from './create-volume.ts'
import { list } from './description.ts'
import { exactly } from './filters.ts'
import { getVolume, volumeDescription } from './get-volume.ts'
import { ec2Id } from './ids.ts'
import { resizeVolume } from './modify-volume.ts'
import { remove } from './removal.ts'
import type { Ec2Volume } from './volumes-wire.ts'

/** EBS volumes. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/operation-list-elastic-block-store.html */
export function volumes(client: Ec2Client): Volumes<Ec2Volume, Ec2CreateVolume> {
  return {
    listVolumes: (query = {}, call) => listVolumes(client, query, call),
    getVolume: (volume, call) => client.within(call, (left) => getVolume(client, volume, left)),
    createVolume: (options, call) => client.within(call, (left) => createVolume(client, options, left)),
    attachVolume: (volume, to, call) => client.within(call, (left) => attachVolume(client, volume, to, left)),
    detachVolume: (volume, call) => client.within(call, (left) => detachVolume(client, volume, left)),
    resizeVolume: (volume, sizeGiB, call) =>
      client.within(call, (left) => resizeVolume(client, volume, sizeGiB, left)),
    destroyVolume: (volume, call) =>
      client.within(call, async (left) => {
        const parameters = { VolumeId: ec2Id('volume', volume) }
        await remove(client, { name: 'DeleteVolume', parameters }, left)
      }),
  }
}

function listVolumes(
  client: Ec2Client,
  query: VolumeQuery,
  call: CallOptions | undefined,
): Listing<Ec2Volume> {
  checkNames('listVolumes', query, ['name', 'location', 'node'])
  const { name, location, node } = query
  const filters = [
    ...(name === undefined ? [] : [exactly('tag:Name', [checkText('The name', name, { max: 255 })])]),
    ...(location === undefined
      ? []
      : [exactly('availability-zone', [idOf('location', location, 'location')])]),
    ...(node === undefined ? [] : [exactly('attachment.instance-id', [idOf('node', node, 'node')])]),
  ]
  return list(client, volumeDescription, filters, call)
}
