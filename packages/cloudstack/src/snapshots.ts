import type { CallOptions, CreateSnapshot, Listing, Ref, Snapshots } from '@cloud/core'
import { beforeWrite, changed, checkNames, checkText, idOf, isCloudError } from '@cloud/core/driver'
import { checkName } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { getSnapshot, shownSnapshot, snapshotList } from './get-snapshot.ts'
import { getVolume, volumeIdOf } from './get-volume.ts'
import { list } from './pages.ts'
import { refusedNow } from './perform.ts'
import { refusal } from './refusal.ts'
import { remove } from './remove.ts'
import { createTags } from './resource-tags.ts'
import { type CloudStackSnapshot, type SnapshotWire, toSnapshot } from './snapshots-wire.ts'
import { checkedTags } from './tags-wire.ts'

/** Snapshots of volumes, on secondary storage. */
export function snapshots(client: CloudStackClient): Snapshots<CloudStackSnapshot> {
  return {
    listSnapshots: (query = {}, call) => listSnapshots(client, query, call),
    getSnapshot: (snapshot, call) => client.within(call, (left) => getSnapshot(client, snapshot, left)),
    createSnapshot: (options, call) => client.within(call, (left) => createSnapshot(client, options, left)),
    destroySnapshot: (snapshot, call) =>
      client.within(call, (left) => destroySnapshot(client, snapshot, left)),
  }
}

function listSnapshots(
  client: CloudStackClient,
  query: { readonly volume?: Ref<'volume'> | undefined; readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<CloudStackSnapshot> {
  checkNames('listSnapshots', query, ['volume', 'name'])
  const { volume, name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const volumeid = volume === undefined ? undefined : volumeIdOf(volume)
  const map = (wire: SnapshotWire) => {
    const holds =
      (name === undefined || wire.name === name) && (volumeid === undefined || wire.volumeid === volumeid)
    return holds ? shownSnapshot(wire) : undefined
  }
  // A volume that is gone is refused, and its snapshots stay: they are chosen here.
  return list(client, { ...snapshotList, parameters: { name, showunique: true }, map }, call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/createSnapshot.html */
async function createSnapshot(
  client: CloudStackClient,
  options: CreateSnapshot,
  call: CallOptions,
): Promise<CloudStackSnapshot> {
  checkNames('createSnapshot', options, ['volume', 'name', 'tags', 'native'])
  checkNames('createSnapshot under native', options.native ?? {}, [])
  const name = checkName('snapshot', options.name)
  const tags = checkedTags(options.tags)
  const { id: volumeid, native } = await beforeWrite(getVolume(client, volumeIdOf(options.volume), call))
  if (native.state === 'Allocated')
    throw refusal(client, 'conflict', `The volume ${volumeid} has no storage before its first node`)
  const map = (wire: SnapshotWire) => (wire.name === name && wire.volumeid === volumeid ? wire : undefined)
  const among = { ...snapshotList, parameters: { name }, map }
  const parameters = { volumeid, name }
  const creation = { name: 'createSnapshot', parameters, among, result: 'snapshot' }
  const made = await create<SnapshotWire>(client, creation, call).catch((error: unknown) => {
    throw refusedNow(error)
  })
  return finish(client, made.wire.id, tags, made.operation, call)
}

async function finish(
  client: CloudStackClient,
  id: string,
  tags: Readonly<Record<string, string>>,
  operation: string | undefined,
  call: CallOptions,
): Promise<CloudStackSnapshot> {
  try {
    await createTags(client, { type: 'Snapshot', id }, tags, call)
    const { native } = await getSnapshot(client, id, call)
    return toSnapshot(native, operation)
  } catch (error) {
    if (!isCloudError(error)) throw error
    const details = { ...error.details, snapshotId: id }
    throw changed(error, { outcome: 'applied', retryable: false, details })
  }
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteSnapshot.html */
async function destroySnapshot(
  client: CloudStackClient,
  ref: Ref<'snapshot'>,
  call: CallOptions,
): Promise<void> {
  const id = idOf('snapshot', ref, 'snapshot')
  const among = { ...snapshotList, map: shownSnapshot }
  await remove(client, { name: 'deleteSnapshot', among, what: 'snapshot', id }, call)
}
