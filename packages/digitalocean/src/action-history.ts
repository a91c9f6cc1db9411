import type { CallOptions, Listing, Ref, Resource } from '@cloud/core'
import { clientOf, type HasClient, idOf } from '@cloud/core/driver'
import type { ActionWire } from './actions.ts'
import { type DigitalOceanClient, read } from './client.ts'
import { dropletPath } from './get-node.ts'
import { numberOf } from './ids.ts'
import { list } from './pages.ts'

/** Something that was asked of a resource. Its name is what DigitalOcean calls it, as in `power_on`. */
export interface Action extends Resource<'action', ActionWire> {
  readonly state: 'running' | 'completed' | 'failed'
  readonly startedAt: string
  readonly completedAt?: string
  /** As in `droplet`. */
  readonly resourceType: string
  /** Left out for resources that have no number. */
  readonly resourceId?: string
  readonly location?: string
}

/** All actions of the account, the newest first. https://docs.digitalocean.com/reference/api/digitalocean/#operation/actions_list */
export function listActions(driver: HasClient<DigitalOceanClient>, call?: CallOptions): Listing<Action> {
  const request = { name: 'actions_list', path: '/actions', key: 'actions', map: toAction }
  return list(clientOf(driver), request, call)
}

/** Those of one node, the newest first. */
export function listNodeActions(
  driver: HasClient<DigitalOceanClient>,
  node: Ref<'node'>,
  call?: CallOptions,
): Listing<Action> {
  const path = `/droplets/${dropletPath(idOf('node', node, 'node'))}/actions`
  const request = { name: 'dropletActions_list', path, key: 'actions', map: toAction } as const
  return list(clientOf(driver), request, call)
}

/** One action, by its id: the `details.actionId` of a wait that was cut short. */
export function getAction(
  driver: HasClient<DigitalOceanClient>,
  action: Ref<'action'>,
  call?: CallOptions,
): Promise<Action> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const path = `/actions/${numberOf('action', action, 'action')}`
    const request = { name: 'actions_get', path }
    const map = (wire: { readonly action: ActionWire }) => toAction(wire.action)
    return read<{ readonly action: ActionWire }, Action>(client, { ...request, map }, left)
  })
}

function toAction(wire: ActionWire): Action {
  const { completed_at, resource_id, region_slug } = wire
  return {
    kind: 'action',
    id: String(wire.id),
    name: wire.type,
    state: wire.status === 'completed' ? 'completed' : wire.status === 'errored' ? 'failed' : 'running',
    startedAt: wire.started_at,
    ...(completed_at && { completedAt: completed_at }),
    resourceType: wire.resource_type,
    ...(resource_id && { resourceId: String(resource_id) }),
    ...(region_slug && { location: region_slug }),
    native: wire,
  }
}
