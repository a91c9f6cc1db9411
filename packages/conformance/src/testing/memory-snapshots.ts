import type { Snapshot, Snapshots } from '@cloud/core'
import type { MemoryCloud } from './memory-cloud.ts'
import { checkName, checkTags, idOf, known, optionalId } from './memory-input.ts'
import { asking, type Store, storeOf } from './memory-store.ts'
import { volumesOf } from './memory-volumes.ts'

export function snapshotsOf(cloud: MemoryCloud): Store<Snapshot> {
  return storeOf<Snapshot>(cloud, 'snapshot')
}

export function memorySnapshots(cloud: MemoryCloud, token: string): Snapshots {
  const snapshots = snapshotsOf(cloud)
  const { read, write, list } = asking(cloud, token)
  return {
    listSnapshots: (query = {}, call) => {
      known(query, 'volume name')
      const volume = optionalId(query.volume, 'volume')
      return list(
        'ListSnapshots',
        call,
        snapshots.all,
        (one) => one.name === (query.name ?? one.name) && one.volume === (volume ?? one.volume),
      )
    },
    getSnapshot: async (ref, call) => {
      const id = idOf(ref, 'snapshot')
      return read('GetSnapshot', call, () => snapshots.find(id))
    },
    createSnapshot: async (options, call) => {
      known(options, 'volume name tags native')
      const { name, tags = {} } = options
      checkName(name)
      checkTags(tags)
      const volumeId = idOf(options.volume, 'volume')
      return write('CreateSnapshot', call, () => {
        const { id: volume, sizeGiB } = volumesOf(cloud).find(volumeId)
        const snapshot: Snapshot = {
          ...{ kind: 'snapshot', id: cloud.nextId('snapshot'), name, state: 'pending', sizeGiB, volume },
          ...{ createdAt: new Date().toISOString(), tags: { ...tags }, native: {} },
        }
        return snapshots.put(snapshot, { state: 'available' })
      })
    },
    destroySnapshot: async (ref, call) => {
      const id = idOf(ref, 'snapshot')
      await write('DestroySnapshot', call, () => {
        snapshots.put({ ...snapshots.find(id), state: 'deleting' }, 'gone')
      })
    },
  }
}
