import {
  autoscalers,
  backendServices,
  diskTypes,
  firewallRules,
  forwardingRules,
  getBackendHealth,
  globalAddresses,
  globalForwardingRules,
  healthChecks,
  httpHealthChecks,
  instanceGroupManagers,
  instanceGroups,
  instanceTemplates,
  listGroupInstances,
  listManagedInstances,
  regions,
  routes,
  sslCertificates,
  subnetworks,
  targetHttpProxies,
  targetHttpsProxies,
  targetPools,
  urlMaps,
} from '@cloud/gce'
import type { Driver } from './driver.ts'
import { image, type Operation, reads, region, size, writes, zone } from './given.ts'

const check = { name: 'one', type: 'TCP', tcpHealthCheck: { port: 80 } }
const range = { name: 'more', network: 'global/networks/apart', ipCidrRange: '10.78.0.0/24' }

const ofProject = {
  firewallRules,
  routes,
  globalAddresses,
  healthChecks,
  httpHealthChecks,
  backendServices,
  urlMaps,
  sslCertificates,
  targetHttpProxies,
  targetHttpsProxies,
  globalForwardingRules,
  instanceTemplates,
  regions,
}
const ofRegions = { subnetworks, forwardingRules, targetPools }
const ofZones = { instanceGroups, instanceGroupManagers, autoscalers, diskTypes }

type Any = (driver: Driver, place: string) => Pick<ReturnType<typeof routes>, 'list'>

const lists: readonly Operation[] = [
  [ofProject, ''] as const,
  [ofRegions, region] as const,
  [ofZones, zone] as const,
].flatMap(([all, place]) =>
  Object.entries<Any>(all).map(([name, of]) => {
    const method = `${name === 'firewallRules' ? 'firewalls' : name}.list`
    return reads(`${name} (list)`, method, async (driver) => () => of(driver, place).list().toArray())
  }),
)

const group = `${zone}/web`

/** A managed group without instances, and what keeps it so. */
async function newManagedGroup(driver: Driver) {
  const disks = [
    { boot: true, initializeParams: { sourceImage: `projects/${image.replace('/', '/global/images/')}` } },
  ]
  const networkInterfaces = [{ network: 'global/networks/default' }]
  const properties = { machineType: size, disks, networkInterfaces }
  await instanceTemplates(driver).insert({ name: 'web', properties })
  const instanceTemplate = 'global/instanceTemplates/web'
  const body = { name: 'web', baseInstanceName: 'web', targetSize: 0, instanceTemplate }
  await instanceGroupManagers(driver, zone).insert(body)
}

async function newAutoscaler(driver: Driver) {
  await newManagedGroup(driver)
  const autoscalingPolicy = { minNumReplicas: 0, maxNumReplicas: 1 }
  const target = `zones/${zone}/instanceGroupManagers/web`
  await autoscalers(driver, zone).insert({ name: 'web', target, autoscalingPolicy })
}

async function newService(driver: Driver) {
  await newCheck(driver)
  await instanceGroups(driver, zone).insert({ name: 'web' })
  const backends = [{ group: `zones/${zone}/instanceGroups/web` }]
  await backendServices(driver).insert({ name: 'web', healthChecks: ['global/healthChecks/one'], backends })
}

const newCheck = (driver: Driver) => healthChecks(driver).insert(check)

async function newRange(driver: Driver) {
  await driver.createNetwork({ name: 'apart', cidr: '10.77.0.0/24' })
  await subnetworks(driver, region).insert(range)
}

/** What is the same of all collections is tried with one of the project, and one of a region. */
export const collections: readonly Operation[] = [
  ...lists,
  reads('healthChecks (get)', 'healthChecks.get', async (driver) => {
    await newCheck(driver)
    return () => healthChecks(driver).get('one')
  }),
  writes('healthChecks (insert)', 'healthChecks.insert', async (driver) => () => newCheck(driver), {
    effect: ['+healthCheck'],
  }),
  writes(
    'healthChecks (patch)',
    'healthChecks.patch',
    async (driver) => {
      await newCheck(driver)
      return () => healthChecks(driver).patch('one', { healthyThreshold: 3 })
    },
    { effect: ['~healthCheck.healthyThreshold'] },
  ),
  writes(
    'healthChecks (remove)',
    'healthChecks.delete',
    async (driver) => {
      await newCheck(driver)
      return () => healthChecks(driver).remove('one')
    },
    { effect: ['-healthCheck'] },
  ),
  writes(
    'autoscalers (patch)',
    'autoscalers.patch',
    async (driver) => {
      await newAutoscaler(driver)
      const autoscalingPolicy = { minNumReplicas: 0, maxNumReplicas: 2 }
      return () => autoscalers(driver, zone).patch('web', { autoscalingPolicy })
    },
    { effect: ['~autoscaler.autoscalingPolicy'] },
  ),
  reads('listGroupInstances', 'instanceGroups.listInstances', async (driver) => {
    await instanceGroups(driver, zone).insert({ name: 'web' })
    return () => listGroupInstances(driver, group).toArray()
  }),
  reads('listManagedInstances', 'instanceGroupManagers.listManagedInstances', async (driver) => {
    await newManagedGroup(driver)
    return () => listManagedInstances(driver, group).toArray()
  }),
  reads('getBackendHealth', 'backendServices.getHealth', async (driver) => {
    await newService(driver)
    return () => getBackendHealth(driver, 'web', group)
  }),
  writes(
    'subnetworks (insert)',
    'subnetworks.insert',
    async (driver) => {
      await driver.createNetwork({ name: 'apart', cidr: '10.77.0.0/24' })
      return () => subnetworks(driver, region).insert(range)
    },
    { effect: ['+subnetwork'] },
  ),
  writes(
    'subnetworks (perform)',
    'subnetworks.expandIpCidrRange',
    async (driver) => {
      await newRange(driver)
      const body = { ipCidrRange: '10.78.0.0/23' }
      return () => subnetworks(driver, region).perform('more', 'expandIpCidrRange', { body })
    },
    { effect: ['~subnetwork.ipCidrRange'] },
  ),
]
