import { expect, it } from 'vitest'
import { type DigitalOcean, getAccount, getAction, renameImage } from './index.ts'
import { answer, mockedDriver } from './testing/mock-digitalocean.ts'

const id = '506f78a4-e098-11e5-ad9f-000f53306ae1'

it.each<[string, (driver: DigitalOcean) => Promise<unknown>]>([
  [`GET /volumes/${id}`, (driver) => driver.getVolume(id)],
  [`GET /volumes/snapshots/${id}`, (driver) => driver.getSnapshot(id)],
  ['GET /images/7', (driver) => driver.getImage('7')],
  ['GET /images/7', (driver) => renameImage(driver, '7', 'a')],
  [`GET /firewalls/${id}`, (driver) => driver.getFirewall(id)],
  ['GET /reserved_ips/192.0.2.1', (driver) => driver.getAddress('192.0.2.1')],
  ['GET /reserved_ipv6/2001:db8::1', (driver) => driver.getAddress('2001:db8::1')],
  [`GET /vpcs/${id}`, (driver) => driver.getNetwork(id)],
  ['GET /account', (driver) => getAccount(driver)],
  ['GET /actions/7', (driver) => getAction(driver, '7')],
  ['GET /reserved_ips?page=1&per_page=200', (driver) => driver.listAddresses().toArray()],
])('the answer to %s without what is wanted breaks the protocol', async (request, ask) => {
  answer(request, 200, request.includes('?') ? { reserved_ips: [null] } : {})
  await expect(ask(mockedDriver({ retry: { attempts: 1 } }))).rejects.toMatchObject({ code: 'protocol' })
})

it('a create whose good answer makes no sense has an unknown outcome', async () => {
  answer('POST /vpcs', 201, {})
  answer('GET /vpcs?page=1&per_page=200', 200, { vpcs: [] })
  const create = mockedDriver({ retry: { attempts: 1 } }).createNetwork({ name: 'inner' })
  await expect(create).rejects.toMatchObject({ code: 'protocol', outcome: 'unknown' })
})
