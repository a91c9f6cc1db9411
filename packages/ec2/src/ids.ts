import type { Ref } from '@cloud/core'
import { CloudError, idOf } from '@cloud/core/driver'

/** EC2 tells ids of a wrong form with other codes than those that lead nowhere. Neither can be the id of anything, so it is not sent. */
export function noSuch(what: string, id: string): CloudError {
  return new CloudError(`There is no ${what} ${JSON.stringify(id)}`, {
    code: 'not-found',
    provider: 'ec2',
    outcome: 'not-applied',
  })
}

const prefixes = {
  volume: 'vol',
  snapshot: 'snap',
  image: 'ami',
  firewall: 'sg',
  address: 'eipalloc',
  network: 'vpc',
  subnet: 'subnet',
  'internet-gateway': 'igw',
  'route-table': 'rtb',
  'network-interface': 'eni',
} as const

/** The id of what EC2 itself names; `not-found` for one that it gives to none of that kind. */
export function ec2Id<K extends keyof typeof prefixes>(kind: K, ref: Ref<K>): string {
  const id = idOf(kind, ref, kind)
  if (hasPrefix(id, prefixes[kind])) return id
  throw noSuch(kind, id)
}

export const hasPrefix = (id: string, prefix: string): boolean =>
  id.startsWith(`${prefix}-`) && /^[0-9a-f]{1,32}$/.test(id.slice(prefix.length + 1))
