import { undiciTransport } from '@cloud/core'
import { compute, type Ec2, listNetworkInterfaces, listRouteTables } from '@cloud/ec2'
import type { Clock, LocalCloud } from '@cloud/emulators'
import type { Thing } from '../inventory.ts'

/** What exists at EC2 and the inventory does not tell, as its API tells it to whom nothing happens. */
export async function seen(local: LocalCloud, clock: Clock): Promise<readonly Thing[]> {
  const transport = undiciTransport()
  try {
    const driver = compute({ ...local.ec2, clock, transport })
    return [...(await disksOf(driver)), ...(await networkOf(driver))]
  } finally {
    await transport.close()
  }
}

async function disksOf(driver: Ec2): Promise<readonly Thing[]> {
  const volumes = await driver.listVolumes().toArray()
  const snapshots = await driver.listSnapshots().toArray()
  const images = await driver.listImages({ owner: 'self' }).toArray()
  return [
    ...volumes.map(
      ({ id, state, sizeGiB, attachedTo }) => ['volume', id, { state, sizeGiB, attachedTo }] as const,
    ),
    ...snapshots.map(({ id, name }) => ['snapshot', id, { name }] as const),
    ...images.map(({ id, name }) => ['image', id, { name }] as const),
  ]
}

async function networkOf(driver: Ec2): Promise<readonly Thing[]> {
  const firewalls = await driver.listFirewalls().toArray()
  const interfaces = await listNetworkInterfaces(driver).toArray()
  const tables = await listRouteTables(driver).toArray()
  return [
    ...firewalls.map(({ id, rules, nodes }) => ['firewall', id, { rules, nodes }] as const),
    ...interfaces.map(({ id, node }) => ['networkInterface', id, { node }] as const),
    ...tables.map(({ id, native }) => {
      const associations = native.associationSet.map(({ subnetId }) => subnetId)
      return ['routes', id, { routes: native.routeSet, associations }] as const
    }),
  ]
}
