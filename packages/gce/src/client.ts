import type { CallOptions } from '@cloud/core'
import { checkText, named } from '@cloud/core/driver'
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

/** A method that changes nothing; one that takes a body is asked by POST. */
export async function read<W, T = W>(
  client: GceClient,
  { name, path, project, query, body, map }: Request<W, T> & { readonly body?: object | undefined },
  call?: CallOptions,
): Promise<T> {
  const at = await projectPath(client, path, project)
  const asked = { method: body ? 'POST' : 'GET', path: at, query, body } as const
  return send(client, { name, repeat: { class: 'read' }, ...asked, map }, call)
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
  const repeat = { class: 'token', field: 'requestId' } as const
  const numbered = { ...query, requestId: id }
  const started = await start(client, { name, path, project, query: numbered, method, body, repeat }, call)
  return waitForOperation(client, { root, name, handle: started.handle }, call, started.wire)
}

/**
 * A method that changes something, and is one of the few that take no `requestId`. Where its answer was lost, `isDone` tells whether it did;
 * where nothing is to be seen it is sent again. Resolves when its operation has succeeded, or its effect was seen.
 */
export async function changeUnnumbered(
  client: GceClient,
  {
    isDone,
    method = 'POST',
    ...rest
  }: Omit<Change, 'id'> & { readonly isDone: (call: CallOptions) => Promise<boolean> },
  call: CallOptions,
): Promise<void> {
  const repeat = named<Started | 'done'>(async (left) => ((await isDone(left)) ? 'done' : undefined))
  const started = await start<'done'>(client, { ...rest, method, repeat }, call)
  if (started === 'done') return
  await waitForOperation(client, { root, name: rest.name, handle: started.handle }, call, started.wire)
}

interface Started {
  readonly wire: OperationWire
  readonly handle: string
}

async function start<Seen = never>(
  client: GceClient,
  {
    path,
    project,
    ...request
  }: Omit<GoogleRequest<OperationWire, Started | Seen>, 'path' | 'map'> & Pick<Change, 'path' | 'project'>,
  call: CallOptions,
): Promise<Started | Seen> {
  const at = await projectPath(client, path, project)
  // Read where an answer that makes no sense leaves the outcome open.
  const map = (wire: OperationWire) => ({ wire, handle: handleOf(wire) })
  return send<OperationWire, Started | Seen>(client, { ...request, path: at, map }, call)
}

/** Parts of `query` that narrow what a server gives; undefined where there are none. */
export function filterOf(...parts: readonly (string | undefined)[]): Query {
  const given = parts.filter((part) => part !== undefined)
  return given.length === 0 ? {} : { filter: given.map((part) => `(${part})`).join(' ') }
}
