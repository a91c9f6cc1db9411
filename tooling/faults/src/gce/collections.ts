import {
  autoscalers,
  backendServices,
  firewallRules,
  forwardingRules,
  globalAddresses,
  globalForwardingRules,
  healthChecks,
  httpHealthChecks,
  instanceGroupManagers,
  instanceGroups,
  instanceTemplates,
  routes,
  sslCertificates,
  subnetworks,
  targetHttpProxies,
  targetHttpsProxies,
  targetPools,
  urlMaps,
} from '@cloud/gce'
import type { Driver } from './driver.ts'
import { type Operation, reads, region, writes, zone } from './given.ts'

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
}
const ofRegions = { subnetworks, forwardingRules, targetPools }
const ofZones = { instanceGroups, instanceGroupManagers, autoscalers }

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
