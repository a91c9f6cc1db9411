import type { RangePool } from '../centre/addresses.ts'
import type { Centre } from '../centre/centre.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Wire } from './json.ts'
import type { Machinery } from './machinery.ts'
import type { OperationLog } from './operation-log.ts'
import type { QuotaMetric } from './quotas.ts'
import type { Resource } from './resource.ts'
import type { Scope } from './scope.ts'
import type { ServiceAccount } from './service-account.ts'

export interface GceOptions {
  /** Of the endpoint, on 127.0.0.1. Default: a free one. */
  readonly port?: number | undefined
  /** By the metric's name: what the project may have, in each region or globally; more is 403 `quotaExceeded`. */
  readonly quotas?: Partial<Readonly<Record<QuotaMetric, number | undefined>>> | undefined
  /** By machine type, how many instances fit into a zone; more ends the operation with `ZONE_RESOURCE_POOL_EXHAUSTED`. */
  readonly capacity?: Readonly<Record<string, number>> | undefined
  /** Scopes such as `zones/europe-west1-c` that do not answer: requests to them are 503, aggregated lists name them. */
  readonly unreachable?: readonly string[] | undefined
}

/** Compute Engine's view of the data centre: one project. */
export interface Gce {
  readonly centre: Centre
  readonly project: string
  readonly projectNumber: string
  readonly account: ServiceAccount
  readonly tokens: AccessTokens
  readonly options: GceOptions
  readonly consistencyMs: number
  /** The most items in any list. */
  readonly pageSize: number
  /** By path, in the order of creation. */
  readonly resources: Map<string, Resource>
  /** By the instance's id, what its machine is. */
  readonly machines: Map<string, Machinery>
  readonly operations: OperationLog
  /** The project's metadata, which every instance sees. */
  commonMetadata: Wire
  /** By path, who may do what with a resource. */
  readonly policies: Map<string, Wire>
  /** By a group's path, the paths of the instances in it. */
  readonly groupMembers: Map<string, Set<string>>
  /** By the subnetwork's path, the addresses of its range. */
  readonly ranges: Map<string, RangePool>
  /** By the id that a client gave a request, what it asked for and the operation that it was answered with. */
  readonly requests: Map<
    string,
    { readonly asked: string; readonly operation: string; readonly scope: Scope }
  >
  /** A number of 64 bits in decimal that nothing else has. */
  readonly newId: () => string
}
