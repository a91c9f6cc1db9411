import { isCloudError } from '@cloud/core'
import { expect, it } from 'vitest'
import {
  autoscalers,
  backendServices,
  compute,
  createImageOf,
  diskTypes,
  forwardingRules,
  getBackendHealth,
  getProject,
  healthChecks,
  importImage,
  instanceGroupManagers,
  instanceTemplates,
  listGroupInstances,
  listManagedInstances,
  loadBalancers,
  regions,
  subnetworks,
  targetPools,
} from './index.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()
const image = 'debian-cloud/family/debian-12'
const listeners = [{ protocol: 'tcp', port: 80 }] as const
const region = 'europe-west1'

it('a balancer is made once, its members and listeners come and go, and nothing of it is left', async () => {
  const [driver, other, gce] = [
    loadBalancers(cloud.options),
    loadBalancers(cloud.options),
    compute(cloud.options),
  ]
  const [one, two] = [
    await gce.createNode({ name: 'one', size: 'e2-micro', image }),
    await gce.createNode({ name: 'two', size: 'e2-micro', image }),
  ]
  cloud.local.faults.add({ kind: 'reset-after', operation: 'compute.targetPools.insert', count: 1 })
  const wanted = { name: 'front', listeners, members: [{ node: one }], idempotencyKey: 'front' }
  const made = await driver.createBalancer(wanted)
  expect((await other.createBalancer(wanted)).id).toBe(made.id)
  expect(made).toMatchObject({ state: 'active', listeners: [{ protocol: 'tcp', port: 80, targetPort: 80 }] })
  await Promise.all([
    driver.attachMember(made, { node: two }),
    driver.addListener(made, { protocol: 'udp', port: 53 }),
  ])
  expect((await other.listMembers(made).toArray()).map(({ node }) => node)).toEqual([one.id, two.id])
  await driver.detachMember(made, { node: one })
  await driver.removeListener(made, { port: 80 })
  const [seen] = await other.listBalancers({ name: 'front' }).toArray()
  expect(seen?.listeners.map(({ protocol, port }) => [protocol, port])).toEqual([['udp', 53]])
  expect(seen?.ips).toEqual(made.ips)
  await driver.destroyBalancer(made)
  const gone = await driver.getBalancer(made).catch((error: unknown) => error)
  expect(isCloudError(gone, 'not-found')).toBe(true)
  for (const kept of [targetPools, forwardingRules])
    expect(await kept(gce, region).list().toArray()).toEqual([])
  expect(await gce.listAddresses().toArray()).toEqual([])
  expect(left()).toEqual([])
})

const parts = ['targetPools', 'httpHealthChecks', 'addresses', 'forwardingRules']
const left = () =>
  parts.flatMap((part) => (cloud.local.inventory().gce.resources[part] ?? []).map(({ name }) => name))
const several = [...listeners, { protocol: 'tcp', port: 443 }] as const

it.each([
  ['pool', 'targetPools.insert', 0],
  ['health check', 'httpHealthChecks.insert', 0],
  ['place for its health check', 'targetPools.addHealthCheck', 0],
  ['address', 'addresses.insert', 0],
  ['first listener', 'forwardingRules.insert', 0],
  ['second listener', 'forwardingRules.insert', 1],
])('a balancer that cannot have its %s leaves nothing', async (_what, method, skip) => {
  const driver = loadBalancers(cloud.options)
  const operation = `compute.${method}`
  // It is refused at once; and it is begun, and fails then.
  for (const fault of [{ kind: 'error', code: 'quotaExceeded' }, { kind: 'errored' }] as const) {
    cloud.local.faults.add({ ...fault, operation, skip, count: 1 })
    const failed = await driver.createBalancer({ name: 'half', listeners: several }).catch((error) => error)
    expect(isCloudError(failed, fault.kind === 'error' ? 'quota' : 'unavailable')).toBe(true)
    expect(failed.outcome).toBe(
      method === 'targetPools.insert' && fault.kind === 'errored' ? 'unknown' : 'not-applied',
    )
    expect(left()).toEqual([])
  }
})

it('what the contract has no word for is made and removed by collection', async () => {
  const gce = compute(cloud.options)
  await gce.createNetwork({ name: 'apart', cidr: '10.77.0.0/24' })
  const networks = subnetworks(gce, region)
  const body = { name: 'more', network: 'global/networks/apart', ipCidrRange: '10.78.0.0/24' }
  expect(await networks.insert(body)).toMatchObject({ name: 'more', ipCidrRange: '10.78.0.0/24' })
  await networks.perform('more', 'expandIpCidrRange', { body: { ipCidrRange: '10.78.0.0/23' } })
  expect(await networks.get('more')).toMatchObject({ ipCidrRange: '10.78.0.0/23' })
  await networks.remove('more')
  await expect(networks.get('more')).rejects.toMatchObject({ code: 'not-found' })
  await gce.destroyNetwork('apart')
  const properties = {
    machineType: 'e2-micro',
    disks: [
      {
        boot: true,
        initializeParams: { sourceImage: 'projects/debian-cloud/global/images/family/debian-12' },
      },
    ],
    networkInterfaces: [{ network: 'global/networks/default' }],
  }
  await instanceTemplates(gce).insert({ name: 'web', properties })
  const groups = instanceGroupManagers(gce, 'europe-west1-b')
  const group = {
    name: 'web',
    baseInstanceName: 'web',
    targetSize: 1,
    instanceTemplate: 'global/instanceTemplates/web',
  }
  expect(await groups.insert(group)).toMatchObject({ targetSize: 1 })
  await groups.perform('web', 'resize', { query: { size: 2 } })
  expect(await groups.get('web')).toMatchObject({ targetSize: 2 })
  const scalers = autoscalers(gce, 'europe-west1-b')
  const target = 'zones/europe-west1-b/instanceGroupManagers/web'
  await scalers.insert({ name: 'web', target, autoscalingPolicy: { minNumReplicas: 1, maxNumReplicas: 2 } })
  await scalers.patch('web', { autoscalingPolicy: { minNumReplicas: 3, maxNumReplicas: 4 } })
  const managed = await listManagedInstances(gce, 'europe-west1-b/web').toArray()
  expect(managed).toHaveLength(3)
  const members = await listGroupInstances(gce, 'europe-west1-b/web').toArray()
  const links = (all: readonly { readonly instance?: string }[]) =>
    all.map(({ instance }) => instance).toSorted()
  expect(links(members)).toEqual(links(managed))
  await healthChecks(gce).insert({ name: 'tcp', type: 'TCP', tcpHealthCheck: { port: 80 } })
  const backends = [{ group: 'zones/europe-west1-b/instanceGroups/web' }]
  await backendServices(gce).insert({ name: 'web', healthChecks: ['global/healthChecks/tcp'], backends })
  expect(await getBackendHealth(gce, 'web', 'europe-west1-b/web')).toHaveLength(3)
  await backendServices(gce).remove('web')
  await healthChecks(gce).remove('tcp')
  await scalers.remove('web')
  await groups.remove('web')
  await instanceTemplates(gce).remove('web')
})

it('what Google offers is read, and a disk in a bucket becomes an image', async () => {
  const gce = compute(cloud.options)
  const types = await diskTypes(gce, 'europe-west1-b').list().toArray()
  expect(types.map(({ name }) => name)).toContain('pd-ssd')
  expect(await diskTypes(gce, region).get('pd-balanced')).toMatchObject({ name: 'pd-balanced' })
  expect((await regions(gce).list().toArray()).map(({ name }) => name)).toContain(region)
  expect(await getProject(gce)).not.toHaveProperty('commonInstanceMetadata')
  const source = 'https://storage.googleapis.com/my-bucket/mine.tar.gz'
  const image = await importImage(gce, { name: 'mine', source })
  expect(await gce.getImage(image)).toMatchObject({ name: 'mine' })
  await gce.deleteImage(image)
  const volume = await gce.createVolume({ name: 'data', sizeGiB: 10 })
  const snapshot = await gce.createSnapshot({ name: 'daily', volume })
  for (const of of [{ volume }, { snapshot }])
    await gce.deleteImage(await createImageOf(gce, { name: 'mine', ...of }))
  const lost = createImageOf(gce, { name: 'mine', snapshot: 'none' })
  await expect(lost).rejects.toMatchObject({ outcome: 'not-applied' })
})
