import type {
  CallOptions,
  Compute,
  CreateNode,
  Listing,
  LoadBalancers,
  Node,
  Resource,
  Storage,
} from '@cloud/core'
import type {
  ConformanceOptions,
  LoadBalancersConformanceOptions,
  StorageConformanceOptions,
  SuiteOptions,
} from './options.ts'

/** Ids that exist, to create nodes with. */
export interface Target {
  readonly size: string
  readonly image: string
  readonly location?: string
}

/** One of the driver's lists, made anew at each call. */
export type ListOf = (driver: Compute, call?: CallOptions) => Listing<Resource<string>>

/** What a case of any suite runs with. Names and things are the area's own: cases share them and leave them as they were. */
export interface SuiteContext<D extends object = object, O extends SuiteOptions = SuiteOptions> {
  readonly driver: D
  readonly options: O
  /** A name of this run that nothing has yet; what bears it is removed when the area ends. */
  readonly name: (label?: string) => string
  /** Remembers what a case made, by its kind and id: it is removed when the area ends. Only what bears a name of this run. */
  readonly track: <R extends Resource<string>>(made: R) => R
  /** What `make` gives at the area's first call with this key; a failure is not kept. */
  readonly shared: <T>(key: string, make: () => Promise<T>) => Promise<T>
}

/** What a case of compute runs with. */
export interface Context<D extends Compute = Compute> extends SuiteContext<D, ConformanceOptions> {
  /** An id as the cloud gives them to nodes, of no node. */
  readonly missingNode: () => Promise<string>
  /** Another driver on the same cloud, made by the same options. */
  readonly another: () => Promise<Compute>
  readonly target: () => Promise<Target>
  /** Creates a node of the target, named and removed like that unless `options` say otherwise. */
  readonly create: (options?: Partial<CreateNode>, call?: CallOptions) => Promise<Node>
  /** The node that the cases of an area share, running. Whoever changes its state uses one of its own. */
  readonly running: () => Promise<Node>
  /** Tags that only this run's {@link Context.create}d nodes of `paged` bear. */
  readonly manyNodes: () => Promise<Readonly<Record<string, string>>>
  /** A list of at least two pages. */
  readonly paged: () => Promise<ListOf>
}

/** What a case of load balancers runs with. */
export interface BalancersContext<D extends LoadBalancers = LoadBalancers>
  extends SuiteContext<D, LoadBalancersConformanceOptions> {
  /** An id as the cloud gives them to nodes, of no node. */
  readonly missingNode: () => Promise<string>
  /** Another driver on the same cloud, made by the same options. */
  readonly another: () => Promise<LoadBalancers>
  /** Makes and removes the nodes that stand behind balancers. */
  readonly compute: Compute
  /** Running nodes that cases share; the same index gives the same one. They are told apart by their index, 0 unless given. */
  readonly node: (index?: number) => Promise<Node>
}

/** What a case of storage runs with. */
export interface StorageContext<D extends Storage = Storage>
  extends SuiteContext<D, StorageConformanceOptions> {
  /** Another driver on the same cloud, made by the same options. */
  readonly another: () => Promise<Storage>
  /** The name of the bucket that the cases of an area share: each writes under keys of its own. */
  readonly bucket: () => Promise<string>
}
