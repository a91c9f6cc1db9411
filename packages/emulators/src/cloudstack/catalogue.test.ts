import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { cloudstackTemplates } from './template.ts'
import { cloudstackZones } from './zones.ts'

let local: LocalCloud
let client: CloudStackClient
beforeAll(async () => {
  local = await startCloud({ cloudstack: { zone: 'advanced' } })
  client = cloudstackClient(local)
})
afterAll(() => local.close())

test('there is a basic zone with security groups and an advanced one', async () => {
  expect(local.cloudstack.zone).toBe(cloudstackZones.advanced)
  expect((await client.ask('listZones')).zone).toMatchObject([
    { id: cloudstackZones.basic, networktype: 'Basic', securitygroupsenabled: true },
    { id: cloudstackZones.advanced, networktype: 'Advanced', securitygroupsenabled: false },
  ])
  expect((await client.ask('listZones', { networktype: 'Advanced' })).count).toBe(1)
})

test('templates are in both zones with one id, and are listed by a filter', async () => {
  const { template, count } = await client.ask('listTemplates', { templatefilter: 'featured' })
  expect(count).toBe(10)
  const debian = template.filter((one: Body) => one.id === cloudstackTemplates.debian12)
  expect(debian.map((one: Body) => one.zoneid).sort()).toEqual(Object.values(cloudstackZones).sort())
  expect(debian[0]).toMatchObject({ isready: true, ispublic: true, crossZones: true, account: 'system' })
  const unique = { templatefilter: 'executable', showunique: true }
  expect((await client.ask('listTemplates', unique)).count).toBe(5)
  expect(await client.ask('listTemplates', { templatefilter: 'self' })).toEqual({})
  expect(await client.call('listTemplates', { templatefilter: 'all' })).toMatchObject({ status: 431 })
  expect(await client.call('listTemplates', { templatefilter: 'mine' })).toMatchObject({ status: 431 })
})

test('offerings and types of operating systems have ids that never change', async () => {
  const { diskoffering } = await client.ask('listDiskOfferings', { keyword: 'custom' })
  expect(diskoffering).toMatchObject([{ name: 'Custom', iscustomized: true, disksize: 0 }])
  const { ostype } = await client.ask('listOsTypes', { keyword: 'ubuntu' })
  expect(ostype.map(({ name }: Body) => name)).toEqual(['Ubuntu 24.04 LTS', 'Ubuntu 22.04 LTS'])
  const { serviceoffering } = await client.ask('listServiceOfferings', { name: 'Small Instance' })
  expect(serviceoffering).toMatchObject([{ cpunumber: 1, cpuspeed: 500, memory: 512 }])
})
