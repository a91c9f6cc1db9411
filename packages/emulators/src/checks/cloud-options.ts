import type { CloudStackLimits, CloudStackOptions } from '../cloudstack/cloud.ts'
import { serviceOfferings } from '../cloudstack/service-offerings.ts'
import type { DigitalOceanOptions } from '../digitalocean/cloud.ts'
import { sizes } from '../digitalocean/size-catalogue.ts'
import type { Limits } from '../ec2/action.ts'
import { instanceTypes } from '../ec2/instance-types.ts'
import { skewCodes } from '../ec2/skew.ts'
import type { ElbLimits, ElbOptions } from '../elb/action.ts'
import type { GceOptions } from '../gce/cloud.ts'
import { machineTypes } from '../gce/machine-type-catalogue.ts'
import { quotaMetrics } from '../gce/quotas.ts'
import { regions, zones } from '../gce/region-catalogue.ts'
import type { CloudOptions } from '../options.ts'
import type { S3Options } from '../s3/cloud.ts'
import { type ChecksOf, centreOptions } from './centre-options.ts'
import {
  age,
  byWord,
  type Check,
  flag,
  limit,
  members,
  milliseconds,
  offset,
  port,
  text,
  texts,
  wholeFrom,
  word,
  words,
} from './checks.ts'

const limits: ChecksOf<Limits> = {
  instances: limit,
  vcpus: limit,
  securityGroups: limit,
  rulesPerSecurityGroup: limit,
  addresses: limit,
  vpcs: limit,
  volumes: limit,
  snapshots: limit,
  spotInstances: limit,
  placementGroups: limit,
  capacity: byWord([...instanceTypes.keys()], limit),
}

const digitalocean: ChecksOf<DigitalOceanOptions> = {
  port,
  dropletLimit: limit,
  volumeLimit: limit,
  reservedIpLimit: limit,
  capacity: byWord([...sizes.keys()], limit),
  requestsPerHour: limit,
  requestsPerMinute: limit,
}

const cloudstackLimits: ChecksOf<CloudStackLimits> = {
  instances: limit,
  volumes: limit,
  snapshots: limit,
  templates: limit,
  addresses: limit,
  networks: limit,
  vpcs: limit,
  cpus: limit,
  memoryMiB: limit,
}

const cloudstack: ChecksOf<CloudStackOptions> = {
  port,
  zone: word(['basic', 'advanced']),
  limits: members(cloudstackLimits),
  capacity: byWord(
    serviceOfferings.map(({ name }) => name),
    limit,
  ),
}

const s3: ChecksOf<S3Options> = { port, folder: text, sessionToken: flag }
const gceScopes = [
  'global',
  ...regions.map(({ name }) => `regions/${name}`),
  ...zones.map(({ name }) => `zones/${name}`),
]

const gce: ChecksOf<GceOptions> = {
  port,
  quotas: byWord(quotaMetrics, limit),
  capacity: byWord([...machineTypes.keys()], limit),
  unreachable: words(gceScopes),
}

const elbLimits: ChecksOf<ElbLimits> = {
  loadBalancers: limit,
  classicLoadBalancers: limit,
  targetGroups: limit,
  listeners: limit,
  rules: limit,
  targets: limit,
  certificates: limit,
}

const elb: ChecksOf<ElbOptions> = { port, limits: members(elbLimits), certificates: texts }

export const region: Check = (value, name) => {
  if (value === undefined || (typeof value === 'string' && /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(value))) return
  throw new TypeError(`${name} takes the name of a region, such as eu-west-1, not ${JSON.stringify(value)}`)
}

const options: ChecksOf<CloudOptions> = {
  ...centreOptions,
  skewMs: offset,
  skewCode: word(skewCodes),
  region,
  latencyMs: milliseconds,
  consistencyMs: age,
  pageSize: wholeFrom(1, 1_000_000),
  limits: members(limits),
  digitalocean: members(digitalocean),
  cloudstack: members(cloudstack),
  s3: members(s3),
  gce: members(gce),
  elb: members(elb),
  port,
}

/** Throws a `TypeError` that names an option that is none, or whose value is none, and says what would be right. */
export function checkCloudOptions(given: unknown): void {
  members(options)(given, 'options')
}
