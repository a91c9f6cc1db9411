import type { FirewallRule } from '@cloud/core'
import type { MatrixOperation } from '../operation.ts'
import type { Driver } from './driver.ts'

export type Operation = MatrixOperation<Driver>
type Given = Operation['given']

export const zone = 'europe-west1-b'
export const region = 'europe-west1'
export const size = 'e2-micro'
export const image = 'debian-cloud/debian-12-bookworm-v20251111'

const from = (cidr: string): FirewallRule<never> => ({
  ...{ direction: 'inbound', protocol: 'tcp', ports: { from: 22, to: 22 }, cidrs: [cidr] },
})
export const rules: readonly FirewallRule<never>[] = [from('203.0.113.0/24')]
/** One more, which is a rule of its own there. */
export const moreRules: readonly FirewallRule<never>[] = [...rules, from('198.51.100.0/24')]

/** What can be asked of all that Compute Engine changes: by the request's id, until the operation has ended. */
const token = { repeat: 'token', polled: true } as const

/** An operation that reads. */
export const reads = (
  name: string,
  operation: string,
  given: Given,
  more: Partial<Operation> = {},
): Operation => ({ name, operation: `compute.${operation}`, repeat: 'read', given, ...more })

/** One that would write, and finds that nothing is to be done. */
export const looks = (name: string, operation: string, given: Given): Operation =>
  reads(name, operation, given, { looksOnly: true })

/** One that writes at once. */
export const writes = (
  name: string,
  operation: string,
  given: Given,
  more: Partial<Operation> = {},
): Operation => ({ name, operation: `compute.${operation}`, ...token, given, ...more })

/** One that writes after a look. */
export const looksAndWrites = (
  name: string,
  operation: string,
  given: Given,
  more: Partial<Operation> = {},
): Operation => writes(name, operation, given, { looksFirst: true, ...more })

/** One that replaces what it has read, with the fingerprint of that. */
export const replaces = (
  name: string,
  operation: string,
  given: Given,
  more: Partial<Operation> = {},
): Operation => looksAndWrites(name, operation, given, { anew: true, ...more })

export const newNode = (driver: Driver, name = 'one') => driver.createNode({ name, size, image })

export async function stoppedNode(driver: Driver, name?: string) {
  const node = await newNode(driver, name)
  await driver.stopNode(node)
  return node
}

export const newVolume = (driver: Driver) => driver.createVolume({ name: 'disk', sizeGiB: 10 })

export async function attachedVolume(driver: Driver) {
  const [volume, node] = [await newVolume(driver), await newNode(driver)]
  await driver.attachVolume(volume, { node })
  return { volume, node }
}

export const newSnapshot = async (driver: Driver) =>
  driver.createSnapshot({ volume: await newVolume(driver), name: 'one' })

export const newImage = async (driver: Driver) =>
  driver.createImage({ node: await stoppedNode(driver, 'source'), name: 'own' })

export const newFirewall = (driver: Driver) => driver.createFirewall({ name: 'web', rules })

export async function guardedNode(driver: Driver) {
  const [firewall, node] = [await newFirewall(driver), await newNode(driver)]
  await driver.attachFirewall(firewall, { node })
  return { firewall, node }
}

export async function attachedAddress(driver: Driver) {
  const [address, node] = [await driver.createAddress(), await newNode(driver)]
  await driver.attachAddress(address, { node })
  return { address, node }
}

export const newBalancer = (driver: Driver) =>
  driver.createBalancer({ name: 'front', listeners: [{ protocol: 'tcp', port: 80 }] })

export async function balancedNode(driver: Driver) {
  const [balancer, node] = [await newBalancer(driver), await newNode(driver)]
  await driver.attachMember(balancer, { node })
  return { balancer, node }
}
