import type { CallOptions, Ref } from '@cloud/core'
import type { Ec2Client } from './client.ts'
import { type Description, described, get } from './description.ts'
import { ec2Id } from './ids.ts'
import { type Ec2Volume, toVolume, type VolumeWire, volume } from './volumes-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumes.html */
export const volumeDescription: Description<VolumeWire, Ec2Volume> = {
  noun: 'volume',
  action: 'DescribeVolumes',
  ids: 'VolumeId',
  pageSize: 500,
  answer: described('volumeSet', volume),
  map: toVolume,
}

export async function getVolume(
  client: Ec2Client,
  ref: Ref<'volume'>,
  call: CallOptions,
): Promise<Ec2Volume> {
  return get(client, volumeDescription, ec2Id('volume', ref), call)
}
