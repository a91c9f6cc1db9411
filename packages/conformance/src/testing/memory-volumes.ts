import type { CreateVolume, Volume, Volumes } from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import { catalogue } from './memory-catalogue.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { checkKey, checkName, checkTags, idOf, known, optionalId } from './memory-input.ts'
import { isThere, liveNode } from './memory-nodes.ts'
import { snapshotsOf } from './memory-snapshots.ts'
import { asking, onceFor, type Store, storeOf } from './memory-store.ts'

/** The volumes of the cloud; those of nodes that are terminated are free again. */
export function volumesOf(cloud: MemoryCloud): Store<Volume> {
  const store = storeOf<Volume>(cloud, 'volume')
  const freed = (volume: Volume): Volume => {
    const [node] = volume.attachedTo
    if (node === undefined || isThere(cloud, node)) return volume
    return store.put({ ...without(volume), state: 'available' })
  }
  return { ...store, all: () => store.all().map(freed), find: (id) => freed(store.find(id)) }
}

export function memoryVolumes(cloud: MemoryCloud, token: string): Volumes {
  const volumes = volumesOf(cloud)
  const { read, write, list } = asking(cloud, token)
  return {
    listVolumes: (query = {}, call) => {
      known(query, 'name location node')
      const location = optionalId(query.location, 'location')
      const node = optionalId(query.node, 'node')
      return list(
        'ListVolumes',
        call,
        volumes.all,
        (one) =>
          one.name === (query.name ?? one.name) &&
          one.location === (location ?? one.location) &&
          (node === undefined || one.attachedTo.includes(node)),
      )
    },
    getVolume: async (ref, call) => {
      const id = idOf(ref, 'volume')
      return read('GetVolume', call, () => volumes.find(id))
    },
    createVolume: async (options, call) => {
      checkOptions(options)
      return write('CreateVolume', call, () => create(cloud, options))
    },
    resizeVolume: async (ref, sizeGiB, call) => {
      const id = idOf(ref, 'volume')
      checkSize(sizeGiB)
      await write('ResizeVolume', call, () => {
        const volume = volumes.find(id)
        if (sizeGiB <= volume.sizeGiB) throw refuse('invalid', 'volumes only grow')
        volumes.change(id, { sizeGiB })
      })
    },
    destroyVolume: async (ref, call) => {
      const id = idOf(ref, 'volume')
      await write('DestroyVolume', call, () => {
        const volume = volumes.find(id)
        if (volume.attachedTo.length > 0) throw refuse('conflict', 'a node has the volume')
        volumes.put({ ...volume, state: 'deleting' }, 'gone')
      })
    },
    ...attaching(cloud, token),
  }
}

function attaching(cloud: MemoryCloud, token: string): Pick<Volumes, 'attachVolume' | 'detachVolume'> {
  const volumes = volumesOf(cloud)
  const { write } = asking(cloud, token)
  return {
    attachVolume: async (ref, to, call) => {
      known(to, 'node device')
      const [id, nodeId] = [idOf(ref, 'volume'), idOf(to.node, 'node')]
      await write('AttachVolume', call, () => {
        const volume = volumes.find(id)
        const node = liveNode(cloud, nodeId)
        if (volume.attachedTo.includes(nodeId)) return
        if (volume.location !== node.location) throw refuse('invalid', 'the node is elsewhere')
        if (volume.state !== 'available') throw refuse('conflict', `the volume is ${volume.state}`)
        const device = to.device ?? '/dev/vdb'
        volumes.put(
          { ...volume, state: 'attaching', attachedTo: [nodeId] },
          { state: 'attached', attachedTo: [nodeId], device },
        )
      })
    },
    detachVolume: async (ref, call) => {
      const id = idOf(ref, 'volume')
      await write('DetachVolume', call, () => {
        const volume = volumes.find(id)
        if (volume.attachedTo.length === 0) return
        volumes.put({ ...without(volume), state: 'detaching' }, { state: 'available' })
      })
    },
  }
}

function create(cloud: MemoryCloud, options: CreateVolume): Volume {
  const { name, tags = {}, idempotencyKey, sizeGiB } = options
  const volumes = volumesOf(cloud)
  const location = optionalId(options.location, 'location') ?? 'north-1'
  const from = optionalId(options.snapshot, 'snapshot')
  if (!catalogue.locations.some(({ id }) => id === location))
    throw refuse('not-found', 'there is no such location')
  const least = from === undefined ? 1 : snapshotsOf(cloud).find(from).sizeGiB
  if (sizeGiB !== undefined && sizeGiB < least) throw refuse('invalid', `the snapshot has ${least} GiB`)
  return onceFor(cloud, volumes, idempotencyKey, [name, location, from, sizeGiB, tags], () => {
    if (volumes.all().some((one) => one.name === name && one.location === location))
      throw refuse('already-exists', 'the name is taken there')
    const volume: Volume = {
      ...{ kind: 'volume', id: cloud.nextId('volume'), name, state: 'creating', sizeGiB: sizeGiB ?? least },
      ...{ attachedTo: [], location, createdAt: new Date().toISOString(), tags: { ...tags }, native: {} },
    }
    return volumes.put(volume, { state: 'available' })
  })
}

function checkOptions(options: CreateVolume): void {
  known(options, 'name sizeGiB location snapshot tags idempotencyKey native')
  checkName(options.name)
  if (options.sizeGiB !== undefined || options.snapshot === undefined) checkSize(options.sizeGiB)
  optionalId(options.location, 'location')
  optionalId(options.snapshot, 'snapshot')
  checkTags(options.tags ?? {})
  checkKey(options.idempotencyKey)
}

function checkSize(sizeGiB: unknown): void {
  if (!Number.isInteger(sizeGiB) || Number(sizeGiB) < 1)
    throw invalid(`${String(sizeGiB)} is no size`, 'whole GiB, from 1')
}

/** The volume as no node has it. */
function without({ device: _, ...volume }: Volume): Volume {
  return { ...volume, attachedTo: [] }
}
