import { expect, it } from 'vitest'
import type { DigitalOcean } from './index.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()
const uuid = '00000000-0000-4000-8000-000000000000'

it.each<[string, (driver: DigitalOcean) => Promise<unknown>]>([
  ['/droplets/999', (driver) => driver.getNode('999')],
  ['/droplets/999', (driver) => driver.destroyNode('999')],
  ['/droplets/999', (driver) => driver.rebootNode('999')],
  [`/volumes/${uuid}`, (driver) => driver.getVolume(uuid)],
  [`/firewalls/${uuid}`, (driver) => driver.getFirewall(uuid)],
  [`/vpcs/${uuid}`, (driver) => driver.destroyNetwork(uuid)],
  ['/reserved_ips/203.0.113.99', (driver) => driver.attachAddress('203.0.113.99', { node: '999' })],
  ['/account/keys/999', (driver) => driver.getKeyPair('999')],
])('what is not found is named: %s', async (path, ask) => {
  const asked = ask(cloud.driver)
  await expect(asked).rejects.toMatchObject({ code: 'not-found' })
  await expect(asked).rejects.toThrow(path)
})

it('a network and a project that a balancer names are named', async () => {
  const options = { name: 'web', listeners: [{ protocol: 'http', port: 80 }] } as const
  for (const [native, what] of [
    [{ vpcId: uuid }, `network ${uuid}`],
    [{ projectId: uuid }, `project ${uuid}`],
  ] as const) {
    const made = cloud.balancers.createBalancer({ ...options, native })
    await expect(made).rejects.toMatchObject({ code: 'not-found', outcome: 'not-applied' })
    await expect(made).rejects.toThrow(`There is no ${what}`)
  }
})
