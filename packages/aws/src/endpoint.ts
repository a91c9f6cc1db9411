import { checkEndpoint, invalid } from '@cloud/core/driver'
import { type Environment, switchOf } from './environment.ts'
import type { AwsOptions } from './options.ts'
import { type Partition, partitionOf } from './partitions.ts'
import type { AwsService } from './service.ts'

/** Where a service of a region is. */
export interface Target {
  readonly origin: string
  /** Without a trailing slash; empty for AWS's own. */
  readonly path: string
}

/** What tells the host of a service. */
export interface Place {
  readonly region: string
  readonly partition: Partition
  readonly fips: boolean
  readonly dualStack: boolean
}

/** The host that most services have in a region. https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function regionalHost(service: string, { region, partition, fips, dualStack }: Place): string {
  const name = fips ? `${service}-fips` : service
  return `${name}.${region}.${dualStack ? partition.dualStackDomain : partition.domain}`
}

/**
 * Finds the endpoint: what the options say, else the environment (`AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`), else AWS's own host of
 * the service in the region. `invalid` where an endpoint is named and a FIPS or dual-stack one is asked for: it is one host or the other.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function findTarget(
  service: AwsService,
  region: string,
  options: AwsOptions,
  env: Environment,
): Target {
  const fips = options.useFipsEndpoint ?? switchOf(env, 'AWS_USE_FIPS_ENDPOINT')
  const dualStack = options.useDualstackEndpoint ?? switchOf(env, 'AWS_USE_DUALSTACK_ENDPOINT')
  const given = options.endpoint ?? configuredEndpoint(service.id, env)
  if (given === undefined) {
    const partition = checkAwsRegion(region)
    const host = service.host ?? ((place) => regionalHost(service.name, place))
    return { origin: `https://${host({ region, partition, fips, dualStack })}`, path: '' }
  }
  for (const [kind, wanted] of [
    ['FIPS', fips],
    ['dual-stack', dualStack],
  ]) {
    if (wanted)
      throw invalid(`A ${kind} endpoint is asked for beside an endpoint that is named`, 'one of the two')
  }
  return checkEndpoint(given)
}

function configuredEndpoint(serviceId: string, env: Environment): string | undefined {
  if (switchOf(env, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS')) return undefined
  const own = `AWS_ENDPOINT_URL_${serviceId.toUpperCase().replaceAll(' ', '_')}`
  return env[own] || env.AWS_ENDPOINT_URL || undefined
}

/** A region becomes part of a host name: anything else in it would send signed requests to other hosts. */
export function checkRegion(region: string, what: string): void {
  if (typeof region === 'string' && /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(region)) return
  throw notOfAws(what, region)
}

/** Whoever else speaks a protocol of AWS may call regions as they like; AWS's own hosts are those of its regions. */
function checkAwsRegion(region: string): Partition {
  const partition = partitionOf(region)
  if (partition === undefined) throw notOfAws('The region', region)
  return partition
}

function notOfAws(what: string, region: string): Error {
  return invalid(`${what} ${JSON.stringify(region)} is none of AWS`, 'as in eu-west-1')
}
