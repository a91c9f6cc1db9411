import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type GceClient, gceClient } from '../testing/gce-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: GceClient

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 5 } })
  client = gceClient(local)
})
afterAll(() => local.close())

const region = 'regions/europe-west1'
const inUse = { status: 400, reason: 'resourceInUseByAnotherResource' }

test('the default network has a subnetwork in every region, rules and a route', async () => {
  const { subnetworks } = await client.get('global/networks/default')
  expect(subnetworks).toHaveLength((await client.get('regions')).items.length)
  expect((await client.get('global/firewalls')).items.map(({ name }: Body) => name)).toEqual([
    'default-allow-icmp',
    'default-allow-internal',
    'default-allow-rdp',
    'default-allow-ssh',
  ])
  expect((await client.get('global/routes')).items).toHaveLength(1)
  const { items } = await client.get('aggregated/subnetworks')
  expect(items[region].subnetworks).toMatchObject([{ name: 'default', ipCidrRange: '10.132.0.0/20' }])
})

test('a network of one’s own has subnetworks that do not overlap, and an instance in one', async () => {
  await client.change('POST', 'global/networks', { name: 'own', autoCreateSubnetworks: false })
  const subnetwork = { name: 'a', network: 'global/networks/own', ipCidrRange: '10.0.0.0/24' }
  await client.change('POST', `${region}/subnetworks`, subnetwork)
  for (const ipCidrRange of ['10.0.0.128/25', '10.0.0.1/24', '10.0.0.0/30', 'all'])
    expect(
      await client.refusal('POST', `${region}/subnetworks`, { ...subnetwork, name: 'b', ipCidrRange }),
    ).toMatchObject({ status: 400, reason: 'invalid' })
  const networkInterfaces = [{ subnetwork: `${region}/subnetworks/a`, networkIP: '10.0.0.9' }]
  const instance = await client.instance({ name: 'inside', networkInterfaces })
  expect(instance.networkInterfaces[0]).toMatchObject({ networkIP: '10.0.0.9', name: 'nic0' })
  expect(await client.refusal('DELETE', `${region}/subnetworks/a`)).toMatchObject(inUse)
  expect(await client.refusal('DELETE', 'global/networks/own')).toMatchObject(inUse)
  await client.change('POST', `${region}/subnetworks/a/expandIpCidrRange`, { ipCidrRange: '10.0.0.0/20' })
  expect((await client.get(`${region}/subnetworks/a`)).ipCidrRange).toBe('10.0.0.0/20')
  await client.change('POST', `${region}/subnetworks/a/setPrivateIpGoogleAccess`, {
    privateIpGoogleAccess: true,
  })
  expect((await client.get(`${region}/subnetworks/a`)).privateIpGoogleAccess).toBe(true)
  await client.change('DELETE', 'zones/europe-west1-b/instances/inside')
  await client.change('DELETE', `${region}/subnetworks/a`)
  await client.change('DELETE', 'global/networks/own')
  expect((await client.get('global/routes')).items).toHaveLength(1)
})

test('a network of the automatic mode comes and goes with its subnetworks', async () => {
  await client.change('POST', 'global/networks', { name: 'auto', autoCreateSubnetworks: true })
  expect((await client.get('global/networks/auto')).subnetworks.length).toBeGreaterThan(5)
  await client.change('PATCH', 'global/networks/auto', { routingConfig: { routingMode: 'GLOBAL' } })
  expect((await client.get('global/networks/auto')).routingConfig.routingMode).toBe('GLOBAL')
  await client.change('DELETE', 'global/networks/auto')
  expect((await client.get(`${region}/subnetworks`)).items).toHaveLength(1)
  expect(await client.refusal('POST', 'global/networks', { name: 'old' })).toMatchObject({ status: 400 })
})

test('a firewall rule is judged, patched and replaced', async () => {
  const rule = {
    name: 'web',
    allowed: [{ IPProtocol: 'tcp', ports: ['80', '8000-8080'] }],
    targetTags: ['http'],
  }
  await client.change('POST', 'global/firewalls', rule)
  expect(await client.get('global/firewalls/web')).toMatchObject({
    ...rule,
    direction: 'INGRESS',
    priority: 1_000,
    sourceRanges: ['0.0.0.0/0'],
  })
  await client.change('PATCH', 'global/firewalls/web', { priority: 10 })
  await client.change('PUT', 'global/firewalls/web', {
    denied: [{ IPProtocol: 'icmp' }],
    sourceRanges: ['192.0.2.0/24'],
  })
  const now = await client.get('global/firewalls/web')
  expect(now).toMatchObject({ priority: 1_000, denied: [{ IPProtocol: 'icmp' }] })
  expect(now.allowed).toBeUndefined()
  const cases: readonly object[] = [
    { allowed: [] },
    { denied: [{ IPProtocol: 'tcp' }] },
    { allowed: [{ IPProtocol: 'icmp', ports: ['1'] }] },
    { allowed: [{ IPProtocol: 'tcp', ports: ['80-70'] }] },
    { allowed: [{ IPProtocol: 'carrier-pigeon' }] },
    { sourceRanges: ['10.0.0.1/8'] },
    { direction: 'EGRESS', sourceRanges: ['0.0.0.0/0'] },
    { priority: 70_000 },
    { network: 'global/networks/none' },
  ]
  for (const wrong of cases)
    expect(
      await client.refusal('POST', 'global/firewalls', { ...rule, name: 'wrong', ...wrong }),
    ).toMatchObject({ status: 400 })
  await client.change('DELETE', 'global/firewalls/web')
})

test('a route has one next hop', async () => {
  const route = { name: 'out', network: 'global/networks/default', destRange: '192.0.2.0/24' }
  expect(await client.refusal('POST', 'global/routes', route)).toMatchObject({ status: 400 })
  const gateway = 'global/gateways/default-internet-gateway'
  await client.change('POST', 'global/routes', { ...route, nextHopGateway: gateway })
  expect(await client.refusal('POST', 'global/routes', { ...route, nextHopGateway: gateway })).toMatchObject({
    status: 409,
  })
  await client.change('DELETE', 'global/routes/out')
})

test('addresses are of a region, of the world or of a subnetwork', async () => {
  await client.change('POST', `${region}/addresses`, { name: 'out', labels: { a: 'b' } })
  const inside = {
    name: 'in',
    addressType: 'INTERNAL',
    subnetwork: `${region}/subnetworks/default`,
    address: '10.132.0.77',
  }
  await client.change('POST', `${region}/addresses`, inside)
  await client.change('POST', 'global/addresses', { name: 'world' })
  expect((await client.get(`${region}/addresses`)).items).toMatchObject([
    { name: 'in', address: '10.132.0.77', status: 'RESERVED' },
    { name: 'out', addressType: 'EXTERNAL', labels: { a: 'b' } },
  ])
  const { items } = await client.get('aggregated/addresses')
  expect([items.global.addresses.length, items[region].addresses.length]).toEqual([1, 2])
  expect(await client.refusal('POST', `${region}/addresses`, { ...inside, name: 'again' })).toMatchObject(
    inUse,
  )
  expect(
    await client.refusal('POST', `${region}/addresses`, { name: 'wrong', address: '203.0.113.200' }),
  ).toMatchObject({ status: 400 })
  for (const name of ['in', 'out']) await client.change('DELETE', `${region}/addresses/${name}`)
  await client.change('DELETE', 'global/addresses/world')
})
