import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CallOptions, Compute, HostKeys, NodeQuery } from '@cloud/core'
import {
  abortable,
  CloudError,
  callScope,
  changed,
  checkNames,
  checkNodeQuery,
  checkPublicKey,
  checkRuntime,
  idOf,
  invalid,
  isCloudError,
  listing,
  onePage,
  systemClock,
} from '@cloud/core/driver'
import { nodesIn } from './check-inventory.ts'
import type { Inventory, StaticNode } from './inventory.ts'
import { readInventory } from './inventory-file.ts'

export interface StaticOptions {
  /** The path of a YAML or JSON file, its URL, or the inventory itself. */
  readonly inventory: string | URL | Inventory
}

/** What can be done with machines that exist: nothing creates, restarts or destroys one, or tells what it could be made of. */
export type StaticCompute = Pick<Compute<StaticNode>, 'listNodes' | 'getNode'> & HostKeys

/**
 * Compute over an inventory. A file is read once, when it is first asked for: nodes and host keys are of one state of it, and a driver made later
 * reads it anew. A read that failed is done again by the next call. An inventory that is wrong is `invalid`, with the place: at once where it is
 * given itself, at each call where it is a file.
 */
export function compute(options: StaticOptions): StaticCompute {
  checkRuntime()
  checkNames('compute', options, ['inventory'])
  const nodes = source(options.inventory)
  const find = async (ref: Parameters<StaticCompute['getNode']>[0]) => {
    const id = idOf('node', ref, 'node')
    const node = (await nodes()).find((one) => one.id === id)
    if (node) return node
    throw new CloudError(`There is no node ${id} in the inventory`, { code: 'not-found' })
  }
  return {
    listNodes: (query = {}, call) => {
      const holds = matcher(checkNodeQuery(query))
      const list = async () => (await nodes()).filter(holds)
      return listing(
        onePage((left) => within('listNodes', left, list)),
        call,
      )
    },
    getNode: (node, call) => within('getNode', call, () => find(node)),
    listHostKeys: (node, call) => within('listHostKeys', call, async () => hostKeysOf(await find(node))),
  }
}

function source(inventory: StaticOptions['inventory']): () => Promise<readonly StaticNode[]> {
  if (typeof inventory !== 'string' && !(inventory instanceof URL)) {
    const nodes = nodesIn(inventory)
    return async () => nodes
  }
  const path = pathOf(inventory)
  let reading: Promise<readonly StaticNode[]> | undefined
  return () => {
    reading ??= readInventory(path).catch((error) => {
      reading = undefined
      throw error
    })
    return reading
  }
}

function pathOf(inventory: string | URL): string {
  if (inventory instanceof URL ? inventory.protocol !== 'file:' : !inventory || inventory.includes('\0'))
    throw invalid('inventory is no path', 'as in ./inventory.yaml, or a file: URL')
  return inventory instanceof URL ? fileURLToPath(inventory) : resolve(inventory)
}

function matcher({ ids, name, states, tags = {} }: NodeQuery): (node: StaticNode) => boolean {
  const wanted = Object.entries(tags)
  return (node) =>
    (ids?.includes(node.id) ?? true) &&
    (name === undefined || name === node.name) &&
    (states?.includes(node.state) ?? true) &&
    wanted.every(([key, value]) => Object.hasOwn(node.tags, key) && node.tags[key] === value)
}

/** Nobody will publish what an inventory lacks, so that who waits for it is told at once. */
function hostKeysOf({ id, native: { hostKeys = [] } }: StaticNode): readonly string[] {
  if (hostKeys.length > 0) return hostKeys.map(toLine)
  throw new CloudError(`The inventory has no host key of ${id}`, {
    ...{ code: 'untrusted', details: { nodeId: id } },
    hint: "hostKeys: the lines of the machine's /etc/ssh/ssh_host_*_key.pub",
  })
}

function toLine(line: string): string {
  const { type, body } = checkPublicKey(line)
  return `${type} ${body}`
}

/** Does what belongs to a call under its signal and time; its errors tell of what they are. */
async function within<T>(operation: string, call: CallOptions = {}, work: () => Promise<T>): Promise<T> {
  checkNames('The call', call, ['signal', 'timeoutMs'])
  const about = { provider: 'static', operation }
  const { signal, end } = callScope(call, call.timeoutMs, systemClock, about)
  try {
    if (signal.aborted) throw signal.reason
    return await abortable(work(), signal)
  } catch (error) {
    throw isCloudError(error) ? changed(error, about) : error
  } finally {
    end()
  }
}
