import { randomUUID } from 'node:crypto'
import type { CallOptions, Compute, CreateNode, Listing, NodeQuery, Power, Ref } from '@cloud/core'
import { checkCreateNode, checkNodeQuery, encodeRfc3986, idOf, invalid, keyed } from '@cloud/core/driver'
import { type AcmeClient, get, remove, send } from './client.ts'
import { type AcmeNode, type ServerWire, toNode } from './nodes-wire.ts'
import { list } from './pages.ts'

/** What `createNode` takes under `native`. */
export interface AcmeCreateNode {
  /** Kept from being destroyed until it is unprotected in the console. */
  readonly protect?: boolean | undefined
}

export type Nodes = Pick<
  Compute<AcmeNode, AcmeCreateNode>,
  'listNodes' | 'getNode' | 'createNode' | 'rebootNode' | 'destroyNode'
> &
  Power

/** Servers as nodes. */
export function nodes(client: AcmeClient): Nodes {
  return {
    listNodes: (query = {}, call) => listNodes(client, checkNodeQuery(query), call),
    getNode: async (node, call) => get(client, { name: 'getServer', path: pathOf(node), map: toNode }, call),
    createNode: async (options, call) => createNode(client, options, call),
    rebootNode: async (node, call) => act(client, node, 'reboot', call),
    startNode: async (node, call) => act(client, node, 'start', call),
    stopNode: async (node, call) => act(client, node, 'stop', call),
    destroyNode: async (node, call) => remove(client, 'deleteServer', pathOf(node), call),
  }
}

export const pathOf = (node: Ref<'node'>): string =>
  `/v1/servers/${encodeRfc3986(idOf('node', node, 'node'))}`

/** The API finds servers by name; what else a query wants is looked for here. */
function listNodes(
  client: AcmeClient,
  { ids, name, states, tags = {} }: NodeQuery,
  call: CallOptions | undefined,
): Listing<AcmeNode> {
  const map = (wire: ServerWire) => {
    const node = toNode(wire)
    const holds =
      (ids?.includes(node.id) ?? true) &&
      (states?.includes(node.state) ?? true) &&
      Object.entries(tags).every(([key, value]) => node.tags[key] === value)
    return holds ? node : undefined
  }
  return list(client, { name: 'listServers', path: '/v1/servers', query: { name }, map }, call)
}

const limits = { native: ['protect'], tags: { most: 64, key: 63, value: 255 } }
const mostUserData = 16_384

/** The API knows a repeat by its `idempotency-key`, so that a lost answer makes no second server. */
async function createNode(
  client: AcmeClient,
  options: CreateNode<AcmeCreateNode>,
  call: CallOptions | undefined,
): Promise<AcmeNode> {
  const { idempotencyKey = randomUUID(), ...checked } = checkCreateNode(options, limits)
  const body = {
    name: checked.name,
    size: checked.size,
    image: checked.image,
    location: checked.location ?? client.location,
    ssh_keys: checked.authorizedKeys,
    user_data: toBase64(checked.userData),
    labels: checked.tags,
    protect: checked.native?.protect,
  }
  const headers = { 'idempotency-key': idempotencyKey }
  const repeat = { class: 'token', field: 'idempotency-key' } as const
  const request = { name: 'createServer', repeat, method: 'POST', path: '/v1/servers', headers } as const
  try {
    return await send(client, { ...request, body, map: toNode }, call)
  } catch (error) {
    throw keyed(error, idempotencyKey)
  }
}

function toBase64(userData: string | Uint8Array | undefined): string | undefined {
  if (userData === undefined || userData.length === 0) return undefined
  const bytes = Buffer.from(userData)
  if (bytes.length <= mostUserData) return bytes.toString('base64')
  throw invalid(`The user data has ${bytes.length} bytes`, `at most ${mostUserData}`)
}

/** A second start or stop changes nothing more; a second reboot does. */
function act(
  client: AcmeClient,
  node: Ref<'node'>,
  action: 'start' | 'stop' | 'reboot',
  call: CallOptions | undefined,
): Promise<void> {
  const repeat = { class: action === 'reboot' ? 'once' : 'idempotent' } as const
  const path = `${pathOf(node)}/${action}`
  return send(client, { name: `${action}Server`, repeat, method: 'POST', path, map: () => undefined }, call)
}
