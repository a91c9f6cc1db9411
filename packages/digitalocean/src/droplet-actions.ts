import type { CallOptions, CloudError } from '@cloud/core'
import { changed, isCloudError } from '@cloud/core/driver'
import { type DigitalOceanClient, remove } from './client.ts'
import { dropletPath, getDroplet } from './get-node.ts'
import type { DropletWire } from './nodes-wire.ts'
import { refusal } from './refusal.ts'
import type { ResourceAction } from './resource-actions.ts'
import { whenFree } from './when-free.ts'

/** A droplet that an action holds is not destroyed (422): that is waited for, so that one goes in whatever state it is. */
export function destroyDroplet(client: DigitalOceanClient, id: string, call: CallOptions): Promise<void> {
  const request = { name: 'droplets_destroy', path: `/droplets/${dropletPath(id)}` }
  const isHeld = ({ status }: CloudError) => status === 422
  return whenFree(client, (left) => remove(client, request, left), isHeld, call)
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
  return refusal('conflict', `The droplet ${id} is ${status}, and must be ${right}`)
}

/** An action of a droplet, to be performed. */
export function dropletAction({ id }: DropletWire, body: ResourceAction['body']): ResourceAction {
  const history = { name: 'dropletActions_list', type: body.type }
  return { name: 'dropletActions_post', path: `/droplets/${id}/actions`, body, history }
}

/** A refusal that tells nothing but that it is one, in our terms for an action that is right in itself. */
export function refusedNow(error: unknown): unknown {
  return isCloudError(error, 'invalid') && error.status === 422 ? changed(error, { code: 'conflict' }) : error
}
