import { type FirewallRule, waitForImage, waitForNode, waitForSnapshot, waitForVolume } from '@cloud/core'
import { createInternetGateway, createRouteTable, createSubnet, type Ec2 } from '@cloud/ec2'
import { ec2Images } from '@cloud/emulators'
import type { MatrixOperation } from '../operation.ts'

export type Operation = MatrixOperation<Ec2>

export const location = 'eu-west-1a'
export const cidr = '10.9.0.0/16'
export const rules: readonly FirewallRule<never>[] = [
  { direction: 'inbound', protocol: 'tcp', ports: { from: 22, to: 22 }, cidrs: ['203.0.113.0/24'] },
]

export const newNode = (driver: Ec2) =>
  driver.createNode({ name: 'one', size: 't3.micro', image: ec2Images.debian12, location })

export async function runningNode(driver: Ec2) {
  return waitForNode(driver, await newNode(driver), 'running')
}

/** A node that runs, and was made to be hibernated. */
export async function hibernatingNode(driver: Ec2) {
  const disk = { device: '/dev/xvda', sizeGiB: 8, encrypted: true }
  const wanted = { name: 'one', size: 't3.micro', image: ec2Images.debian12, location }
  const native = { hibernation: true, blockDevices: [disk] }
  return waitForNode(driver, await driver.createNode({ ...wanted, native }), 'running')
}

export async function stoppedNode(driver: Ec2) {
  const node = await runningNode(driver)
  await driver.stopNode(node)
  return waitForNode(driver, node, 'stopped')
}

export const newVolume = (driver: Ec2) => driver.createVolume({ name: 'one', sizeGiB: 1, location })

async function readyVolume(driver: Ec2) {
  return waitForVolume(driver, await newVolume(driver), 'available')
}

export async function attachedVolume(driver: Ec2) {
  const [volume, node] = [await readyVolume(driver), await runningNode(driver)]
  await driver.attachVolume(volume, { node })
  return volume
}

export async function newSnapshot(driver: Ec2) {
  const volume = await readyVolume(driver)
  return waitForSnapshot(driver, await driver.createSnapshot({ volume, name: 'one' }), 'available')
}

export async function newImage(driver: Ec2) {
  const node = await runningNode(driver)
  return waitForImage(driver, await driver.createImage({ node, name: 'one' }), 'available')
}

export const newFirewall = (driver: Ec2) => driver.createFirewall({ name: 'one', rules })

export const newNetwork = (driver: Ec2) => driver.createNetwork({ name: 'one', cidr })

/** A network that has a gateway, a table of routes and a subnet. */
export async function wholeNetwork(driver: Ec2) {
  const network = await newNetwork(driver)
  return {
    network,
    subnet: await createSubnet(driver, { network, cidr: '10.9.1.0/24' }),
    gateway: await createInternetGateway(driver),
    table: await createRouteTable(driver, { network }),
  }
}
