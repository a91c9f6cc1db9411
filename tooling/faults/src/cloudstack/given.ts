import { type CloudStackCreateNode, createVpc } from '@cloud/cloudstack'
import type { FirewallRule } from '@cloud/core'
import { cloudstackOfferings, cloudstackTemplates, cloudstackZones } from '@cloud/emulators'
import type { MatrixOperation, RepeatClass } from '../operation.ts'
import type { Driver } from './driver.ts'

export type Operation = MatrixOperation<Driver>
type Given = Operation['given']

export const { medium, large } = cloudstackOfferings
export const image = cloudstackTemplates.debian12
/** Where networks are; the driver's own zone has security groups. */
export const far = cloudstackZones.advanced

export const rules: readonly FirewallRule<never>[] = [
  { direction: 'inbound', protocol: 'tcp', ports: { from: 22, to: 22 }, cidrs: ['203.0.113.0/24'] },
  { direction: 'outbound', protocol: 'tcp', ports: { from: 80, to: 80 }, cidrs: ['0.0.0.0/0'] },
]

/** An operation that reads. */
export const reads = (name: string, operation: string, given: Given): Operation => ({
  name,
  operation,
  repeat: 'read',
  given,
})

/** One that reads after a look. */
export const readsOf = (name: string, operation: string, given: Given): Operation => ({
  ...reads(name, operation, given),
  looksFirst: true,
})

/** One that writes after a look. */
export const writes = (
  name: string,
  operation: string,
  repeat: RepeatClass,
  given: Given,
  more: Partial<Operation> = {},
): Operation => ({ name, operation, repeat, looksFirst: true, given, ...more })

/** A node that runs. */
export const newNode = (driver: Driver, native?: CloudStackCreateNode) =>
  driver.createNode({ name: 'one', size: medium, image, ...(native && { native }) })

export async function stoppedNode(driver: Driver) {
  const node = await newNode(driver)
  await driver.stopNode(node)
  return node
}

export const newVolume = (driver: Driver) => driver.createVolume({ name: 'one', sizeGiB: 1 })

export async function attachedVolume(driver: Driver) {
  const [volume, node] = [await newVolume(driver), await newNode(driver)]
  await driver.attachVolume(volume, { node })
  return volume
}

/** One that has storage, as a snapshot needs it. */
export async function storedVolume(driver: Driver) {
  const volume = await attachedVolume(driver)
  await driver.detachVolume(volume)
  return volume
}

export const newSnapshot = async (driver: Driver) =>
  driver.createSnapshot({ volume: await storedVolume(driver), name: 'one' })

export const newImage = async (driver: Driver) =>
  driver.createImage({ node: await stoppedNode(driver), name: 'one' })

export const newFirewall = (driver: Driver) => driver.createFirewall({ name: 'one', rules })

export const newNetwork = (driver: Driver) => driver.createNetwork({ name: 'one', location: far })

export async function farNode(driver: Driver) {
  const network = await newNetwork(driver)
  const native = { networks: [network.id] }
  const node = await driver.createNode({ name: 'one', size: medium, image, location: far, native })
  return { network, node }
}

export async function newAddress(driver: Driver) {
  const network = await newNetwork(driver)
  return driver.createAddress({ location: far, native: { network: network.id } })
}

/** A node of a network, and an address of the same. */
export async function nodeAndAddress(driver: Driver) {
  const { network, node } = await farNode(driver)
  const address = await driver.createAddress({ location: far, native: { network: network.id } })
  return { network, node, address }
}

export const newVpc = (driver: Driver) =>
  createVpc(driver, { name: 'one', cidr: '10.9.0.0/16', location: far })

export async function newBalancer(driver: Driver) {
  const { network, node } = await farNode(driver)
  const address = await driver.createAddress({ location: far, native: { network: network.id } })
  const balancer = await makeBalancer(driver, network.id, address.id)
  return { balancer, node, network, address }
}

export const makeBalancer = (driver: Driver, network: string, address: string) =>
  driver.createBalancer({
    name: 'one',
    listeners: [{ protocol: 'http', port: 80 }],
    location: far,
    native: { network, address },
  })
