import type { CallOptions } from '@cloud/core'
import { CloudError, changed, isCloudError, waitUntil } from '@cloud/core/driver'
import { type DigitalOceanClient, read } from './client.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Actions */
export interface ActionWire {
  readonly id: number
  readonly status: string
  readonly type: string
  readonly started_at: string
  readonly completed_at: string | null
  readonly resource_id: number | null
  readonly resource_type: string
  readonly region_slug?: string | null
}

interface Wire {
  readonly action: ActionWire
}

/**
 * Resolves when an action has completed; `failed` where it errored. A wait that is cut short leaves the action running: its id is in
 * `details.actionId`, and the outcome is `unknown`.
 */
export async function waitForAction(
  client: DigitalOceanClient,
  actionId: number,
  call: CallOptions,
): Promise<ActionWire> {
  const request = {
    name: 'actions_get',
    path: `/actions/${actionId}`,
  }
  try {
    return await waitUntil(
      {
        what: `action ${actionId} to complete`,
        look: async (limits) => (await read<Wire>(client, request, limits)).action,
        done: isCompleted,
        describe: ({ type, status }) => `${type} is ${status}`,
      },
      // Most take seconds; the longest pause is ten times this.
      { ...call, intervalMs: 300 },
      client.clock,
    )
  } catch (error) {
    if (!isCloudError(error)) throw error
    const { outcome = 'unknown', details } = error
    throw changed(error, { outcome, details: { ...details, actionId } })
  }
}

function isCompleted({ id, status, type }: ActionWire): boolean {
  if (status === 'completed') return true
  if (status !== 'errored') return false
  throw new CloudError(`The action ${type} failed`, {
    code: 'failed',
    outcome: 'unknown',
    details: { actionId: id },
  })
}
