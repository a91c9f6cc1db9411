import { type CallOptions, CloudError, isCloudError } from '@cloud/core'
import { changed, type Repeat } from '@cloud/core/driver'
import { type ActionWire, waitForAction } from './actions.ts'
import { type DigitalOceanClient, reading, send } from './client.ts'
import type { DropletWire } from './nodes-wire.ts'

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

interface ActionReply {
  readonly action: ActionWire
}

/** How long after its request an action may say that it began before it: clocks differ. */
const slackMs = 5000

/**
 * Asks for an action and waits until it has completed. An answer that was lost is found again in the droplet's history, by type and
 * time, since a second request would be refused while the first one runs. A refusal (422) of an action that fits is one of the moment:
 * another action runs.
 */
export async function act(
  client: DigitalOceanClient,
  id: string,
  action: { readonly type: string; readonly [parameter: string]: unknown },
  call: CallOptions,
): Promise<ActionWire> {
  const path = `/droplets/${dropletPath(id)}/actions`
  const since = client.clock.now() - slackMs
  const find = async (limits: CallOptions): Promise<ActionReply | undefined> => {
    const request = { name: 'dropletActions_list', repeat: reading, method: 'GET', path } as const
    const { actions } = await send<{ readonly actions: readonly ActionWire[] }>(client, request, limits)
    const found = actions.find(
      ({ type, started_at }) => type === action.type && Date.parse(started_at) >= since,
    )
    return found && { action: found }
  }
  const repeat: Repeat<ActionReply> = { class: 'lookup', find, pausesMs: [0, 1000, 2000] }
  const reply = await send<ActionReply>(
    client,
    { name: 'dropletActions_post', repeat, method: 'POST', path, body: action },
    call,
  )
  return waitForAction(client, reply.action.id, call)
}

/** A refusal that tells nothing but that it is one, in our terms for an action that is right in itself. */
export function refusedNow(error: unknown): unknown {
  return isCloudError(error, 'invalid') && error.status === 422 ? changed(error, { code: 'conflict' }) : error
}
