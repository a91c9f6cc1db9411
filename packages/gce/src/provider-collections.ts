import type { HasClient } from '@cloud/core/driver'
import type { GceClient } from './client.ts'
import { type Catalogue, globally, locally, offered, offeredIn } from './collections.ts'

/*
 * What only Compute Engine has, by collection: https://cloud.google.com/compute/docs/reference/rest/v1. Each is a function of the driver, and of a
 * zone or region where its things are in one.
 */

const patch = { patch: true } as const

export const firewallRules: ReturnType<typeof globally<never>> = globally('firewalls', patch)
export const routes: ReturnType<typeof globally<never>> = globally('routes', {})
export const subnetworks: ReturnType<typeof locally<'expandIpCidrRange' | 'setPrivateIpGoogleAccess'>> =
  locally(
    'subnetworks',
    { ...patch, own: ['expandIpCidrRange', 'setPrivateIpGoogleAccess'] },
    { regional: 'subnetworks' },
  )
export const globalAddresses: ReturnType<typeof globally<never>> = globally(
  'addresses',
  {},
  'globalAddresses',
)

export const healthChecks: ReturnType<typeof globally<never>> = globally('healthChecks', patch)
/** Of HTTP alone, and without a type: those that target pools take. */
export const httpHealthChecks: ReturnType<typeof globally<never>> = globally('httpHealthChecks', patch)
export const backendServices: ReturnType<typeof globally<'setSecurityPolicy'>> = globally('backendServices', {
  ...patch,
  own: ['setSecurityPolicy'],
})
export const urlMaps: ReturnType<typeof globally<'invalidateCache'>> = globally('urlMaps', {
  ...patch,
  own: ['invalidateCache'],
})
export const sslCertificates: ReturnType<typeof globally<never>> = globally('sslCertificates', {})
export const targetHttpProxies: ReturnType<typeof globally<never>> = globally('targetHttpProxies', patch)
export const targetHttpsProxies: ReturnType<typeof globally<never>> = globally('targetHttpsProxies', patch)
export const globalForwardingRules: ReturnType<typeof globally<'setTarget'>> = globally(
  'forwardingRules',
  { ...patch, own: ['setTarget'] },
  'globalForwardingRules',
)

export const instanceTemplates: ReturnType<typeof globally<never>> = globally('instanceTemplates', {})
export const instanceGroups: ReturnType<
  typeof locally<'addInstances' | 'removeInstances' | 'setNamedPorts'>
> = locally(
  'instanceGroups',
  { own: ['addInstances', 'removeInstances', 'setNamedPorts'] },
  { zonal: 'instanceGroups' },
)
export const instanceGroupManagers: ReturnType<
  typeof locally<
    | 'abandonInstances'
    | 'deleteInstances'
    | 'recreateInstances'
    | 'resize'
    | 'setInstanceTemplate'
    | 'setTargetPools'
  >
> = locally(
  'instanceGroupManagers',
  {
    ...patch,
    own: [
      'abandonInstances',
      'deleteInstances',
      'recreateInstances',
      'resize',
      'setInstanceTemplate',
      'setTargetPools',
    ],
  },
  { regional: 'regionInstanceGroupManagers', zonal: 'instanceGroupManagers' },
)
export const autoscalers: ReturnType<typeof locally<never>> = locally(
  'autoscalers',
  { patch: 'query' },
  { regional: 'regionAutoscalers', zonal: 'autoscalers' },
)

export const forwardingRules: ReturnType<typeof locally<'setTarget'>> = locally(
  'forwardingRules',
  { ...patch, own: ['setTarget'] },
  { regional: 'forwardingRules' },
)
export const targetPools: ReturnType<
  typeof locally<'addHealthCheck' | 'addInstance' | 'removeHealthCheck' | 'removeInstance' | 'setBackup'>
> = locally(
  'targetPools',
  { own: ['addHealthCheck', 'addInstance', 'removeHealthCheck', 'removeInstance', 'setBackup'] },
  { regional: 'targetPools' },
)
export const targetInstances: ReturnType<typeof locally<never>> = locally(
  'targetInstances',
  {},
  { zonal: 'targetInstances' },
)

type InPlace = (driver: HasClient<GceClient>, location: string) => Catalogue

/** What volumes can be, and how large: of a zone, or of a region for those that are in two zones. */
export const diskTypes: InPlace = offeredIn('diskTypes', { regional: 'regionDiskTypes', zonal: 'diskTypes' })
/** GPUs and the like, of a zone. */
export const acceleratorTypes: InPlace = offeredIn('acceleratorTypes', { zonal: 'acceleratorTypes' })
/** With the quotas of the project in each. */
export const regions: (driver: HasClient<GceClient>) => Catalogue = offered('regions')
