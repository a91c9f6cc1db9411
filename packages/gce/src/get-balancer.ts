import type { CallOptions, Listing, Page, Ref } from '@cloud/core'
import { checkNames, checkText, listing } from '@cloud/core/driver'
import { type List, list, listPage } from '@cloud/google'
import {
  type ForwardingRuleWire,
  type GceBalancer,
  leadsTo,
  type TargetPoolWire,
  toBalancer,
} from './balancers-wire.ts'
import { filterOf, type GceClient, projectPath, read } from './client.ts'
import { type Place, pathOfPlace, regionalOf } from './ids.ts'
import { inPlace } from './lookups.ts'
import { isName } from './names.ts'

export const placeOfBalancer = (balancer: Ref<'balancer'>): Place =>
  regionalOf('balancer', balancer, 'balancer')
export const poolPath = (place: Place): readonly string[] => pathOfPlace(place, 'targetPools')

export function getPool(client: GceClient, place: Place, call: CallOptions): Promise<TargetPoolWire> {
  const request = { name: 'compute.targetPools.get', path: poolPath(place) }
  return inPlace(client, place, read<TargetPoolWire>(client, request, call), call)
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/targetPools/get */
export async function getBalancer(client: GceClient, place: Place, call: CallOptions): Promise<GceBalancer> {
  const pool = await getPool(client, place, call)
  const path = () => projectPath(client, [place.scope, place.location, 'forwardingRules'])
  const map = (wire: ForwardingRuleWire) => (leadsTo(wire, pool) ? wire : undefined)
  const rules = await list<ForwardingRuleWire, ForwardingRuleWire>(
    client,
    { name: 'compute.forwardingRules.list', path, map },
    call,
  ).toArray()
  return toBalancer({ pool, rules })
}

type Query = { readonly name?: string | undefined }

/** Target pools, a page at a time; what leads to them is read whole, since it may be on any page of its own list. */
export function listBalancers(
  client: GceClient,
  query: Query,
  call: CallOptions | undefined,
): Listing<GceBalancer> {
  checkNames('listBalancers', query, ['name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const pools = aggregated<TargetPoolWire>(
    client,
    'targetPools',
    (wire) => name === undefined || wire.name === name,
  )
  const narrowed = filterOf(name !== undefined && isName(name) ? `name = ${name}` : undefined)
  const page = async (after: string | undefined, left: CallOptions): Promise<Page<GceBalancer>> => {
    const { items, ...rest } = await listPage(client, { ...pools, query: narrowed }, after, left)
    const rules =
      items.length > 0
        ? await list(
            client,
            aggregated<ForwardingRuleWire>(client, 'forwardingRules', () => true),
            left,
          ).toArray()
        : []
    return {
      ...rest,
      items: items.map((pool) => toBalancer({ pool, rules: rules.filter((rule) => leadsTo(rule, pool)) })),
    }
  }
  return listing(page, call, client.clock)
}

const aggregated = <W>(client: GceClient, key: string, holds: (wire: W) => boolean): List<W, W> => ({
  name: `compute.${key}.aggregatedList`,
  path: () => projectPath(client, ['aggregated', key]),
  key,
  map: (wire) => (holds(wire) ? wire : undefined),
})
