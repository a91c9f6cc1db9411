import type { QueryParameters } from '@cloud/aws'
import type { CallOptions, Compute, NodeQuery, Page, Power, Ref } from '@cloud/core'
import {
  CloudError,
  checkNodeQuery,
  defined,
  idOf,
  list,
  listing,
  object,
  unknownPage,
  type XmlShape,
} from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, once, type PageWire, pageMembers, read, send } from './client.ts'
import { createNode } from './create-node.ts'
import { exactly, type Filter, mostValues } from './filters.ts'
import type { Ec2CreateNode } from './launch-options.ts'
import { type Ec2Node, type InstanceWire, instance, stateNames, toNode } from './nodes-wire.ts'
import { withoutName } from './tags-wire.ts'

export type Nodes = Pick<
  Compute<Ec2Node, Ec2CreateNode>,
  'listNodes' | 'getNode' | 'createNode' | 'rebootNode' | 'destroyNode'
> &
  Power

/** EC2 instances as nodes. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/operation-list-instances.html */
export function nodes(client: Ec2Client): Nodes {
  return {
    listNodes: (query = {}, call) => {
      const groups = filterGroups(checkNodeQuery(query))
      return listing((after, limits) => listPage(client, groups, after, limits), call, client.clock)
    },
    getNode: async (node, call) => getNode(client, idOf('node', node, 'node'), call),
    createNode: (options, call) => createNode(client, options, call),
    rebootNode: (node, call) => act(client, 'RebootInstances', once, node, call),
    destroyNode: (node, call) => act(client, 'TerminateInstances', idempotent, node, call),
    startNode: (node, call) => act(client, 'StartInstances', idempotent, node, call),
    stopNode: (node, call) => act(client, 'StopInstances', idempotent, node, call),
  }
}

interface InstancesWire extends PageWire {
  readonly reservationSet: readonly { readonly instancesSet: readonly InstanceWire[] }[]
}

const instances: XmlShape<InstancesWire> = object<InstancesWire>({
  ...pageMembers,
  reservationSet: list(
    'item',
    object<InstancesWire['reservationSet'][number]>({ instancesSet: list('item', instance) }),
  ),
})

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
  const wire = await describe(client, { Filter: filters, MaxResults: 1000, NextToken: token }, call)
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

async function getNode(client: Ec2Client, id: string, call: CallOptions | undefined): Promise<Ec2Node> {
  const wire = await describe(client, { InstanceId: [id] }, call)
  const [found] = wire.reservationSet.flatMap(({ instancesSet }) => instancesSet)
  if (found !== undefined) return toNode(found)
  // Right after its creation EC2 may answer with an empty list in place of its error.
  throw new CloudError(`There is no instance ${id}`, {
    code: 'not-found',
    provider: client.provider,
    operation,
  })
}

const operation = 'DescribeInstances'

function describe(
  client: Ec2Client,
  parameters: QueryParameters,
  call: CallOptions | undefined,
): Promise<InstancesWire> {
  return send(client, { name: operation, repeat: read, parameters, answer: instances }, call)
}

async function act(
  client: Ec2Client,
  name: string,
  repeat: typeof once | typeof idempotent,
  node: Ref<'node'>,
  call: CallOptions | undefined,
): Promise<void> {
  const parameters = { InstanceId: [idOf('node', node, 'node')] }
  await send(client, { name, repeat, parameters, answer: done }, call)
}
