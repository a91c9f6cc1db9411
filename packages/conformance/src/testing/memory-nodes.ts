import { randomUUID } from 'node:crypto'
import type {
  CallOptions,
  Compute,
  CreateNode,
  CreateNodeBatch,
  Node,
  NodeBatches,
  NodeQuery,
  NodeState,
  Power,
} from '@cloud/core'
import { keyed } from '@cloud/core/driver'
import { catalogue } from './memory-catalogue.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { findImage } from './memory-images.ts'
import { checkBatch, checkCreate, checkQuery, idOf } from './memory-input.ts'
import { asking, onceFor, type Store, storeOf } from './memory-store.ts'

export type MemoryNode = Node<{ readonly host: string }>

type Nodes = Pick<
  Compute<MemoryNode>,
  'listNodes' | 'getNode' | 'createNode' | 'rebootNode' | 'destroyNode'
> &
  NodeBatches<MemoryNode> &
  Power

export function nodesOf(cloud: MemoryCloud): Store<MemoryNode> {
  return storeOf<MemoryNode>(cloud, 'node')
}

export function memoryNodes(cloud: MemoryCloud, token: string): Nodes {
  const nodes = nodesOf(cloud)
  const { read, write, list } = asking(cloud, token)
  const act = async (
    operation: string,
    id: string,
    call: CallOptions | undefined,
    effect: (node: MemoryNode) => void,
  ) => write(operation, call, () => effect(nodes.find(id)))
  const pass = (node: MemoryNode, by: NodeState, to: NodeState) =>
    nodes.put({ ...node, state: by }, { state: to })
  return {
    listNodes: (query = {}, call) => {
      checkQuery(query)
      return list('ListNodes', call, nodes.all, matches(query))
    },
    getNode: async (ref, call) => {
      const id = idOf(ref, 'node')
      return read('GetNode', call, () => nodes.find(id))
    },
    createNode: async (options, call) => {
      checkCreate(options)
      const { idempotencyKey = randomUUID() } = options ?? {}
      try {
        return await write('CreateNode', call, () => create(cloud, { ...options, idempotencyKey }))
      } catch (error) {
        throw keyed(error, idempotencyKey)
      }
    },
    createNodeBatch: async (options, call) => {
      checkBatch(options)
      const { idempotencyKey = randomUUID() } = options
      try {
        return await write('CreateNode', call, () => createBatch(cloud, { ...options, idempotencyKey }))
      } catch (error) {
        throw keyed(error, idempotencyKey)
      }
    },
    rebootNode: async (ref, call) =>
      act('RebootNode', idOf(ref, 'node'), call, (node) => {
        needState(node, 'running', 'rebooting')
        pass(node, 'rebooting', 'running')
      }),
    destroyNode: async (ref, call) =>
      act('DestroyNode', idOf(ref, 'node'), call, (node) => {
        if (node.state !== 'terminated') pass(node, 'terminating', 'terminated')
      }),
    startNode: async (ref, call) =>
      act('StartNode', idOf(ref, 'node'), call, (node) => {
        if (node.state === 'running' || node.state === 'starting') return
        needState(node, 'stopped')
        pass(node, 'starting', 'running')
      }),
    stopNode: async (ref, call) =>
      act('StopNode', idOf(ref, 'node'), call, (node) => {
        if (node.state === 'stopped' || node.state === 'stopping') return
        needState(node, 'running')
        pass(node, 'stopping', 'stopped')
      }),
  }
}

/** Whether there still is such a machine, for what may be attached to it. */
export function isThere(cloud: MemoryCloud, id: string | undefined): boolean {
  return nodesOf(cloud)
    .all()
    .some((node) => node.id === id && node.state !== 'terminated')
}

/** A node that something can be attached to: `not-found` where there is none, `conflict` where it ends. */
export function liveNode(cloud: MemoryCloud, id: string): MemoryNode {
  const node = nodesOf(cloud).find(id)
  needState(node, 'pending', 'starting', 'running', 'rebooting', 'stopping', 'stopped')
  return node
}

export function needState({ state }: Node, ...states: readonly NodeState[]): void {
  if (!states.includes(state)) throw refuse('conflict', `the node is ${state}`)
}

function create(cloud: MemoryCloud, options: CreateNode): MemoryNode {
  const { name, tags = {}, idempotencyKey } = options
  const size = catalogue.sizes.find(({ id }) => id === idOf(options.size, 'size'))
  const wanted = idOf(options.location ?? 'north-1', 'location')
  const location = catalogue.locations.find(({ id }) => id === wanted)
  if (!size || !location) throw refuse('not-found', 'there is no such size or location')
  const image = findImage(cloud, idOf(options.image, 'image'), location.id)
  const nodes = nodesOf(cloud)
  const { authorizedKeys = [], userData = '' } = options
  const given = [name, Object.entries(tags).toSorted(), authorizedKeys, Buffer.from(userData).toString('hex')]
  return onceFor(cloud, nodes, idempotencyKey, [size.id, image.id, location.id, ...given], () => {
    const node: MemoryNode = {
      kind: 'node',
      id: cloud.nextId('node'),
      name,
      state: 'pending',
      publicIps: [],
      privateIps: [`10.0.0.${nodes.all().length % 250}`],
      size: size.id,
      image: image.id,
      location: location.id,
      tags: { ...tags },
      createdAt: new Date().toISOString(),
      native: { host: 'memory' },
    }
    return nodes.put(node, { state: 'running' })
  })
}

/** All of them or none, each under a key that follows from the batch's. */
function createBatch(
  cloud: MemoryCloud,
  { names, idempotencyKey, ...options }: CreateNodeBatch,
): readonly PromiseFulfilledResult<MemoryNode>[] {
  return names.map((name, index) => {
    const value = create(cloud, { ...options, name, idempotencyKey: `${idempotencyKey} ${index}` })
    return { status: 'fulfilled', value }
  })
}

function matches({ ids, name, states, tags }: NodeQuery): (node: Node) => boolean {
  return (node) =>
    (ids === undefined || ids.includes(node.id)) &&
    (name === undefined || node.name === name) &&
    (states === undefined ? node.state !== 'terminated' : states.includes(node.state)) &&
    Object.entries(tags ?? {}).every(([key, value]) => node.tags[key] === value)
}
