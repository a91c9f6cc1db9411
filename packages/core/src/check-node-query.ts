import { checkNames, checkText } from './check.ts'
import type { NodeQuery, NodeState } from './contract/compute.ts'
import { invalid } from './errors.ts'

const states: readonly NodeState[] = [
  'pending',
  'starting',
  'running',
  'rebooting',
  'updating',
  'stopping',
  'stopped',
  'suspended',
  'terminating',
  'terminated',
  'error',
  'unknown',
]

/** Checks a query of `listNodes`: `invalid` for what is no condition, since a misspelt one would match everything or nothing. */
export function checkNodeQuery(query: NodeQuery): NodeQuery {
  checkNames('listNodes', query, ['ids', 'name', 'states', 'tags'])
  const { ids, name, states: wanted, tags } = query
  for (const id of listOf('ids', ids)) checkText('An id', id, { max: 512 })
  if (name !== undefined) checkText('The name', name, { max: 255 })
  for (const state of listOf('states', wanted)) checkNodeState(state)
  for (const [key, value] of Object.entries(tags ?? {})) {
    checkText('The key of a tag', key, { max: 512 })
    checkText(`The tag ${key}`, value, { min: 0, max: 512 })
  }
  return query
}

function listOf<T>(what: string, list: readonly T[] | undefined): readonly T[] {
  if (list === undefined) return []
  if (Array.isArray(list)) return list
  throw invalid(`${what} must be an array`)
}

/** A state that a node can be in: waiting for another would never end. */
export function checkNodeState(state: NodeState): void {
  if (states.includes(state)) return
  throw invalid(`There is no state ${JSON.stringify(state)}`, `the states are ${states.join(', ')}`)
}
