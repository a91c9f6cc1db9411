import assert from 'node:assert/strict'
import {
  type Address,
  type Addresses,
  type Compute,
  type CreateAddress,
  type CreateNetwork,
  type CreateSnapshot,
  type CreateVolume,
  type Firewall,
  type FirewallRule,
  type Firewalls,
  isCloudError,
  type Location,
  type Network,
  type Networks,
  type Node,
  type Ref,
  type Snapshot,
  type Snapshots,
  type Volume,
  type Volumes,
  waitForSnapshot,
  waitForVolume,
} from '@cloud/core'
import type { Context } from './context.ts'
import { eventually, inState, type Waiting, waitOptions } from './waiting.ts'

/** Options of a volume that can be attached to the area's node. */
export async function volumeOptions(context: Context): Promise<CreateVolume> {
  const { location } = await context.running()
  return { name: context.name('volume'), sizeGiB: context.options.volumeGiB ?? 1, location }
}

/** A new volume where the area's node is, once it is `available`. */
export async function aVolume(
  context: Context<Compute & Volumes>,
  options: Partial<CreateVolume> = {},
): Promise<Volume> {
  const { driver, track } = context
  const made = track(await driver.createVolume({ ...(await volumeOptions(context)), ...options }))
  return waitForVolume(driver, made, 'available', waitOptions(context))
}

/** A snapshot of `volume`, once it is `available`. */
export async function aSnapshot(
  context: Context<Compute & Volumes & Snapshots>,
  options: Pick<CreateSnapshot, 'volume'> & Partial<CreateSnapshot>,
): Promise<Snapshot> {
  const { driver, track, name } = context
  const made = track(await driver.createSnapshot({ name: name('snapshot'), ...options }))
  return waitForSnapshot(driver, made, 'available', waitOptions(context))
}

/** What lets in SSH from one network and the web from everywhere, and lets out what asks for names. */
export const someRules: readonly FirewallRule<never>[] = [
  { direction: 'inbound', protocol: 'tcp', ports: { from: 22, to: 22 }, cidrs: ['203.0.113.0/24'] },
  { direction: 'inbound', protocol: 'tcp', ports: { from: 8000, to: 8999 }, cidrs: ['0.0.0.0/0', '::/0'] },
  { direction: 'outbound', protocol: 'udp', ports: { from: 53, to: 53 }, cidrs: ['0.0.0.0/0', '::/0'] },
]

export async function aFirewall(
  { driver, track, name, options }: Context<Compute & Firewalls>,
  rules: readonly FirewallRule<never>[] = someRules,
  called: string = name('firewall'),
): Promise<Firewall> {
  const made = track(await driver.createFirewall({ name: called, rules }))
  return known({ options }, () => driver.getFirewall(made))
}

export async function anAddress(
  context: Context<Compute & Addresses>,
  options: CreateAddress = {},
): Promise<Address> {
  const made = await placed(context, (location) => newAddress(context, { location, ...options }))
  return known(context, () => context.driver.getAddress(made))
}

/** `createAddress` as a case calls it. Addresses have no names, so that one which was there before is not taken for the suite's own. */
export async function newAddress(
  { driver, track }: Context<Compute & Addresses>,
  options?: CreateAddress,
): Promise<Address> {
  const before = new Set((await driver.listAddresses().toArray()).map(({ id }) => id))
  const made = await (options === undefined ? driver.createAddress() : driver.createAddress(options))
  assert.ok(!before.has(made.id), `the address ${made.ip} was there before`)
  return track(made)
}

export async function aNetwork(
  context: Context<Compute & Networks>,
  options: Partial<CreateNetwork> = {},
): Promise<Network> {
  const { driver, track } = context
  const wanted = { name: context.name('network'), cidr: await freeCidr(context), ...options }
  const made = track(await placed(context, (location) => driver.createNetwork({ location, ...wanted })))
  return known(context, () => driver.getNetwork(made))
}

/** Another `/24` at each call, in the range that the suite was given. */
export async function freeCidr({ shared, options }: Context): Promise<string> {
  const { cidr = '10.231.0.0/16' } = options
  const [first, second] = cidr.split('.')
  // Two runs in one account should not want the same ranges.
  const next = await shared('cidr', async () => ({ third: Math.floor(Math.random() * 256) }))
  next.third = (next.third + 1) % 256
  return `${first}.${second}.${next.third}.0/24`
}

/**
 * Makes a thing where the nodes of the suite are: by the driver's default, or in the location of a node where a provider wants one
 * and the driver has no default.
 */
export async function placed<T>(
  context: Context,
  make: (location: Ref<'location'> | undefined) => Promise<T>,
): Promise<T> {
  const { location } = context.options
  try {
    return await make(location)
  } catch (error) {
    if (location !== undefined || !isCloudError(error, 'invalid')) throw error
    return make((await context.running()).location)
  }
}

/** What `get` gives, once the provider's servers all know a thing that is new. */
export function known<T>(context: Waiting, get: () => Promise<T>): Promise<T> {
  return eventually(context, 'the new thing is known', async () => {
    try {
      return await get()
    } catch (error) {
      if (isCloudError(error, 'not-found')) return undefined
      throw error
    }
  })
}

/** A running node of the area's that is not in `location`; none where the cloud has no other location, or none is given. */
export async function farNode(context: Context, location: string | undefined): Promise<Node | undefined> {
  const far = await elsewhere(context)
  if (location === undefined || far === undefined || far.id === location) return undefined
  return context.shared('far node', async () =>
    inState(context, await context.create({ location: far }), 'running'),
  )
}

/** The last location that is not the one of the area's node. */
export async function elsewhere(context: Context): Promise<Location | undefined> {
  const { location } = await context.running()
  const all = await context.driver.listLocations().toArray()
  assert.ok(all.length > 0, 'listLocations is empty')
  return all.filter(({ id }) => id !== location).at(-1)
}
