import type { CallOptions, Listing } from '@cloud/core'
import { checkNames, checkText, clientOf, type HasClient, invalid } from '@cloud/core/driver'
import { list, type OperationWire, type Query } from '@cloud/google'
import { change, type GceClient, projectPath, read } from './client.ts'
import { noSuch, scopeOf } from './ids.ts'
import { inPlace } from './lookups.ts'
import { checkName, isName } from './names.ts'

/** Something that Compute Engine keeps, as its API has it. */
export interface ResourceWire {
  readonly name: string
  readonly id?: string
  readonly selfLink?: string
  readonly description?: string
  readonly creationTimestamp?: string
  readonly fingerprint?: string
  readonly [field: string]: unknown
}

/** What can be done with the things of one collection beside reading and removing them: `patch`, and methods of their own. */
export interface Methods {
  /** `query` where the API wants the name of what is changed there, in place of the path. */
  readonly patch?: boolean | 'query'
  readonly insert?: boolean
  readonly own?: readonly string[]
}

/**
 * The things of one collection of the API, in one place, under the API's own names: for what the contract has no word for. Bodies are sent as
 * they are; each change resolves when its operation has succeeded. `not-found`, `already-exists`, `conflict` and `invalid` as everywhere.
 */
export interface Collection<Own extends string = never> {
  /** A filter is in the API's own language. https://cloud.google.com/compute/docs/reference/rest/v1/instances/list */
  readonly list: (
    query?: { readonly filter?: string | undefined },
    call?: CallOptions,
  ) => Listing<ResourceWire>
  readonly get: (name: string, call?: CallOptions) => Promise<ResourceWire>
  readonly insert: (body: ResourceWire, call?: CallOptions) => Promise<ResourceWire>
  /** Changes the members that are given. */
  readonly patch: (name: string, body: object, call?: CallOptions) => Promise<ResourceWire>
  readonly remove: (name: string, call?: CallOptions) => Promise<void>
  /** A method that only things of this collection have. */
  readonly perform: (name: string, method: Own, given?: Given, call?: CallOptions) => Promise<OperationWire>
}

export interface Given {
  readonly body?: object | undefined
  readonly query?: Query | undefined
}

/** Where a collection is, and what the API calls it and its methods. */
interface Kept {
  readonly client: GceClient
  readonly name: string
  readonly path: readonly string[]
  readonly methods: Methods
}

/** A collection of the whole project. */
export const globally =
  <Own extends string = never>(
    name: string,
    methods: Methods & { readonly own?: readonly Own[] },
    family: string = name,
  ): ((driver: HasClient<GceClient>) => Collection<Own>) =>
  (driver) =>
    collection<Own>({ client: clientOf(driver), name: family, path: ['global', name], methods })

/** A collection of each zone, or each region; `regional` and `zonal` are what the API calls the methods of each. */
export const locally =
  <Own extends string = never>(
    name: string,
    methods: Methods & { readonly own?: readonly Own[] },
    families: { readonly regional?: string; readonly zonal?: string },
  ): ((driver: HasClient<GceClient>, location: string) => Collection<Own>) =>
  (driver, location) =>
    collection<Own>(keptIn(clientOf(driver), { name, families, methods }, location))

interface Local {
  readonly name: string
  readonly families: { readonly regional?: string; readonly zonal?: string }
  readonly methods: Methods
}

function keptIn(
  client: GceClient,
  { name, families: { regional, zonal }, methods }: Local,
  location: string,
): Kept {
  const place = checkText('The location', location, { max: 63 })
  const family = scopeOf(place) === 'regions' ? regional : zonal
  if (family === undefined || !isName(place))
    throw invalid(`${name} are not kept in ${JSON.stringify(place)}`)
  return { client, name: family, path: [scopeOf(place), place, name], methods }
}

function collection<Own extends string>(kept: Kept): Collection<Own> {
  const { client, methods } = kept
  const write = (can: boolean | undefined, what: string) => {
    if (!can) throw invalid(`${kept.name} have no ${what}`)
  }
  return {
    ...readable(kept),
    insert: (body, call) =>
      client.within(call, async (left) => {
        write(methods.insert ?? true, 'insert')
        const name = checkName('resource', Object(body).name)
        await placed(
          kept,
          change(client, { name: `compute.${kept.name}.insert`, path: kept.path, body }, left),
          left,
        )
        return get(kept, name, left)
      }),
    patch: (name, body, call) =>
      client.within(call, async (left) => {
        write(methods.patch !== undefined, 'patch')
        await patchOne(kept, name, body, left)
        return get(kept, name, left)
      }),
    remove: (name, call) =>
      client.within(call, async (left) => {
        await changeOne(kept, { name, method: 'DELETE', verb: 'delete', given: {} }, left)
      }),
    perform: (name, verb, given = {}, call) =>
      client.within(call, async (left) => {
        checkNames('perform', given, ['body', 'query'])
        write(methods.own?.includes(verb), verb)
        return changeOne(kept, { name, method: 'POST', verb, given }, left)
      }),
  }
}

function readable(kept: Kept): Pick<Collection, 'list' | 'get'> {
  const { client } = kept
  return {
    list: (query = {}, call) => {
      checkNames('list', query, ['filter'])
      const map = (wire: ResourceWire) => wire
      const path = () => projectPath(client, kept.path)
      return list<ResourceWire, ResourceWire>(
        client,
        { name: `compute.${kept.name}.list`, path, query, map },
        call,
      )
    },
    get: (name, call) => client.within(call, async (left) => get(kept, checkNamed(kept, name), left)),
  }
}

/** What Google offers, which can be read alone. */
export type Catalogue = Pick<Collection, 'list' | 'get'>

/** A catalogue of the whole project. */
export const offered =
  (name: string): ((driver: HasClient<GceClient>) => Catalogue) =>
  (driver) =>
    readable({ client: clientOf(driver), name, path: [name], methods: {} })

/** A catalogue of each zone, or each region. */
export const offeredIn =
  (
    ...[name, families]: [string, { readonly regional?: string; readonly zonal?: string }]
  ): ((driver: HasClient<GceClient>, location: string) => Catalogue) =>
  (driver, location) =>
    readable(keptIn(clientOf(driver), { name, families, methods: {} }, location))

function checkNamed({ name: collection }: Kept, name: string): string {
  if (isName(checkText('The name', name, { max: 512 }))) return name
  throw noSuch(`one of ${collection}`, name)
}

async function get(kept: Kept, name: string, call: CallOptions): Promise<ResourceWire> {
  const request = { name: `compute.${kept.name}.get`, path: [...kept.path, name] }
  return placed(kept, read<ResourceWire>(kept.client, request, call), call)
}

interface One {
  readonly name: string
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  readonly verb: string
  readonly given: Given
}

async function changeOne(
  kept: Kept,
  { name, method, verb, given }: One,
  call: CallOptions,
): Promise<OperationWire> {
  const one = [...kept.path, checkNamed(kept, name)]
  const path = method === 'POST' ? [...one, verb] : one
  const request = { name: `compute.${kept.name}.${verb}`, method, path, ...given }
  return placed(kept, change(kept.client, request, call), call)
}

function patchOne(kept: Kept, name: string, body: object, call: CallOptions): Promise<OperationWire> {
  if (kept.methods.patch !== 'query')
    return changeOne(kept, { name, method: 'PATCH', verb: 'patch', given: { body } }, call)
  const [, , collection = ''] = kept.path
  const query = { [collection.replace(/s$/, '')]: checkNamed(kept, name) }
  const request = {
    name: `compute.${kept.name}.patch`,
    method: 'PATCH',
    path: kept.path,
    query,
    body,
  } as const
  return placed(kept, change(kept.client, request, call), call)
}

/** In a zone or region that there is not nothing is found, either. */
function placed<T>(
  { client, path: [scope, location = ''] }: Kept,
  work: Promise<T>,
  call: CallOptions,
): Promise<T> {
  return scope === 'zones' || scope === 'regions' ? inPlace(client, { scope, location }, work, call) : work
}
