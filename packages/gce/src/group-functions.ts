import type { CallOptions, Listing, Ref } from '@cloud/core'
import { checkNames, clientOf, type HasClient, invalid } from '@cloud/core/driver'
import type { GceClient } from './client.ts'
import { noSuch, type Place, pathOfPlace, placeOf } from './ids.ts'
import { inPlace } from './lookups.ts'
import { isName } from './names.ts'
import { listPosted, readPosted } from './posted-reads.ts'

/** https://cloud.google.com/compute/docs/reference/rest/v1/instanceGroups/listInstances */
export interface GroupInstanceWire {
  /** The link of it. */
  readonly instance: string
  readonly status?: string
  readonly namedPorts?: readonly { readonly name?: string; readonly port?: number }[]
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/instanceGroupManagers/listManagedInstances */
export interface ManagedInstanceWire {
  readonly instance?: string
  readonly id?: string
  readonly instanceStatus?: string
  /** `NONE` where nothing is to be done to it. */
  readonly currentAction?: string
  readonly lastAttempt?: object
  readonly version?: object
}

/** A group by its zone or region and its name, as in `europe-west1-b/web`. */
type Group = string

function groupOf(group: Group): Place {
  const ref: Ref<'instance-group'> = group
  return placeOf('instance group', ref, 'instance-group')
}

/** The instances of a group, those of a managed one too; by `state` those that run alone. */
export function listGroupInstances(
  driver: HasClient<GceClient>,
  group: Group,
  query: { readonly state?: 'RUNNING' | undefined } = {},
  call?: CallOptions,
): Listing<GroupInstanceWire> {
  checkNames('listGroupInstances', query, ['state'])
  const { state = 'ALL' } = query
  if (state !== 'ALL' && state !== 'RUNNING') throw invalid('The state is none to ask for', 'RUNNING')
  const body = { instanceState: state }
  return listOf(driver, groupOf(group), { collection: 'instanceGroups', method: 'listInstances', body }, call)
}

/** The instances of a managed group, and what its manager is doing to each. */
export function listManagedInstances(
  driver: HasClient<GceClient>,
  group: Group,
  call?: CallOptions,
): Listing<ManagedInstanceWire> {
  const asked = { collection: 'instanceGroupManagers', method: 'listManagedInstances', body: {} }
  return listOf(driver, groupOf(group), { ...asked, itemsIn: 'managedInstances' }, call)
}

interface Asked {
  readonly collection: string
  readonly method: string
  readonly body: object
  readonly itemsIn?: string
}

function listOf<W>(
  driver: HasClient<GceClient>,
  place: Place,
  { collection, method, ...asked }: Asked,
  call: CallOptions | undefined,
): Listing<W> {
  const client = clientOf(driver)
  const family =
    place.scope === 'zones' ? collection : `region${collection[0]?.toUpperCase()}${collection.slice(1)}`
  const path = [...pathOfPlace(place, collection), method]
  return listPosted<W>(client, { name: `compute.${family}.${method}`, path, ...asked }, call)
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/backendServices/getHealth */
export interface BackendHealthWire {
  readonly instance?: string
  readonly ipAddress?: string
  readonly port?: number
  readonly healthState?: 'HEALTHY' | 'UNHEALTHY' | (string & {})
}

/** How the instances of a group behind a global backend service are. `not-found` for what there is not; `invalid` where the group is not behind it. */
export async function getBackendHealth(
  driver: HasClient<GceClient>,
  service: string,
  group: Group,
  call?: CallOptions,
): Promise<readonly BackendHealthWire[]> {
  const client = clientOf(driver)
  const place = groupOf(group)
  if (!isName(service)) throw noSuch('backend service', service)
  return client.within(call, async (left) => {
    const link = ['projects', await client.project(), ...pathOfPlace(place, 'instanceGroups')].join('/')
    const request = {
      name: 'compute.backendServices.getHealth',
      path: ['global', 'backendServices', service, 'getHealth'],
      body: { group: link },
    }
    type Wire = { readonly healthStatus?: readonly BackendHealthWire[] }
    return (await inPlace(client, place, readPosted<Wire>(client, request, left), left)).healthStatus ?? []
  })
}
