import type { Times } from '../centre/times.ts'
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
import {
  age,
  byWord,
  type Check,
  flag,
  limit,
  members,
  methods,
  milliseconds,
  offset,
  port,
  text,
  texts,
  whole,
  wholeFrom,
  word,
  words,
} from './checks.ts'

/** A check for each member of a type, none forgotten. */
type ChecksOf<T> = Readonly<Record<keyof T, Check>>

const times: ChecksOf<Times> = {
  pendingMs: milliseconds,
  stoppingMs: milliseconds,
  terminatingMs: milliseconds,
  actionMs: milliseconds,
  importMs: milliseconds,
  rebootMs: milliseconds,
  terminatedShownMs: age,
  consoleMs: age,
}

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
  machine: word(['shell', 'sshd']),
  clock: methods('now', 'elapsed', 'after'),
  skewMs: offset,
  skewCode: word(skewCodes),
  region,
  times: members(times),
  latencyMs: milliseconds,
  consistencyMs: age,
  pageSize: wholeFrom(1, 1_000_000),
  limits: members(limits),
  digitalocean: members(digitalocean),
  cloudstack: members(cloudstack),
  s3: members(s3),
  gce: members(gce),
  elb: members(elb),
  seed: whole,
  port,
}

/** Throws a `TypeError` that names an option that is none, or whose value is none, and says what would be right. */
export function checkCloudOptions(given: unknown): void {
  members(options)(given, 'options')
}
