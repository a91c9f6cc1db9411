import type { CloudStack, CloudStackLimits } from './cloud.ts'
import { overLimit } from './refusal.ts'

/** What the API numbers and calls each kind of resource. */
export const resourceTypes: readonly (readonly [name: string, kind?: keyof CloudStackLimits])[] = [
  ['user_vm', 'instances'],
  ['public_ip', 'addresses'],
  ['volume', 'volumes'],
  ['snapshot', 'snapshots'],
  ['template', 'templates'],
  ['project'],
  ['network', 'networks'],
  ['vpc', 'vpcs'],
  ['cpu', 'cpus'],
  ['memory', 'memoryMiB'],
  ['primary_storage'],
  ['secondary_storage'],
]

const defaultLimit = 1_000
const unlimited = Number.POSITIVE_INFINITY

export const limitOf = ({ options }: CloudStack, kind: keyof CloudStackLimits): number =>
  options.limits?.[kind] ?? (kind === 'cpus' || kind === 'memoryMiB' ? unlimited : defaultLimit)

/** Throws a `Refusal` where `more` beside what is used are beyond what the account may have. */
export function checkLimit(cloud: CloudStack, kind: keyof CloudStackLimits, used: number, more = 1): void {
  if (used + more <= limitOf(cloud, kind)) return
  const name = resourceTypes.find(([, one]) => one === kind)?.[0]
  throw overLimit(`Maximum amount of resources of Type = "${name}" for Account is exceeded`)
}
