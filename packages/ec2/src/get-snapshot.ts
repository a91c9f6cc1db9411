import type { CallOptions, Ref } from '@cloud/core'
import type { Ec2Client } from './client.ts'
import { type Description, described, get } from './description.ts'
import { ec2Id } from './ids.ts'
import { type Ec2Snapshot, type SnapshotWire, snapshot, toSnapshot } from './snapshots-wire.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html */
export const snapshotDescription: Description<SnapshotWire, Ec2Snapshot> = {
  noun: 'snapshot',
  action: 'DescribeSnapshots',
  ids: 'SnapshotId',
  pageSize: 1000,
  answer: described('snapshotSet', snapshot),
  owner: 'self',
  map: toSnapshot,
}

export async function getSnapshot(
  client: Ec2Client,
  ref: Ref<'snapshot'>,
  call: CallOptions,
): Promise<Ec2Snapshot> {
  return get(client, snapshotDescription, ec2Id('snapshot', ref), call)
}
