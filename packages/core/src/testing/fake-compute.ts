import type { Clock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Compute, CreateNode, Node, NodeState } from '../contract/compute.ts'
import { withClient } from '../driver-client.ts'
import { CloudError } from '../errors.ts'
import { listing } from '../listing.ts'
import { testClient } from './operations.ts'
import { scriptedTransport } from './scripted-transport.ts'

export interface FakeNative {
  readonly rack: string
}
export interface FakeIn {
  readonly rack?: string
}
export type FakeNode = Node<FakeNative>

/** What one look at the node shows: a state, a whole node, a failure, or what happens then. */
export type Look = NodeState | FakeNode | Error | ((call: CallOptions) => Promise<FakeNode>)

export interface FakeCompute extends Compute<FakeNode, FakeIn> {
  readonly calls: string[]
  readonly created: CreateNode<FakeIn>[]
  /** The options of each `getNode` and when it was called, on the clock. */
  readonly looks: { readonly at: number; readonly call: CallOptions }[]
  readonly destroyed: { readonly id: unknown; readonly call: CallOptions | undefined }[]
}

export function fakeNode(state: NodeState = 'running', changes: Partial<FakeNode> = {}): FakeNode {
  return {
    kind: 'node',
    id: 'n-1',
    name: 'web-1',
    state,
    publicIps: state === 'running' ? ['192.0.2.1'] : [],
    privateIps: [],
    tags: {},
    native: { rack: 'r1' },
    ...changes,
  }
}

export const notFound: CloudError = new CloudError('There is no node n-1', { code: 'not-found' })

/** A cloud of one node: each look at it shows the next of `looks`, the last one for ever. */
export function fakeCompute(
  clock: Clock,
  looks: readonly Look[] = ['running'],
  changes: Partial<Compute<FakeNode, FakeIn>> = {},
): FakeCompute {
  const seen: FakeCompute['looks'] = []
  const calls: string[] = []
  const created: CreateNode<FakeIn>[] = []
  const destroyed: { id: unknown; call: CallOptions | undefined }[] = []
  const none = () => listing<never>(async () => ({ items: [] }))
  return {
    ...withClient(testClient({ clock, transport: scriptedTransport([]) })),
    calls,
    created,
    looks: seen,
    destroyed,
    getNode: async (_node, call = {}) => {
      calls.push('getNode')
      const look = looks[Math.min(seen.push({ at: clock.now(), call }), looks.length) - 1]
      if (look instanceof Error) throw look
      if (typeof look === 'function') return look(call)
      return typeof look === 'object' ? look : fakeNode(look)
    },
    createNode: async (options) => {
      calls.push('createNode')
      created.push(options)
      return fakeNode('pending', { name: options.name })
    },
    destroyNode: async (node, call) => {
      calls.push('destroyNode')
      destroyed.push({ id: node, call })
    },
    rebootNode: async () => {},
    listNodes: none,
    listSizes: none,
    listImages: none,
    listLocations: none,
    ...changes,
  }
}
