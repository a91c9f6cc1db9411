import type { CallOptions, Listing, NodeQuery } from '@cloud/core'
import { checkNodeQuery, listing } from '@cloud/core/driver'
import { list } from '@cloud/google'
import { filterOf, type GceClient, projectPath } from './client.ts'
import { isLabelKey, isLabelValue, isName } from './names.ts'
import { type GceNode, type InstanceWire, statusesOf, toNode } from './nodes-wire.ts'

/** `listNodes` of `nodes` alone, for who only lists: its bundle holds nothing of what makes nodes. */
export function listNodes(client: GceClient, query: NodeQuery = {}, call?: CallOptions): Listing<GceNode> {
  checkNodeQuery(query)
  const narrowed = filtersOf(query)
  if (narrowed === undefined) return listing(async () => ({ items: [] }), call, client.clock)
  const map = (wire: InstanceWire) => {
    const node = toNode(wire)
    return holds(node, query) ? node : undefined
  }
  const path = () => projectPath(client, ['aggregated', 'instances'])
  const name = 'compute.instances.aggregatedList'
  return list(client, { name, path, query: filterOf(...narrowed), key: 'instances', map }, call)
}

/** What the server is to leave out; undefined where the query can match nothing. */
function filtersOf({ ids, name, states, tags = {} }: NodeQuery): readonly string[] | undefined {
  if (ids?.length === 0 || states?.length === 0 || (name !== undefined && !isName(name))) return undefined
  if (Object.entries(tags).some(([key, value]) => !isLabelKey(key) || !isLabelValue(value))) return undefined
  const statuses = states?.includes('unknown') ? [] : statusesOf(states ?? [])
  if (states !== undefined && statuses.length === 0 && !states.includes('unknown')) return undefined
  const either = (field: string, values: readonly string[]) =>
    values.map((value) => `(${field} = ${value})`).join(' OR ')
  return [
    ...(name === undefined ? [] : [`name = ${name}`]),
    ...(statuses.length === 0 ? [] : [either('status', statuses)]),
    // Without a value there is nothing that a filter could be compared with.
    ...Object.entries(tags).map(([key, value]) =>
      value === '' ? `labels.${key}:*` : `labels.${key} = "${value}"`,
    ),
    ...idFilter(ids),
  ]
}

/** Of many ids the list is read whole: a filter may be about two thousand characters long. */
const mostIds = 25

function idFilter(ids: readonly string[] = []): readonly string[] {
  const names = [...new Set(ids.map((id) => id.slice(id.indexOf('/') + 1)).filter(isName))]
  if (names.length === 0 || names.length > mostIds) return []
  return [names.map((name) => `(name = ${name})`).join(' OR ')]
}

function holds(node: GceNode, { ids, name, states, tags = {} }: NodeQuery): boolean {
  return (
    (ids?.includes(node.id) ?? true) &&
    (name === undefined || name === node.name) &&
    (states?.includes(node.state) ?? true) &&
    Object.entries(tags).every(([key, value]) => node.tags[key] === value)
  )
}
