import type { CallOptions, Listing } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import { send } from '@cloud/google'
import { type GceClient, projectPath, type Request } from './client.ts'

/** A method that changes nothing, and is asked by POST since it takes a body. */
export interface Posted extends Pick<Request<unknown>, 'name' | 'path' | 'query'> {
  readonly body: object
}

export async function readPosted<W>(
  client: GceClient,
  { path, ...request }: Posted,
  call: CallOptions,
): Promise<W> {
  const at = await projectPath(client, path)
  return send<W>(client, { ...request, repeat: { class: 'read' }, method: 'POST', path: at }, call)
}

/** A list that is asked for so; `itemsIn` is the member of its pages that holds the items. */
export function listPosted<T>(
  client: GceClient,
  { itemsIn = 'items', ...request }: Posted & { readonly itemsIn?: string | undefined },
  call: CallOptions | undefined,
): Listing<T> {
  const page = async (after: string | undefined, left: CallOptions) => {
    const query = { maxResults: 500, pageToken: after }
    const wire = await readPosted<object>(client, { ...request, query }, left)
    const items: readonly T[] = Reflect.get(wire, itemsIn) ?? []
    const next: string | undefined = Reflect.get(wire, 'nextPageToken') || undefined
    return { items, ...(next !== undefined && { next }) }
  }
  return listing(page, call, client.clock)
}
