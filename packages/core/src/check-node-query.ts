import { checkList, checkNames, checkTags, checkText } from './check.ts'
import type { NodeQuery, NodeState } from './contract/compute.ts'
import { invalid } from './errors.ts'

export const nodeStates: readonly NodeState[] = [
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
  const { ids, name, states, tags } = query
  checkList('ids', ids, (what, id) => checkText(what, id, { max: 512 }))
  if (name !== undefined) checkText('The name', name, { max: 255 })
  checkList('states', states, (_what, state) => checkState(nodeStates, state))
  checkTags(tags, { most: 512, key: 512, value: 512 })
  return query
}

/** A state that there is: waiting for another would never end. */
export function checkState<S extends string>(states: readonly S[], state: S): void {
  if (states.includes(state)) return
  throw invalid(`There is no state ${JSON.stringify(state)}`, `the states are ${states.join(', ')}`)
}
