import type { Gce } from './cloud.ts'
import { linkTo } from './links.ts'
import type { Resource } from './resource.ts'
import { resourcesOf } from './store.ts'

export const linksOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const linked = (cloud: Gce, collection: string, link: unknown): Resource | undefined =>
  resourcesOf(cloud, collection).find(({ path }) => linkTo(path) === link)

/** The forwarding rule that takes connections of TCP to a port at an address. */
export const ruleAt = (cloud: Gce, host: string, port: number): Resource | undefined =>
  resourcesOf(cloud, 'forwardingRules').find(
    ({ wire }) => wire.IPAddress === host && wire.IPProtocol === 'TCP' && isAmong(wire.portRange, port),
  )

/** A rule without a range takes every port. */
function isAmong(range: unknown, port: number): boolean {
  if (range === undefined) return true
  const [from = 0, to = from] = String(range).split('-').map(Number)
  return port >= from && port <= to
}
