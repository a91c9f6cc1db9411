import { actionWire, existingAction, ofResource } from './action-wire.ts'
import type { BackupPolicyInput } from './backup-policy.ts'
import type { DigitalOcean } from './cloud.ts'
import { type Droplet, existingDroplet, taggedDroplets } from './droplet.ts'
import { backupChanges } from './droplet-backups.ts'
import { imageChanges } from './droplet-images.ts'
import { powerChanges } from './droplet-power.ts'
import { settingChanges } from './droplet-settings.ts'
import { type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { badRequest } from './refusal.ts'

export interface ActionInput {
  readonly type: string
  readonly size?: string
  readonly disk?: boolean
  readonly image?: string | number
  readonly name?: string
  readonly kernel?: number
  readonly backup_policy?: BackupPolicyInput
}

/** What an action does. It begins when everything was found right. */
export interface Change {
  readonly ms: number
  readonly start?: () => void
  readonly finish?: () => void
}

/** Judges an action. Throws a `Refusal` where the droplet is not in a state for it, or the request names what is not there. */
export type Plan = (cloud: DigitalOcean, droplet: Droplet, input: ActionInput) => Change

const plans: Readonly<Record<string, Plan>> = {
  ...powerChanges,
  ...settingChanges,
  ...imageChanges,
  ...backupChanges,
}

function plan(cloud: DigitalOcean, droplet: Droplet, input: ActionInput): Change {
  cloud.actions.checkFree(droplet.id)
  const change = plans[input.type]
  // The table has checked the type: one that is not here is a mistake of this front.
  if (!change) throw new Error(`No plan for the droplet action ${input.type}`)
  return change(cloud, droplet, input)
}

function begin(cloud: DigitalOcean, { id, region }: Droplet, type: string, change: Change) {
  return cloud.actions.begin({
    type,
    resourceType: 'droplet',
    resourceId: id,
    region: region.slug,
    locks: id,
    ...change,
  })
}

export const dropletActions: Operations<`dropletActions_${string}`> = {
  dropletActions_post: operation<ActionInput>((cloud, { path, body }) => {
    const droplet = existingDroplet(cloud, path.droplet_id)
    const change = plan(cloud, droplet, body)
    return { action: actionWire(cloud, begin(cloud, droplet, body.type, change)) }
  }),

  /** All or none: every droplet is judged before the first is changed. */
  dropletActions_post_byTag: operation<ActionInput>((cloud, { query, body }) => {
    if (query.tag_name === undefined) throw badRequest('The query parameter tag_name is required.')
    const planned = taggedDroplets(cloud, String(query.tag_name)).map(
      (droplet) => [droplet, plan(cloud, droplet, body)] as const,
    )
    const actions = planned.map(([droplet, change]) => begin(cloud, droplet, body.type, change))
    return { actions: actions.map((action) => actionWire(cloud, action)) }
  }),

  dropletActions_list: operation((cloud, call) => {
    const { id } = existingDroplet(cloud, call.path.droplet_id)
    const actions = cloud.actions.list(ofResource('droplet', id))
    return page(cloud, call, 'actions', actions, (action) => actionWire(cloud, action))
  }),

  dropletActions_get: operation((cloud, { path }) => {
    const { id } = existingDroplet(cloud, path.droplet_id)
    return { action: actionWire(cloud, existingAction(cloud, path.action_id, ofResource('droplet', id))) }
  }),
}
