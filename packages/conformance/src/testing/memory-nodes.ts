import type { CallOptions, Compute, CreateNode, Node, NodeQuery, NodeState, Power } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import { catalogue } from './memory-catalogue.ts'
import { type MemoryCloud, pageOf, type Request, refuse } from './memory-cloud.ts'
import { checkCreate, checkQuery, idOf } from './memory-input.ts'

type MemoryNode = Node<{ readonly host: string }>
interface Stored {
  readonly node: MemoryNode
  state: NodeState
  /** The state that follows by itself, and when. */
  next?: { readonly state: NodeState; readonly at: number } | undefined
}

type Nodes = Pick<
  Compute<MemoryNode>,
  'listNodes' | 'getNode' | 'createNode' | 'rebootNode' | 'destroyNode'
> &
  Power

export function memoryNodes(cloud: MemoryCloud, token: string): Nodes {
  const stored = cloud.records<Stored>('nodes')
  const ask = <T>(operation: string, call: CallOptions | undefined, effect: () => T, writes = false) => {
    const request: Request = { operation, token, writes, call }
    return cloud.request(request, effect)
  }
  const act = async (
    operation: string,
    id: string,
    call: CallOptions | undefined,
    effect: (one: Stored) => void,
  ) => ask(operation, call, () => effect(find(stored, id)), true)
  return {
    listNodes: (query = {}, call) =>
      listing(async (after, left) => {
        checkQuery(query)
        return ask('ListNodes', left, () => pageOf(allNodes(cloud), matches(query), after))
      }, call),
    getNode: async (ref, call) => {
      const id = idOf(ref, 'node')
      return ask('GetNode', call, () => shown(find(stored, id)))
    },
    createNode: async (options, call) => {
      checkCreate(options)
      return ask('CreateNode', call, () => create(cloud, options), true)
    },
    rebootNode: async (ref, call) =>
      act('RebootNode', idOf(ref, 'node'), call, (one) => {
        needState(one, 'running', 'rebooting')
        become(one, 'rebooting', 'running', cloud.stateMs)
      }),
    destroyNode: async (ref, call) =>
      act('DestroyNode', idOf(ref, 'node'), call, (one) => {
        if (one.state !== 'terminated') become(one, 'terminating', 'terminated', cloud.stateMs)
      }),
    startNode: async (ref, call) =>
      act('StartNode', idOf(ref, 'node'), call, (one) => {
        if (one.state === 'running' || one.state === 'starting') return
        needState(one, 'stopped')
        become(one, 'starting', 'running', cloud.stateMs)
      }),
    stopNode: async (ref, call) =>
      act('StopNode', idOf(ref, 'node'), call, (one) => {
        if (one.state === 'stopped' || one.state === 'stopping') return
        needState(one, 'running')
        become(one, 'stopping', 'stopped', cloud.stateMs)
      }),
  }
}

/** All nodes as they are now. */
export function allNodes(cloud: MemoryCloud): MemoryNode[] {
  return [...cloud.records<Stored>('nodes').values()].map((one) => shown(settle(one)))
}

export function nodeOf(cloud: MemoryCloud, id: string): MemoryNode {
  return shown(find(cloud.records<Stored>('nodes'), id))
}

function create(cloud: MemoryCloud, options: CreateNode): MemoryNode {
  const { name, tags = {}, idempotencyKey } = options
  const size = catalogue.sizes.find(({ id }) => id === idOf(options.size, 'size'))
  const image = catalogue.images.find(({ id }) => id === idOf(options.image, 'image'))
  const wanted = idOf(options.location ?? 'north-1', 'location')
  const location = catalogue.locations.find(({ id }) => id === wanted)
  if (!size || !image || !location) throw refuse('not-found', 'there is no such size, image or location')
  const stored = cloud.records<Stored>('nodes')
  const keys = cloud.records<{ readonly id: string; readonly said: string }>('idempotency keys')
  const { authorizedKeys = [], userData = '' } = options
  const given = [name, Object.entries(tags).toSorted(), authorizedKeys, Buffer.from(userData).toString('hex')]
  const said = JSON.stringify([size.id, image.id, location.id, ...given])
  const before = idempotencyKey === undefined ? undefined : keys.get(idempotencyKey)
  if (before !== undefined) {
    if (before.said !== said) throw refuse('conflict', 'the idempotency key was used with other options')
    return shown(find(stored, before.id))
  }
  const id = cloud.nextId('node')
  const node: MemoryNode = {
    ...{
      kind: 'node',
      id,
      name,
      state: 'pending',
      publicIps: [],
      privateIps: [`10.0.0.${stored.size % 250}`],
    },
    ...{ size: size.id, image: image.id, location: location.id, tags: { ...tags } },
    ...{ createdAt: new Date().toISOString(), native: { host: 'memory' } },
  }
  const one: Stored = { node, state: 'pending' }
  become(one, 'pending', 'running', cloud.stateMs)
  stored.set(id, one)
  if (idempotencyKey !== undefined) keys.set(idempotencyKey, { id, said })
  return shown(one)
}

function find(stored: Map<string, Stored>, id: string): Stored {
  const one = stored.get(id)
  if (one === undefined) throw refuse('not-found', 'there is no such node')
  return settle(one)
}

function settle(one: Stored): Stored {
  if (one.next !== undefined && one.next.at <= Date.now()) become(one, one.next.state)
  return one
}

function become(one: Stored, state: NodeState, then?: NodeState, afterMs = 0): void {
  one.state = state
  one.next = then === undefined ? undefined : { state: then, at: Date.now() + afterMs }
}

function needState(one: Stored, ...states: readonly NodeState[]): void {
  if (!states.includes(one.state)) throw refuse('conflict', `the node is ${one.state}`)
}

function shown({ node, state }: Stored): MemoryNode {
  return { ...structuredClone(node), state }
}

function matches({ ids, name, states, tags }: NodeQuery): (node: Node) => boolean {
  return (node) =>
    (ids === undefined || ids.includes(node.id)) &&
    (name === undefined || node.name === name) &&
    (states === undefined ? node.state !== 'terminated' : states.includes(node.state)) &&
    Object.entries(tags ?? {}).every(([key, value]) => node.tags[key] === value)
}
