import type { CallOptions, CreateSnapshot, Listing, Ref, Snapshots } from '@cloud/core'
import { checkNames, checkText, idOf, lookup } from '@cloud/core/driver'
import { type DigitalOceanClient, remove } from './client.ts'
import { createNamed } from './create-named.ts'
import { getSnapshot, type SnapshotReply, snapshotPath } from './get-snapshot.ts'
import { volumePath } from './get-volume.ts'
import { hasIntent, intentOf } from './intent.ts'
import { list } from './pages.ts'
import { type DigitalOceanSnapshot, type SnapshotWire, toSnapshot } from './snapshots-wire.ts'
import { toWords } from './tags-wire.ts'

/** Snapshots of volumes. Those of droplets are images here, as they are at DigitalOcean too. */
export function snapshots(client: DigitalOceanClient): Snapshots<DigitalOceanSnapshot> {
  return {
    listSnapshots: (query = {}, call) => listSnapshots(client, query, call),
    getSnapshot: (snapshot, call) => client.within(call, (left) => getSnapshot(client, snapshot, left)),
    createSnapshot: (options, call) => client.within(call, (left) => createSnapshot(client, options, left)),
    destroySnapshot: (snapshot, call) => client.within(call, (left) => destroy(client, snapshot, left)),
  }
}

async function destroy(
  client: DigitalOceanClient,
  snapshot: Ref<'snapshot'>,
  call: CallOptions,
): Promise<void> {
  const path = snapshotPath(snapshot)
  const name = 'volumeSnapshots_delete_byId'
  await remove(client, { name, path }, call)
}

function listSnapshots(
  client: DigitalOceanClient,
  query: { readonly volume?: Ref<'volume'> | undefined; readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<DigitalOceanSnapshot> {
  checkNames('listSnapshots', query, ['volume', 'name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const volume = query.volume === undefined ? undefined : idOf('volume', query.volume, 'volume')
  const map = (wire: SnapshotWire) => {
    const holds =
      (volume === undefined || wire.resource_id === volume) && (name === undefined || wire.name === name)
    return holds ? toSnapshot(wire) : undefined
  }
  // The list that a volume has of its own goes with the volume; its snapshots stay.
  const narrowed = { resource_type: 'volume' }
  return list(
    client,
    { name: 'snapshots_list', path: '/snapshots', query: narrowed, key: 'snapshots', map },
    call,
  )
}

/** https://docs.digitalocean.com/reference/api/digitalocean/#operation/volumeSnapshots_create */
async function createSnapshot(
  client: DigitalOceanClient,
  options: CreateSnapshot,
  call: CallOptions,
): Promise<DigitalOceanSnapshot> {
  checkNames('createSnapshot', options, ['volume', 'name', 'tags', 'native'])
  checkNames('createSnapshot under native', options.native ?? {}, [])
  const name = checkText('The name of the snapshot', options.name, { max: 255 })
  const words = toWords(options.tags ?? {})
  const path = `${volumePath(options.volume)}/snapshots`
  const intent = intentOf()
  const all = (left: CallOptions) => snapshotsAt(client, path, left)
  const ours = async (left: CallOptions) =>
    (await all(left)).find(({ native }) => hasIntent(intent, native.tags))
  const taken = async (left: CallOptions) => (await all(left)).some((each) => each.name === name)
  const repeat = lookup(ours, [0, 1000, 3000])
  const body = { name, tags: [...words, ...intent.words] }
  const map = ({ snapshot }: SnapshotReply) => toSnapshot(snapshot)
  const request = { name: 'volumeSnapshots_create', path, body, map }
  return createNamed(client, request, { ours, taken, repeat }, call)
}

function snapshotsAt(
  client: DigitalOceanClient,
  path: string,
  call: CallOptions,
): Promise<DigitalOceanSnapshot[]> {
  const request = { name: 'volumeSnapshots_list', path, key: 'snapshots', map: toSnapshot } as const
  return list(client, request, call).toArray()
}
