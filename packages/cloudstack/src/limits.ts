import type { CallOptions, Listing } from '@cloud/core'
import { clientOf, type HasClient } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { list } from './pages.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listResourceLimits.html */
export interface ResourceLimitWire {
  /** A number, as in `0` for machines. */
  readonly resourcetype: string
  readonly resourcetypename?: string
  /** -1 where there is no limit. Of memory MiB, of storage GiB. */
  readonly max: number
  readonly account?: string
  readonly project?: string
}

/** How many of a kind of resources the account, or the project, may have. */
export interface ResourceLimit {
  /** As in `user_vm`, `public_ip`, `volume`; older servers tell its number alone. */
  readonly resource: string
  /** Left out where there is no limit. Of memory MiB, of storage GiB. */
  readonly most?: number
  readonly native: ResourceLimitWire
}

/** What the account may have; more rejects with `quota`. */
export function listLimits(driver: HasClient<CloudStackClient>, call?: CallOptions): Listing<ResourceLimit> {
  const map = (wire: ResourceLimitWire): ResourceLimit => {
    const { resourcetypename, resourcetype, max } = wire
    return { resource: resourcetypename ?? resourcetype, ...(max >= 0 && { most: max }), native: wire }
  }
  return list(clientOf(driver), { name: 'listResourceLimits', key: 'resourcelimit', map }, call)
}
