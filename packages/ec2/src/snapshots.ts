import type { CallOptions, CreateSnapshot, Listing, Ref, Snapshots } from '@cloud/core'
import { checkNames, checkText, idOf, listing } from '@cloud/core/driver'
import { checkOptions } from './check-options.ts'
import { type Ec2Client, send, toPage } from './client.ts'
import { describe } from './description.ts'
import { exactly } from './filters.ts'
import { forbiddenWhereSeen } from './forbidden.ts'
import { getSnapshot, snapshotDescription } from './get-snapshot.ts'
import { ec2Id } from './ids.ts'
import { byIntent, newIntent } from './intent.ts'
import { remove } from './removal.ts'
import { checkOwnTags, tagsOfNew } from './resource-tags.ts'
import { type Ec2Snapshot, snapshot, toSnapshot } from './snapshots-wire.ts'

/** What `createSnapshot` takes under `native`. */
export interface Ec2CreateSnapshot {
  readonly description?: string | undefined
}

/** Snapshots of EBS volumes. https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshots.html */
export function snapshots(client: Ec2Client): Snapshots<Ec2Snapshot, Ec2CreateSnapshot> {
  return {
    listSnapshots: (query = {}, call) => listSnapshots(client, query, call),
    getSnapshot: (ref, call) => client.within(call, (left) => getSnapshot(client, ref, left)),
    createSnapshot: (options, call) => client.within(call, (left) => createSnapshot(client, options, left)),
    destroySnapshot: (ref, call) => client.within(call, (left) => destroySnapshot(client, ref, left)),
  }
}

export interface SnapshotQuery {
  readonly volume?: Ref<'volume'> | undefined
  readonly name?: string | undefined
}

function listSnapshots(
  client: Ec2Client,
  query: SnapshotQuery,
  call: CallOptions | undefined,
): Listing<Ec2Snapshot> {
  checkNames('listSnapshots', query, ['volume', 'name'])
  return snapshotsOf(client, 'self', query, call)
}

/** Without an owner EC2 lists those that anybody lets the account use, which are tens of thousands. */
export function snapshotsOf(
  client: Ec2Client,
  owner: string,
  { volume, name }: SnapshotQuery,
  call: CallOptions | undefined,
): Listing<Ec2Snapshot> {
  const Filter = [
    ...(volume === undefined ? [] : [exactly('volume-id', [idOf('volume', volume, 'volume')])]),
    ...(name === undefined ? [] : [exactly('tag:Name', [checkText('The name', name, { max: 255 })])]),
  ]
  const parameters = { Owner: [owner], Filter, MaxResults: snapshotDescription.pageSize }
  return listing(
    async (after, left) => {
      const wire = await describe(client, snapshotDescription, { ...parameters, NextToken: after }, left)
      return toPage(wire.items.map(toSnapshot), wire)
    },
    call,
    client.clock,
  )
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSnapshot.html */
async function createSnapshot(
  client: Ec2Client,
  options: CreateSnapshot<Ec2CreateSnapshot>,
  call: CallOptions,
): Promise<Ec2Snapshot> {
  checkNames('createSnapshot', options, ['volume', 'name', 'tags', 'native'])
  const { tags, native = {} } = options
  const name = checkText('The name of the snapshot', options.name, { max: 255 })
  checkOwnTags(tags)
  checkOptions('createSnapshot under native', native, { description: 'text' })
  const intent = newIntent()
  const parameters = {
    VolumeId: ec2Id('volume', options.volume),
    Description: native.description,
    TagSpecification: tagsOfNew('snapshot', { name, tags, intent }),
  }
  const repeat = byIntent(client, {
    description: snapshotDescription,
    intent,
    toAnswer: ({ native: wire }) => wire,
    remove: (surplus, left) => destroySnapshot(client, surplus, left),
  })
  return toSnapshot(
    await send(client, { name: 'CreateSnapshot', repeat, parameters, answer: snapshot }, call),
  )
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSnapshot.html */
export async function destroySnapshot(
  client: Ec2Client,
  ref: Ref<'snapshot'>,
  call: CallOptions,
): Promise<void> {
  const id = ec2Id('snapshot', ref)
  try {
    await remove(client, { name: 'DeleteSnapshot', parameters: { SnapshotId: id } }, call)
  } catch (error) {
    throw await forbiddenWhereSeen(error, () => getSnapshot(client, id, call))
  }
}
