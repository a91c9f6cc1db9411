import type { CallOptions } from '@cloud/core'
import { checkText } from '@cloud/core/driver'
import {
  checkGoogleOptions,
  type GoogleClient,
  type GoogleOptions,
  type GoogleRequest,
  googleClient,
  handleOf,
  type OperationWire,
  pathOf,
  type Query,
  send,
  waitForOperation,
} from '@cloud/google'
import { requestId } from './request-id.ts'

export interface GceOptions extends GoogleOptions {
  /** Where things are created whose call names no location, as in `europe-west1-b`; what is regional goes to its region. */
  readonly zone?: string | undefined
}

export interface GceClient extends GoogleClient {
  readonly zone: string | undefined
}

const api = 'https://compute.googleapis.com'
/** Where the API's paths begin. */
export const root = '/compute/v1'

/** The client that `compute` makes, for who puts a smaller driver together from its parts. Reads nothing before the first call. */
export function gceClient(options: GceOptions = {}, factory = 'gceClient'): GceClient {
  checkGoogleOptions(factory, options, ['zone'])
  const { zone } = options
  if (zone !== undefined) checkText('zone', zone, { max: 63 })
  return Object.assign(googleClient({ provider: 'gce', api, options }), { zone })
}

/** What is asked for: by the method's id in the discovery document, and the path below a project. */
export interface Request<W, T = W> extends Pick<GoogleRequest<W, T>, 'query' | 'map'> {
  /** As in `compute.instances.get`. */
  readonly name: string
  readonly path: readonly string[]
  /** Left out, the driver's own. */
  readonly project?: string | undefined
}

/** The path of something below a project. */
export async function projectPath(
  client: GceClient,
  path: readonly string[],
  project?: string,
): Promise<string> {
  return `${root}/projects${pathOf(project ?? (await client.project()), ...path)}`
}

/** A method that changes nothing. */
export async function read<W, T = W>(
  client: GceClient,
  { name, path, project, query, map }: Request<W, T>,
  call?: CallOptions,
): Promise<T> {
  const at = await projectPath(client, path, project)
  return send(client, { name, repeat: { class: 'read' }, method: 'GET', path: at, query, map }, call)
}

export interface Change extends Omit<Request<OperationWire>, 'map'> {
  readonly method?: 'POST' | 'PATCH' | 'PUT' | 'DELETE' | undefined
  readonly body?: object | undefined
  /** By which the API knows a repeat; left out, one of its own for each call. A UUID. */
  readonly id?: string | undefined
}

/**
 * A method that changes something: it is sent with a `requestId`, so that a repeat changes nothing more, and resolves when the operation
 * that it starts has succeeded.
 */
export async function change(
  client: GceClient,
  { name, path, project, query, method = 'POST', body, id = requestId() }: Change,
  call: CallOptions,
): Promise<OperationWire> {
  const at = await projectPath(client, path, project)
  const repeat = { class: 'token', field: 'requestId' } as const
  // Read where an answer that makes no sense leaves the outcome open.
  const map = (wire: OperationWire) => ({ wire, handle: handleOf(wire) })
  const { wire, handle } = await send<OperationWire, { wire: OperationWire; handle: string }>(
    client,
    { name, repeat, method, path: at, query: { ...query, requestId: id }, body, map },
    call,
  )
  return waitForOperation(client, { root, handle, name }, call, wire)
}

/** Parts of `query` that narrow what a server gives; undefined where there are none. */
export function filterOf(...parts: readonly (string | undefined)[]): Query {
  const given = parts.filter((part) => part !== undefined)
  return given.length === 0 ? {} : { filter: given.map((part) => `(${part})`).join(' ') }
}
