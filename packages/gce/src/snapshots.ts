import type { CallOptions, CreateSnapshot, Listing, Ref, Snapshots } from '@cloud/core'
import { afterWrite, checkNames, checkText, idOf } from '@cloud/core/driver'
import { handleOf, list } from '@cloud/google'
import { change, filterOf, type GceClient, projectPath, read } from './client.ts'
import { diskMethod, diskPath, placeOfVolume } from './get-volume.ts'
import { globalOf } from './ids.ts'
import { inPlace } from './lookups.ts'
import { checkName, isName, toLabels } from './names.ts'
import { type GceSnapshot, type SnapshotWire, toSnapshot } from './snapshots-wire.ts'

/** What `createSnapshot` takes under `native`. */
export interface GceCreateSnapshot {
  readonly description?: string | undefined
  /** One region, or one multi-region as in `eu`; left out, the nearest to the volume. */
  readonly storageLocations?: readonly string[] | undefined
  readonly snapshotType?: 'STANDARD' | 'ARCHIVE' | undefined
}

type Query = { readonly volume?: Ref<'volume'> | undefined; readonly name?: string | undefined }

/** Snapshots of disks; they are global, and their names unique in the project. https://cloud.google.com/compute/docs/reference/rest/v1/snapshots */
export function snapshots(client: GceClient): Snapshots<GceSnapshot, GceCreateSnapshot> {
  return {
    listSnapshots: (query = {}, call) => listSnapshots(client, query, call),
    getSnapshot: (snapshot, call) =>
      client.within(call, async (left) =>
        toSnapshot(await getSnapshot(client, globalOf('snapshot', snapshot, 'snapshot'), left)),
      ),
    createSnapshot: (options, call) => client.within(call, (left) => createSnapshot(client, options, left)),
    destroySnapshot: (snapshot, call) =>
      client.within(call, async (left) => {
        const path = ['global', 'snapshots', globalOf('snapshot', snapshot, 'snapshot')]
        await change(client, { name: 'compute.snapshots.delete', method: 'DELETE', path }, left)
      }),
  }
}

function getSnapshot(client: GceClient, name: string, call: CallOptions): Promise<SnapshotWire> {
  return read(client, { name: 'compute.snapshots.get', path: ['global', 'snapshots', name] }, call)
}

function listSnapshots(client: GceClient, query: Query, call: CallOptions | undefined): Listing<GceSnapshot> {
  checkNames('listSnapshots', query, ['volume', 'name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const volume = query.volume === undefined ? undefined : idOf('volume', query.volume, 'volume')
  const map = (wire: SnapshotWire) => {
    const snapshot = toSnapshot(wire)
    const holds =
      (name === undefined || snapshot.name === name) && (volume === undefined || snapshot.volume === volume)
    return holds ? snapshot : undefined
  }
  const narrowed = filterOf(name !== undefined && isName(name) ? `name = ${name}` : undefined)
  const path = () => projectPath(client, ['global', 'snapshots'])
  return list(client, { name: 'compute.snapshots.list', path, query: narrowed, map }, call)
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/disks/createSnapshot */
async function createSnapshot(
  client: GceClient,
  options: CreateSnapshot<GceCreateSnapshot>,
  call: CallOptions,
): Promise<GceSnapshot> {
  checkNames('createSnapshot', options, ['volume', 'name', 'tags', 'native'])
  const { native = {} } = options
  checkNames('createSnapshot under native', native, ['description', 'storageLocations', 'snapshotType'])
  const place = placeOfVolume(options.volume)
  const name = checkName('snapshot', options.name)
  const body = { name, labels: toLabels(options.tags), ...native }
  const request = {
    name: diskMethod(place, 'createSnapshot'),
    path: [...diskPath(place), 'createSnapshot'],
    body,
  }
  const operation = handleOf(await inPlace(client, place, change(client, request, call), call))
  const wire = await afterWrite(getSnapshot(client, name, call), { snapshotId: name })
  return toSnapshot({ ...wire, operation })
}
