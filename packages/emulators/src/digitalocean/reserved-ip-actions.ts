import type { Action } from './action-log.ts'
import { actionWire, existingAction, ofResource } from './action-wire.ts'
import type { DigitalOcean } from './cloud.ts'
import { type Droplet, existingDroplet } from './droplet.ts'
import { type Call, type Json, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { projectOf } from './project.ts'
import { unprocessable } from './refusal.ts'
import { existingIp, ipsOf, lead, type ReservedIp, resourceType } from './reserved-ip.ts'
import { urnOf } from './urn.ts'

interface ActionInput {
  readonly type: 'assign' | 'unassign'
  readonly droplet_id?: number
}

export const reservedIpActions: Operations<`reservedIPsActions_${string}` | 'reservedIPv6Actions_post'> = {
  reservedIPsActions_post: operation<ActionInput>((cloud, { path, body }) => {
    const ip = existingIp(cloud, 4, path.reserved_ip)
    return { action: v4ActionWire(cloud, ip, act(cloud, ip, body)) }
  }),

  reservedIPsActions_list: operation((cloud, call) => {
    const ip = existingIp(cloud, 4, call.path.reserved_ip)
    const actions = cloud.actions.list(ofIp(ip))
    return page(cloud, call, 'actions', actions, (action) => actionWire(cloud, action))
  }),

  reservedIPsActions_get: operation((cloud, { path }: Call) => {
    const ip = existingIp(cloud, 4, path.reserved_ip)
    return { action: v4ActionWire(cloud, ip, existingAction(cloud, path.action_id, ofIp(ip))) }
  }),

  reservedIPv6Actions_post: operation<ActionInput>((cloud, { path, body }) => ({
    action: actionWire(cloud, act(cloud, existingIp(cloud, 6, path.reserved_ipv6), body)),
  })),
}

/** An address that was given up and reserved again starts a history of its own. */
const ofIp = (ip: ReservedIp) => {
  const own = ofResource(resourceType(ip), ip.number)
  return (action: Action) => own(action) && action.startedAt >= ip.createdAt
}

const v4ActionWire = (cloud: DigitalOcean, ip: ReservedIp, action: Action): Json => ({
  ...(actionWire(cloud, action) as object),
  project_id: projectOf(cloud, urnOf('floatingip', ip.address)).id,
})

const act = (cloud: DigitalOcean, ip: ReservedIp, { type, droplet_id: id }: ActionInput): Action =>
  type === 'assign' ? assign(cloud, ip, existingDroplet(cloud, id)) : unassign(cloud, ip)

/** An address that leads elsewhere is moved at once, as a failover needs it. */
export function assign(cloud: DigitalOcean, ip: ReservedIp, droplet: Droplet): Action {
  checkUnlocked(ip)
  if (droplet.region !== ip.region)
    throw unprocessable('The reserved IP and the Droplet must be in the same region.')
  checkAssignable(cloud, ip.version, droplet)
  return begin(cloud, ip, 'assign_ip', droplet.id, () => {
    if (!cloud.droplets.has(droplet.id)) throw new Error('The droplet is gone')
    lead(cloud, ip, droplet)
  })
}

/** Throws a `Refusal` for a droplet that can have no address now. */
export function checkAssignable(cloud: DigitalOcean, version: 4 | 6, droplet: Droplet): void {
  if (ipsOf(cloud, version).some(({ dropletId }) => dropletId === droplet.id))
    throw unprocessable('The Droplet already has a reserved IP.')
  if (version === 6 && !droplet.ipv6) throw unprocessable('The Droplet does not have IPv6 enabled.')
  cloud.actions.checkFree(droplet.id)
}

function unassign(cloud: DigitalOcean, ip: ReservedIp): Action {
  checkUnlocked(ip)
  if (ip.dropletId === undefined) throw unprocessable('The reserved IP is not assigned to a Droplet.')
  return begin(cloud, ip, 'unassign_ip', ip.dropletId, () => lead(cloud, ip, undefined))
}

/** Throws a `Refusal` while an action is under way. */
export function checkUnlocked({ locked }: ReservedIp): void {
  if (locked) throw unprocessable('The reserved IP already has a pending event.')
}

function begin(cloud: DigitalOcean, ip: ReservedIp, type: string, locks: number, finish: () => void): Action {
  const action = cloud.actions.begin({
    type,
    resourceType: resourceType(ip),
    resourceId: ip.number,
    region: ip.region.slug,
    locks,
    ms: cloud.centre.times.actionMs,
    finish: () => {
      ip.locked = false
      finish()
    },
  })
  ip.locked = true
  return action
}
