import { checkList, checkNames, checkText, invalid } from '@cloud/core/driver'
import { isName } from './names.ts'
import type { AttachedDiskWire, SchedulingWire, ServiceAccountWire, ShieldedWire } from './nodes-wire.ts'

/** What `createNode` takes under `native`. */
export interface GceCreateNode {
  /** Who may log in with `authorizedKeys`: images of Compute Engine have no user of their own, so that one is made. `cloud` unless given. */
  readonly user?: string | undefined
  /** Items of the instance's metadata, beside those that the driver sets; they win over those. */
  readonly metadata?: Readonly<Record<string, string>> | undefined
  /** Run as root at each boot, by images without cloud-init, too. */
  readonly startupScript?: string | undefined
  /** A network by its name, and a subnetwork by its name, in the node's region; left out, the network `default`. */
  readonly network?: string | undefined
  readonly subnetwork?: string | undefined
  /** Whether it gets a public address; or the one to get, an address of its region. True unless given. */
  readonly publicIp?: boolean | string | undefined
  /** Network tags, which firewall rules and routes name. */
  readonly networkTags?: readonly string[] | undefined
  readonly bootDisk?: BootDisk | undefined
  /** More disks, as the API has them. */
  readonly disks?: readonly AttachedDiskWire[] | undefined
  /** What the machine may call APIs as; left out, it may call none. Without an email, the project's default account. */
  readonly serviceAccount?: ServiceAccountWire | undefined
  /** Made of spare capacity: cheaper, and stopped when that is needed. */
  readonly spot?: boolean | undefined
  readonly scheduling?: SchedulingWire | undefined
  /** Of a type as in `nvidia-tesla-t4`. Such nodes cannot be moved, and stop for maintenance. */
  readonly gpus?: readonly { readonly type: string; readonly count: number }[] | undefined
  readonly shielded?: ShieldedWire | undefined
  readonly minCpuPlatform?: string | undefined
  readonly deletionProtection?: boolean | undefined
  readonly canIpForward?: boolean | undefined
  readonly hostname?: string | undefined
  readonly description?: string | undefined
}

export interface BootDisk {
  /** Left out, that of the image. */
  readonly sizeGiB?: number | undefined
  /** As in `pd-ssd`. */
  readonly type?: string | undefined
  /** Whether it goes with the node. True unless given. */
  readonly autoDelete?: boolean | undefined
}

export const nodeOptionNames: readonly (keyof GceCreateNode)[] = [
  'user',
  'metadata',
  'startupScript',
  'network',
  'subnetwork',
  'publicIp',
  'networkTags',
  'bootDisk',
  'disks',
  'serviceAccount',
  'spot',
  'scheduling',
  'gpus',
  'shielded',
  'minCpuPlatform',
  'deletionProtection',
  'canIpForward',
  'hostname',
  'description',
]

/** `invalid` for what no instance has; what the API alone can judge is left to it. */
export function checkNodeOptions(native: GceCreateNode): void {
  const { user, metadata = {}, networkTags, bootDisk = {}, gpus, serviceAccount = {}, publicIp } = native
  if (user !== undefined) checkUser(user)
  for (const [key, value] of Object.entries(metadata)) checkMetadata(key, value)
  for (const name of ['network', 'subnetwork'] as const) {
    const given = native[name]
    if (given !== undefined && !(typeof given === 'string' && isName(given)))
      throw invalid(`native.${name} is no name of a ${name}`, 'as in default')
  }
  checkList('native.networkTags', networkTags, (what, tag) => {
    if (!isName(checkText(what, tag, { max: 63 }))) throw invalid(`${what} is no network tag`)
  })
  checkNames('native.bootDisk', bootDisk, ['sizeGiB', 'type', 'autoDelete'])
  checkNames('native.serviceAccount', serviceAccount, ['email', 'scopes'])
  checkList('native.gpus', gpus, (what, { type, count }) => {
    checkText(`${what}.type`, type, { max: 63 })
    if (!Number.isInteger(count) || count < 1)
      throw invalid(`${what}.count is ${count}`, 'a whole number from 1')
  })
  if (publicIp !== undefined && typeof publicIp !== 'boolean')
    checkText('native.publicIp', publicIp, { max: 64 })
}

/** Images of Compute Engine have no user of their own: the machine makes the one whose key it is given. */
export const loginUser = 'cloud'

/** A name that useradd takes; a colon in it would end it early. */
export function checkUser(user: unknown): string {
  if (typeof user === 'string' && /^[a-z_][-a-z0-9_]{0,31}$/.test(user)) return user
  throw invalid('The user is none of Linux', 'small letters, digits, - and _, a letter first, at most 32')
}

/** https://cloud.google.com/compute/docs/metadata/setting-custom-metadata */
export function checkMetadata(key: string, value: unknown): void {
  if (!/^[a-zA-Z0-9-_]{1,128}$/.test(key))
    throw invalid(`${JSON.stringify(key)} is no key of metadata`, 'letters, digits, - and _, at most 128')
  if (typeof value !== 'string') throw invalid(`The metadata ${key} must be a string`)
  if (Buffer.byteLength(value) > mostMetadata)
    throw invalid(`The metadata ${key} has ${Buffer.byteLength(value)} bytes`, `at most ${mostMetadata}`)
}

/** Of one value; all of an instance have twice that. */
const mostMetadata = 262_144

/** Lines of `ssh-keys`. https://cloud.google.com/compute/docs/connect/add-ssh-keys */
export const keyLines = (user: string, keys: readonly string[]): string =>
  keys.map((key) => `${user}:${key}`).join('\n')
