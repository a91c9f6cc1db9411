import type { CallOptions, CloudError, Ref } from '@cloud/core'
import {
  checkNames,
  checkText,
  clientOf,
  encodeRfc3986,
  type HasClient,
  idOf,
  invalid,
  missing,
} from '@cloud/core/driver'
import type { DigitalOceanClient } from './client.ts'
import { dropletAction, dropletFor } from './droplet-actions.ts'
import { checkHostname } from './hostname.ts'
import { numberOf } from './ids.ts'
import { conflicting, explainedBy, isMissing } from './lookups.ts'
import type { DropletWire } from './nodes-wire.ts'
import { perform } from './resource-actions.ts'

type Driver = HasClient<DigitalOceanClient>

/**
 * Puts another image on a node's disk, in place of all that is there; name, addresses and keys stay. `not-found` where node or image do
 * not exist; `conflict` where the node is not in a state for it, or the image does not fit it.
 */
export function rebuildNode(
  driver: Driver,
  node: Ref<'node'>,
  options: { readonly image: Ref<'image'> },
  call?: CallOptions,
): Promise<void> {
  const parameters = () => {
    checkNames('rebuildNode', options, ['image'])
    const image = idOf('image', options.image, 'image')
    return { image: /^\d+$/.test(image) ? Number(image) : image }
  }
  return change(driver, node, { type: 'rebuild', parameters }, call)
}

/** Puts a backup or snapshot of the node itself back on its disk. `not-found` where node or image do not exist; `conflict` where the image is another node's. */
export function restoreNode(
  driver: Driver,
  node: Ref<'node'>,
  options: { readonly image: Ref<'image'> },
  call?: CallOptions,
): Promise<void> {
  const parameters = () => {
    checkNames('restoreNode', options, ['image'])
    return { image: Number(numberOf('image', options.image, 'image')) }
  }
  return change(driver, node, { type: 'restore', parameters }, call)
}

/** Gives a node another name at DigitalOcean; its system keeps its host name. `invalid` for what is no host name. */
export function renameNode(
  driver: Driver,
  node: Ref<'node'>,
  name: string,
  call?: CallOptions,
): Promise<void> {
  return change(driver, node, { type: 'rename', parameters: () => ({ name: nameOf(name) }) }, call)
}

const nameOf = (name: string) => checkHostname(checkText('The name of the node', name, { max: 255 }))

/** Gives a node an IPv6 address. Resolves where it has one already. */
export function enableIpv6(driver: Driver, node: Ref<'node'>, call?: CallOptions): Promise<void> {
  const done = ({ features }: DropletWire) => features.includes('ipv6')
  return change(driver, node, { type: 'enable_ipv6', done }, call)
}

/** Has a new password for `root` mailed to the owner of the account. The node restarts for it. */
export function resetPassword(driver: Driver, node: Ref<'node'>, call?: CallOptions): Promise<void> {
  return change(driver, node, { type: 'password_reset' }, call)
}

/** When backups are made: each day, or on a day of the week, in the four hours from `hour` on (UTC). */
export interface BackupPolicy {
  readonly plan: 'daily' | 'weekly'
  /** Of `weekly`. */
  readonly weekday?: 'SUN' | 'MON' | 'TUE' | 'WED' | 'THU' | 'FRI' | 'SAT' | undefined
  readonly hour?: 0 | 4 | 8 | 12 | 16 | 20 | undefined
}

/** Has backups made, which cost a share of the node's price. Resolves where they are made already; then the policy stays as it is. */
export function enableBackups(
  driver: Driver,
  node: Ref<'node'>,
  policy?: BackupPolicy,
  call?: CallOptions,
): Promise<void> {
  const parameters = () => ({ backup_policy: policy && checkPolicy(policy) })
  return change(driver, node, { type: 'enable_backups', parameters, done: hasBackups }, call)
}

/** Ends the backups; those that were made stay. Resolves where none are made. */
export function disableBackups(driver: Driver, node: Ref<'node'>, call?: CallOptions): Promise<void> {
  const done = (droplet: DropletWire) => !hasBackups(droplet)
  return change(driver, node, { type: 'disable_backups', done }, call)
}

const hasBackups = ({ features }: DropletWire) => features.includes('backups')

function checkPolicy(policy: BackupPolicy): BackupPolicy {
  checkNames('The backup policy', policy, ['plan', 'weekday', 'hour'])
  const { plan, weekday, hour } = policy
  if (plan !== 'daily' && plan !== 'weekly')
    throw invalid(`The plan is ${JSON.stringify(plan)}`, 'daily or weekly')
  if (weekday !== undefined && plan === 'daily') throw invalid('A daily plan has no weekday')
  if (hour !== undefined && ![0, 4, 8, 12, 16, 20].includes(hour))
    throw invalid(`The hour is ${JSON.stringify(hour)}`, '0, 4, 8, 12, 16 or 20')
  return policy
}

type Parameters = { readonly image?: string | number; readonly [name: string]: unknown }

interface Change {
  readonly type: string
  /** Checked before anything is sent. */
  readonly parameters?: () => Parameters
  /** Whether the droplet is so already. */
  readonly done?: (droplet: DropletWire) => boolean
}

function change(
  driver: Driver,
  node: Ref<'node'>,
  { type, parameters = () => ({}), done = () => false }: Change,
  call: CallOptions | undefined,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const given = parameters()
    const droplet = await dropletFor(client, idOf('node', node, 'node'), type, left)
    if (done(droplet)) return
    try {
      await perform(client, dropletAction(droplet, { ...given, type }), left)
    } catch (error) {
      throw await explainedBy(error, (refusal) => explain(client, refusal, given, left))
    }
  })
}

async function explain(
  client: DigitalOceanClient,
  error: CloudError,
  { image }: Parameters,
  call: CallOptions,
): Promise<CloudError | undefined> {
  if (error.status !== 422) return undefined
  if (image === undefined) return conflicting(error)
  const look = { name: 'images_get', path: `/images/${encodeRfc3986(String(image))}` }
  return (await isMissing(client, look, call)) ? missing(error, `image ${image}`) : conflicting(error)
}
