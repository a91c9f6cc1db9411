import { describe, expect, it } from 'vitest'
import * as gce from './index.ts'
import { answer, done, mockedDriver, refuse } from './testing/mock-gce.ts'

const driver = mockedDriver()
const of = {
  firewallRules: gce.firewallRules(driver),
  routes: gce.routes(driver),
  globalAddresses: gce.globalAddresses(driver),
  healthChecks: gce.healthChecks(driver),
  backendServices: gce.backendServices(driver),
  urlMaps: gce.urlMaps(driver),
  sslCertificates: gce.sslCertificates(driver),
  targetHttpProxies: gce.targetHttpProxies(driver),
  targetHttpsProxies: gce.targetHttpsProxies(driver),
  globalForwardingRules: gce.globalForwardingRules(driver),
  instanceTemplates: gce.instanceTemplates(driver),
  subnetworks: gce.subnetworks(driver, 'europe-west1'),
  instanceGroups: gce.instanceGroups(driver, 'europe-west1-b'),
  instanceGroupManagers: gce.instanceGroupManagers(driver, 'europe-west1-b'),
  'instanceGroupManagers of a region': gce.instanceGroupManagers(driver, 'europe-west1'),
  autoscalers: gce.autoscalers(driver, 'europe-west1-b'),
  forwardingRules: gce.forwardingRules(driver, 'europe-west1'),
  targetPools: gce.targetPools(driver, 'europe-west1'),
  targetInstances: gce.targetInstances(driver, 'europe-west1-b'),
}

const paths: Readonly<Record<keyof typeof of, string>> = {
  firewallRules: '/global/firewalls',
  routes: '/global/routes',
  globalAddresses: '/global/addresses',
  healthChecks: '/global/healthChecks',
  backendServices: '/global/backendServices',
  urlMaps: '/global/urlMaps',
  sslCertificates: '/global/sslCertificates',
  targetHttpProxies: '/global/targetHttpProxies',
  targetHttpsProxies: '/global/targetHttpsProxies',
  globalForwardingRules: '/global/forwardingRules',
  instanceTemplates: '/global/instanceTemplates',
  subnetworks: '/regions/europe-west1/subnetworks',
  instanceGroups: '/zones/europe-west1-b/instanceGroups',
  instanceGroupManagers: '/zones/europe-west1-b/instanceGroupManagers',
  'instanceGroupManagers of a region': '/regions/europe-west1/instanceGroupManagers',
  autoscalers: '/zones/europe-west1-b/autoscalers',
  forwardingRules: '/regions/europe-west1/forwardingRules',
  targetPools: '/regions/europe-west1/targetPools',
  targetInstances: '/zones/europe-west1-b/targetInstances',
}

describe.each(Object.keys(of) as (keyof typeof of)[])('%s', (name) => {
  const collection = of[name]
  const path = paths[name]

  it('are made, read, listed and removed by routes that there are', async () => {
    const sent = done(`POST ${path}`, 'global')
    answer(`GET ${path}/one`, 200, { name: 'one', id: '7' })
    expect(await collection.insert({ name: 'one', description: 'mine' })).toMatchObject({ id: '7' })
    expect(sent.body).toEqual({ name: 'one', description: 'mine' })
    expect(sent.query.get('requestId')).not.toBeNull()
    const asked = answer(`GET ${path}`, 200, { items: [{ name: 'one' }] })
    expect(await collection.list({ filter: 'name = one' }).toArray()).toEqual([{ name: 'one' }])
    expect(asked.query.get('filter')).toBe('name = one')
    done(`DELETE ${path}/one`, 'global')
    await collection.remove('one')
  })
})

describe.each([
  ['firewallRules', of.firewallRules],
  ['subnetworks', of.subnetworks],
  ['healthChecks', of.healthChecks],
  ['backendServices', of.backendServices],
  ['urlMaps', of.urlMaps],
  ['targetHttpProxies', of.targetHttpProxies],
  ['targetHttpsProxies', of.targetHttpsProxies],
  ['globalForwardingRules', of.globalForwardingRules],
  ['instanceGroupManagers', of.instanceGroupManagers],
  ['forwardingRules', of.forwardingRules],
] as const)('%s', (name, collection) => {
  it('are changed', async () => {
    const sent = done(`PATCH ${paths[name]}/one`, 'global')
    answer(`GET ${paths[name]}/one`, 200, { name: 'one' })
    await collection.patch('one', { description: 'other' })
    expect(sent.body).toEqual({ description: 'other' })
  })
})

it('methods of their own are those of the protocol', async () => {
  const group = '/zones/europe-west1-b/instanceGroups/one'
  const sent = done(`POST ${group}/addInstances`, 'global')
  const instances = [{ instance: 'zones/europe-west1-b/instances/web-1' }]
  await of.instanceGroups.perform('one', 'addInstances', { body: { instances } })
  expect(sent.body).toEqual({ instances })
  for (const method of ['removeInstances', 'setNamedPorts'] as const) {
    done(`POST ${group}/${method}`, 'global')
    await of.instanceGroups.perform('one', method, { body: {} })
  }
  const manager = '/zones/europe-west1-b/instanceGroupManagers/one'
  const resized = done(`POST ${manager}/resize`, 'global')
  await of.instanceGroupManagers.perform('one', 'resize', { query: { size: 3 } })
  expect(resized.query.get('size')).toBe('3')
  for (const method of [
    'abandonInstances',
    'deleteInstances',
    'recreateInstances',
    'setInstanceTemplate',
    'setTargetPools',
  ] as const) {
    done(`POST ${manager}/${method}`, 'global')
    await of.instanceGroupManagers.perform('one', method, { body: {} })
  }
  done('POST /global/urlMaps/one/invalidateCache', 'global')
  await of.urlMaps.perform('one', 'invalidateCache', { body: { path: '/*' } })
  done('POST /global/forwardingRules/one/setTarget', 'global')
  await of.globalForwardingRules.perform('one', 'setTarget', { body: { target: 'x' } })
  done('POST /global/backendServices/one/setSecurityPolicy', 'global')
  await of.backendServices.perform('one', 'setSecurityPolicy', { body: { securityPolicy: 'x' } })
  for (const method of ['expandIpCidrRange', 'setPrivateIpGoogleAccess'] as const) {
    done(`POST /regions/europe-west1/subnetworks/one/${method}`, 'global')
    await of.subnetworks.perform('one', method, { body: {} })
  }
})

it('an autoscaler is changed by its name in the query', async () => {
  const sent = done('PATCH /zones/europe-west1-b/autoscalers', 'global')
  answer('GET /zones/europe-west1-b/autoscalers/one', 200, { name: 'one' })
  const policy = { autoscalingPolicy: { maxNumReplicas: 3 } }
  expect(await of.autoscalers.patch('one', policy)).toEqual({ name: 'one' })
  expect([sent.query.get('autoscaler'), sent.body]).toEqual(['one', policy])
  const regional = done('PATCH /regions/europe-west1/autoscalers', 'global')
  answer('GET /regions/europe-west1/autoscalers/one', 200, { name: 'one' })
  await gce.autoscalers(driver, 'europe-west1').patch('one', policy)
  expect(regional.query.get('autoscaler')).toBe('one')
})

it.each([
  ['diskTypes of a zone', gce.diskTypes(driver, 'europe-west1-b'), '/zones/europe-west1-b/diskTypes'],
  ['diskTypes of a region', gce.diskTypes(driver, 'europe-west1'), '/regions/europe-west1/diskTypes'],
  ['acceleratorTypes', gce.acceleratorTypes(driver, 'us-a1-b'), '/zones/us-a1-b/acceleratorTypes'],
  ['regions', gce.regions(driver), '/regions'],
])('%s are listed and read', async (_what, catalogue, path) => {
  answer(`GET ${path}`, 200, { items: [{ name: 'one' }] })
  expect(await catalogue.list().toArray()).toEqual([{ name: 'one' }])
  answer(`GET ${path}/one`, 200, { name: 'one' })
  expect(await catalogue.get('one')).toEqual({ name: 'one' })
})

it('acceleratorTypes are of zones alone', () => {
  expect(() => gce.acceleratorTypes(driver, 'europe-west1')).toThrow(
    expect.objectContaining({ code: 'invalid' }),
  )
})

describe('a collection', () => {
  it('refuses what it has not before anything is sent', async () => {
    const invalid = { code: 'invalid', outcome: 'not-applied' }
    await expect(of.routes.patch('one', {})).rejects.toMatchObject(invalid)
    await expect(of.routes.insert({ name: 'One' })).rejects.toMatchObject(invalid)
    await expect(of.urlMaps.perform('one', 'explode' as never)).rejects.toMatchObject(invalid)
    await expect(of.routes.get('../x')).rejects.toMatchObject({ code: 'not-found' })
    expect(() => gce.subnetworks(driver, 'europe-west1-b')).toThrow(expect.objectContaining(invalid))
    expect(() => gce.instanceGroups(driver, '../x')).toThrow(expect.objectContaining(invalid))
  })

  it('of a zone that there is not holds nothing', async () => {
    refuse('GET /zones/europe-west1-b/autoscalers/one', 400, 'invalid', 'Unknown zone.')
    refuse('GET /zones/europe-west1-b', 404, 'notFound')
    await expect(of.autoscalers.get('one')).rejects.toMatchObject({ code: 'not-found' })
  })
})
