import { type CallOptions, CloudError, isCloudError } from '@cloud/core'
import { changed } from '@cloud/core/driver'
import { type DigitalOceanClient, reading, send } from './client.ts'
import type { DropletWire } from './nodes-wire.ts'
import { perform } from './resource-actions.ts'

interface DropletReply {
  readonly droplet: DropletWire
}

/** A droplet, or what `map` makes of it. */
export function getDroplet<T = DropletWire>(
  client: DigitalOceanClient,
  id: string,
  call: CallOptions | undefined,
  map: (wire: DropletWire) => T = (wire) => wire as T,
): Promise<T> {
  const path = `/droplets/${dropletPath(id)}`
  const request = { name: 'droplets_get', repeat: reading, method: 'GET', path } as const
  return send<DropletReply, T>(client, { ...request, map: ({ droplet }) => map(droplet) }, call)
}

/** Ids are numbers: anything else names no droplet, and must not reach a path. */
export function dropletPath(id: string): string {
  if (/^\d{1,18}$/.test(id)) return id
  throw new CloudError(`There is no droplet ${JSON.stringify(id)}`, {
    code: 'not-found',
    provider: 'digitalocean',
    outcome: 'not-applied',
  })
}

/** A droplet that an action is asked of; `conflict` where it is in no state for it. */
export async function dropletFor(
  client: DigitalOceanClient,
  id: string,
  what: string,
  call: CallOptions,
): Promise<DropletWire> {
  try {
    return await getDroplet(client, id, call)
  } catch (error) {
    // A failed look has changed nothing.
    throw isCloudError(error)
      ? changed(error, { message: `${what}: ${error.message}`, outcome: 'not-applied' })
      : error
  }
}

export function wrongState({ id, status }: DropletWire, right: string): CloudError {
  return new CloudError(`The droplet ${id} is ${status}, and must be ${right}`, {
    code: 'conflict',
    provider: 'digitalocean',
    outcome: 'not-applied',
  })
}

/** Asks for an action of a droplet and waits until it has completed; see {@link perform}. */
export function act(
  client: DigitalOceanClient,
  id: string,
  body: { readonly type: string; readonly [parameter: string]: unknown },
  call: CallOptions,
): Promise<void> {
  const path = `/droplets/${dropletPath(id)}/actions`
  const history = { name: 'dropletActions_list', type: body.type }
  return perform(client, { name: 'dropletActions_post', path, body, history }, call)
}

/** A refusal that tells nothing but that it is one, in our terms for an action that is right in itself. */
export function refusedNow(error: unknown): unknown {
  return isCloudError(error, 'invalid') && error.status === 422 ? changed(error, { code: 'conflict' }) : error
}
