import type { FirewallRule } from '@cloud/core'
import { type DigitalOcean, enableBackups } from '@cloud/digitalocean'
import type { VirtualClock } from '@cloud/emulators'
import type { MatrixOperation } from '../operation.ts'
import { pass } from '../world.ts'

export type Operation = MatrixOperation<DigitalOcean>

export const rules: readonly FirewallRule<never>[] = [
  { direction: 'inbound', protocol: 'tcp', ports: { from: 22, to: 22 }, cidrs: ['203.0.113.0/24'] },
]

/** A node that runs. */
export const newNode = (driver: DigitalOcean, tags?: Readonly<Record<string, string>>) =>
  driver.createNode({ name: 'one', size: 's-1vcpu-1gb', image: 'debian-12-x64', tags })

export const newNodeV6 = (driver: DigitalOcean) =>
  driver.createNode({
    name: 'one',
    size: 's-1vcpu-1gb',
    image: 'debian-12-x64',
    native: { ipv6: true },
  })

export async function stoppedNode(driver: DigitalOcean) {
  const node = await newNode(driver)
  await driver.stopNode(node)
  return node
}

export const newVolume = (driver: DigitalOcean) => driver.createVolume({ name: 'one', sizeGiB: 1 })

export async function attachedVolume(driver: DigitalOcean) {
  const [volume, node] = [await newVolume(driver), await newNode(driver)]
  await driver.attachVolume(volume, { node })
  return volume
}

export const newSnapshot = async (driver: DigitalOcean) =>
  driver.createSnapshot({ volume: await newVolume(driver), name: 'one' })

export const newImage = async (driver: DigitalOcean) =>
  driver.createImage({ node: await newNode(driver), name: 'one' })

export const newFirewall = (driver: DigitalOcean) => driver.createFirewall({ name: 'one', rules })

/** The image that a day makes; what is due is made when it is asked for. */
export async function newBackup(driver: DigitalOcean, clock: VirtualClock) {
  await enableBackups(driver, await newNode(driver), { plan: 'daily' })
  await pass(clock, 25 * 3_600_000)
  const [backup] = await driver.listImages({ owner: 'self' }).toArray()
  if (backup === undefined) throw new Error('No backup was made within a day')
  return backup
}
