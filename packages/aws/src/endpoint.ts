import { checkEndpoint, invalid } from '@cloud/core/driver'
import type { AwsOptions } from './options.ts'

/** Where a service of a region is, and what its signatures name. */
export interface Target {
  readonly region: string
  readonly origin: string
  /** Without a trailing slash; empty for AWS's own. */
  readonly path: string
}

/**
 * Finds region and endpoint: what the options say, else the environment (`AWS_REGION`, `AWS_DEFAULT_REGION`; `AWS_ENDPOINT_URL_<SERVICE>`,
 * `AWS_ENDPOINT_URL`), else AWS's own host for the service in the region.
 */
export function findTarget(
  service: string,
  options: AwsOptions,
  env: NodeJS.ProcessEnv = process.env,
): Target {
  const region = options.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION)
  if (!region) {
    throw invalid('There is no AWS region', 'the option region, AWS_REGION or AWS_DEFAULT_REGION')
  }
  checkRegion(region, 'The region')
  const given =
    options.endpoint ??
    (env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env.AWS_ENDPOINT_URL || undefined)
  return { region, ...checkEndpoint(given ?? `https://${service}.${region}.${domainOf(region)}`) }
}

/** A region becomes part of a host name: anything else in it would send signed requests to other hosts. */
export function checkRegion(region: string, what: string): void {
  if (typeof region === 'string' && /^[a-z]{2,4}(-[a-z]{1,12}){1,3}-\d{1,2}$/.test(region)) return
  throw invalid(`${what} ${JSON.stringify(region)} is none of AWS`, 'as in eu-west-1')
}

/** https://docs.aws.amazon.com/general/latest/gr/rande.html */
function domainOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
}
