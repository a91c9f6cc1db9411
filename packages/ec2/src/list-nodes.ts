import type { CallOptions, Listing, NodeQuery, Page } from '@cloud/core'
import { checkNodeQuery, defined, listing, unknownPage } from '@cloud/core/driver'
import type { Ec2Client } from './client.ts'
import { describeInstances } from './describe-instances.ts'
import { exactly, type Filter, mostValues } from './filters.ts'
import { type Ec2Node, stateNames, toNode } from './nodes-wire.ts'
import { withoutName } from './tags-wire.ts'

/** `listNodes` of `nodes` alone, for who only lists: its bundle holds nothing of what makes nodes. */
export function listNodes(client: Ec2Client, query: NodeQuery = {}, call?: CallOptions): Listing<Ec2Node> {
  const groups = filterGroups(checkNodeQuery(query))
  return listing((after, limits) => listPage(client, groups, after, limits), call, client.clock)
}

/** The filters of each request that the query takes: one, or one for each 200 ids; none where it can match nothing. */
function filterGroups({ ids, name, states, tags = {} }: NodeQuery): readonly (readonly Filter[])[] {
  withoutName(tags)
  const stateFilter = exactly('instance-state-name', stateNames(states))
  if (stateFilter.Value.length === 0) return []
  const filters = [
    stateFilter,
    ...(name === undefined ? [] : [exactly('tag:Name', [name])]),
    ...Object.entries(tags).map(([key, value]) => exactly(`tag:${key}`, [value])),
  ]
  if (ids === undefined) return [filters]
  const all = [...new Set(ids)]
  const groups = []
  for (let from = 0; from < all.length; from += mostValues) {
    groups.push([exactly('instance-id', all.slice(from, from + mostValues)), ...filters])
  }
  return groups
}

/** `after` is EC2's token; of several groups of filters, the number of the group before it. */
async function listPage(
  client: Ec2Client,
  groups: readonly (readonly Filter[])[],
  after: string | undefined,
  call: CallOptions,
): Promise<Page<Ec2Node>> {
  if (groups.length === 0 && after === undefined) return { items: [] }
  const [index, token] = placeOf(after, groups.length)
  const filters = groups[index]
  if (filters === undefined) throw unknownPage(String(after))
  const wire = await describeInstances(client, { Filter: filters, MaxResults: 1000, NextToken: token }, call)
  const items = wire.reservationSet.flatMap(({ instancesSet }) => instancesSet.map(toNode))
  const rest = wire.nextToken || undefined
  if (groups.length === 1) return { items, ...defined({ next: rest }) }
  if (rest === undefined && index + 1 === groups.length) return { items }
  return { items, next: rest === undefined ? `${index + 1}:` : `${index}:${rest}` }
}

function placeOf(
  after: string | undefined,
  groups: number,
): readonly [index: number, token: string | undefined] {
  if (after === undefined || groups === 1) return [0, after]
  const [, index, token] = /^(\d{1,9}):(.*)$/s.exec(after) ?? []
  return [Number(index), token || undefined]
}
