import type { Gce } from './cloud.ts'
import type { Json } from './json.ts'
import { nameIn } from './links.ts'
import { customType, machineTypes } from './machine-type-catalogue.ts'
import { Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { globalScope, nameOfScope, regionOfScope, type Scope } from './scope.ts'

/** Of what the project may have so much and no more, as the API names it. */
export const quotaMetrics = [
  'INSTANCES',
  'CPUS',
  'DISKS_TOTAL_GB',
  'SSD_TOTAL_GB',
  'STATIC_ADDRESSES',
  'INSTANCE_GROUPS',
  'SNAPSHOTS',
  'IMAGES',
  'NETWORKS',
  'SUBNETWORKS',
  'FIREWALLS',
  'ROUTES',
  'FORWARDING_RULES',
  'TARGET_POOLS',
  'HEALTH_CHECKS',
  'BACKEND_SERVICES',
  'URL_MAPS',
  'TARGET_HTTP_PROXIES',
  'TARGET_HTTPS_PROXIES',
  'SSL_CERTIFICATES',
  'INSTANCE_TEMPLATES',
] as const

export type QuotaMetric = (typeof quotaMetrics)[number]

interface Rule {
  readonly per: 'region' | 'project'
  readonly limit: number
  /** How much of the metric a resource takes. */
  readonly of: (resource: Resource) => number
}

const each =
  (collection: string, where: 'any' | 'global' | 'regional' = 'any') =>
  ({ collection: own, scope }: Resource): number => {
    const fits = where === 'any' || (where === 'global') === (scope === globalScope)
    return Number(own === collection && fits)
  }

const gigabytes =
  (fits: (type: string) => boolean) =>
  ({ collection, wire }: Resource): number =>
    collection === 'disks' && fits(nameIn(String(wire.type))) ? Number(wire.sizeGb) : 0

function cpusOf({ collection, wire }: Resource): number {
  if (collection !== 'instances') return 0
  const name = nameIn(String(wire.machineType))
  const type = machineTypes.get(name) ?? customType(name)
  return typeof type === 'object' ? type.guestCpus : 0
}

const rules: Readonly<Record<QuotaMetric, Rule>> = {
  INSTANCES: { per: 'region', limit: 6_000, of: each('instances') },
  CPUS: { per: 'region', limit: 3_000, of: cpusOf },
  DISKS_TOTAL_GB: { per: 'region', limit: 102_400, of: gigabytes((type) => type === 'pd-standard') },
  SSD_TOTAL_GB: { per: 'region', limit: 81_920, of: gigabytes((type) => type !== 'pd-standard') },
  STATIC_ADDRESSES: { per: 'region', limit: 700, of: each('addresses', 'regional') },
  INSTANCE_GROUPS: { per: 'region', limit: 500, of: each('instanceGroups') },
  SNAPSHOTS: { per: 'project', limit: 50_000, of: each('snapshots') },
  IMAGES: { per: 'project', limit: 2_000, of: each('images') },
  NETWORKS: { per: 'project', limit: 50, of: each('networks') },
  SUBNETWORKS: { per: 'project', limit: 1_000, of: each('subnetworks') },
  FIREWALLS: { per: 'project', limit: 500, of: each('firewalls') },
  ROUTES: { per: 'project', limit: 600, of: each('routes') },
  FORWARDING_RULES: { per: 'project', limit: 500, of: each('forwardingRules') },
  TARGET_POOLS: { per: 'project', limit: 500, of: each('targetPools') },
  HEALTH_CHECKS: { per: 'project', limit: 500, of: each('healthChecks') },
  BACKEND_SERVICES: { per: 'project', limit: 150, of: each('backendServices') },
  URL_MAPS: { per: 'project', limit: 100, of: each('urlMaps') },
  TARGET_HTTP_PROXIES: { per: 'project', limit: 100, of: each('targetHttpProxies') },
  TARGET_HTTPS_PROXIES: { per: 'project', limit: 100, of: each('targetHttpsProxies') },
  SSL_CERTIFICATES: { per: 'project', limit: 100, of: each('sslCertificates') },
  INSTANCE_TEMPLATES: { per: 'project', limit: 300, of: each('instanceTemplates') },
}

const limitOf = ({ options }: Gce, metric: QuotaMetric): number =>
  options.quotas?.[metric] ?? rules[metric].limit

/** Of resources in the scope's region, or of all where the metric is the project's. */
function usageOf({ resources, project }: Gce, metric: QuotaMetric, scope: Scope): number {
  const { per, of } = rules[metric]
  const region = regionOfScope(scope)
  const own = [...resources.values()].filter(
    (resource) =>
      resource.path.startsWith(`projects/${project}/`) &&
      (per === 'project' || regionOfScope(resource.scope) === region),
  )
  return own.reduce((sum, resource) => sum + of(resource), 0)
}

/** Throws a `Refusal` where `more` of the metric is more than the project may have. */
export function checkQuota(cloud: Gce, metric: QuotaMetric, scope: Scope, more = 1): void {
  const limit = limitOf(cloud, metric)
  if (usageOf(cloud, metric, scope) + more <= limit) return
  const region = regionOfScope(scope)
  const where = rules[metric].per === 'region' && region ? `in region ${region}` : 'globally'
  throw new Refusal('quotaExceeded', `Quota '${metric}' exceeded.  Limit: ${limit.toFixed(1)} ${where}.`)
}

/** Throws a `Refusal` where one more resource of the collection passes a limit. */
export function checkRoom(cloud: Gce, collection: string, scope: Scope): void {
  const probe: Pick<Resource, 'collection' | 'scope'> & { readonly wire: Resource['wire'] } = {
    collection,
    scope,
    wire: {},
  }
  for (const metric of quotaMetrics) {
    const { of } = rules[metric]
    if (metric !== 'CPUS' && of(probe as Resource) === 1) checkQuota(cloud, metric, scope)
  }
}

/** What a region or the project shows of its quotas. */
export const quotasOf = (cloud: Gce, scope: Scope): Json =>
  quotaMetrics
    .filter((metric) => (rules[metric].per === 'region') === (nameOfScope(scope) !== ''))
    .map((metric) => ({ metric, limit: limitOf(cloud, metric), usage: usageOf(cloud, metric, scope) }))
