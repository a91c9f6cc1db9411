import { isIP } from 'node:net'
import {
  changed,
  checkList,
  checkNames,
  checkPublicKey,
  checkTags,
  checkText,
  invalid,
  isCloudError,
  told,
} from '@cloud/core/driver'
import type { Inventory, InventoryNode, StaticNode } from './inventory.ts'

/** Where something is in an inventory, as in `['nodes', 0, 'name']`. */
export type Place = readonly (string | number)[]

/**
 * The nodes of an inventory. `invalid` for the first thing in it that is not right: the error's `details.place` is where that is, and its message
 * begins with it.
 */
export function nodesIn(inventory: Inventory): readonly StaticNode[] {
  checkKeys([], inventory, ['nodes'])
  const { nodes } = inventory
  if (!Array.isArray(nodes)) throw wrong(['nodes'], `is ${told(nodes)}`, 'a list of machines')
  const found = nodes.map(toNode)
  for (const key of ['name', 'id'] as const) checkUnique(found, key)
  return found
}

const keys = ['name', 'id', 'publicIps', 'privateIps', 'state', 'tags', 'hostKeys']

function toNode(entry: InventoryNode, index: number): StaticNode {
  const place = ['nodes', index]
  checkKeys(place, entry, keys)
  const {
    name,
    id = name,
    publicIps = [],
    privateIps = [],
    state = 'running',
    tags = {},
    hostKeys = [],
  } = entry
  at([...place, 'name'], (what) => checkText(what, name, { max: 255 }))
  at([...place, 'id'], (what) => checkText(what, id, { max: 512 }))
  checkEach([...place, 'publicIps'], publicIps, checkAddress)
  checkEach([...place, 'privateIps'], privateIps, checkAddress)
  if (publicIps.length + privateIps.length === 0)
    throw wrong(place, 'has no address', 'one at least, in publicIps or privateIps')
  if (state !== 'running' && state !== 'stopped')
    throw wrong([...place, 'state'], `is ${told(state)}`, 'running or stopped')
  checkTagsAt([...place, 'tags'], tags)
  checkEach([...place, 'hostKeys'], hostKeys, (what, line) =>
    typeof line === 'string' ? checkPublicKey(line) : checkText(what, line, { max: 0 }),
  )
  const native = structuredClone(entry)
  return {
    ...{ kind: 'node', id, name, state },
    ...{ publicIps: [...publicIps], privateIps: [...privateIps], tags: { ...tags }, native },
  }
}

function checkUnique(nodes: readonly StaticNode[], key: 'name' | 'id'): void {
  const seen = new Map<string, number>()
  for (const [index, { [key]: value }] of nodes.entries()) {
    const first = seen.get(value)
    if (first !== undefined)
      throw wrong(
        ['nodes', index, key],
        `is ${told(value)}, as of nodes[${first}]`,
        `each has its own ${key}`,
      )
    seen.set(value, index)
  }
}

function checkKeys(place: Place, given: object, known: readonly string[]): void {
  const names = Object.keys(Object(given))
  at(place, (what) => checkNames(what, given, names))
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw wrong([...place, unknown], 'is not known', `what there may be is ${known.join(', ')}`)
}

function checkEach(
  place: Place,
  list: readonly string[],
  check: (what: string, item: string) => unknown,
): void {
  at(place, (what) => checkList(what, list, () => {}))
  for (const [index, item] of list.entries()) at([...place, index], (what) => check(what, item))
}

function checkAddress(what: string, address: unknown): void {
  if (typeof address === 'string' && isIP(address) !== 0) return
  throw invalid(`${what} is ${told(address)}`, 'an IP address; names are not looked up')
}

function checkTagsAt(place: Place, tags: Readonly<Record<string, string>>): void {
  checkKeys(place, tags, Object.keys(Object(tags)))
  for (const [key, value] of Object.entries(tags))
    if (typeof value !== 'string')
      throw wrong(
        [...place, key],
        `is ${told(value)}`,
        'a text; in YAML, numbers, true and null need quotes to be one',
      )
  at(place, () => checkTags(tags, { most: 512, key: 512, value: 512 }))
}

function wrong(place: Place, problem: string, right: string): Error {
  return invalid(`${placeName(place)} ${problem}`, right, { place })
}

/** Does a check of what is at a place: its error tells that. */
function at(place: Place, check: (what: string) => unknown): void {
  const what = placeName(place)
  try {
    check(what)
  } catch (error) {
    if (!isCloudError(error)) throw error
    const message = error.message.startsWith(what) ? error.message : `${what}: ${error.message}`
    throw changed(error, { message, details: { place } })
  }
}

function placeName(place: Place): string {
  const name = place.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')
  return name.replace(/^\./, '') || 'the inventory'
}
