import type { CallOptions } from '@cloud/core'
import { lookup } from '@cloud/core/driver'
import { type ActionWire, waitForAction } from './actions.ts'
import { type DigitalOceanClient, read, send } from './client.ts'

export interface ResourceAction {
  /** The operation that asks for it. */
  readonly name: string
  /** Of the resource's actions. */
  readonly path: string
  readonly body: { readonly type: string; readonly [parameter: string]: unknown }
  readonly history: History | Shown
}

/** The operation that lists the resource's actions, and what it calls this one. */
interface History {
  readonly name: string
  readonly type: string
}

/** Whether the resource shows the effect: for those that have no list of their actions. */
type Shown = (call: CallOptions) => Promise<boolean>

interface Reply {
  readonly action?: ActionWire
}

/** How long after its request an action may say that it began before it: clocks differ. */
const slackMs = 5000

/**
 * Asks for an action of a resource and waits until it has completed. An answer that was lost is found again in the history, by type
 * and time.
 */
export async function perform(
  client: DigitalOceanClient,
  { name, path, body, history }: ResourceAction,
  call: CallOptions,
): Promise<void> {
  const since = client.clock.now() - slackMs
  const before = begunBy(client)
  const find = async (left: CallOptions): Promise<Reply | undefined> => {
    if (typeof history === 'function') return (await history(left)) ? {} : undefined
    const action = (await listActions(client, history.name, path, left)).find(
      ({ type, id, started_at }) =>
        type === history.type && !before.has(id) && Date.parse(started_at) >= since,
    )
    return action && { action }
  }
  const repeat = lookup(find, [0, 1000, 2000, 5000])
  const { action } = await send<Reply>(client, { name, repeat, method: 'POST', path, body }, call)
  if (action === undefined) return
  remember(before, action.id, client.clock.now())
  await waitForAction(client, action.id, call)
}

/** Those of the first page, which has the newest. */
export async function listActions(
  client: DigitalOceanClient,
  name: string,
  path: string,
  call: CallOptions,
): Promise<readonly ActionWire[]> {
  const request = { name, path } as const
  const map = ({ actions }: { readonly actions: readonly ActionWire[] }) => actions
  return read(client, { ...request, map }, call)
}

/** When each action of the last seconds was begun, so that it is not taken for one that was asked for right after it. */
const begun = new WeakMap<DigitalOceanClient, Map<number, number>>()

function begunBy(client: DigitalOceanClient): Map<number, number> {
  const known = begun.get(client) ?? new Map<number, number>()
  begun.set(client, known)
  return known
}

/** Those that are too old to be mistaken are forgotten. */
function remember(known: Map<number, number>, id: number, now: number): void {
  for (const [old, at] of known) {
    if (at > now - 2 * slackMs) break
    known.delete(old)
  }
  known.set(id, now)
}
