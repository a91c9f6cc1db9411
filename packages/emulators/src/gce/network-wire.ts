import type { Gce } from './cloud.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import type { Resource } from './resource.ts'
import { resourcesOf } from './store.ts'

/** What a network shows of the subnetworks in it. */
export const networkWire = (cloud: Gce, network: Resource): Wire => {
  const own = resourcesOf(cloud, 'subnetworks').filter(({ wire }) => wire.network === linkTo(network.path))
  return own.length > 0 ? { subnetworks: own.map(({ path }) => linkTo(path)) } : {}
}
