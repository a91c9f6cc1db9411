import type { CallOptions, Compute, CreateNode, Listing, Node, Resource } from '@cloud/core'
import type { ConformanceOptions } from './options.ts'

/** Ids that exist, to create nodes with. */
export interface Target {
  readonly size: string
  readonly image: string
  readonly location?: string
}

/** One of the driver's lists, made anew at each call. */
export type ListOf = (driver: Compute, call?: CallOptions) => Listing<Resource<string>>

/** What a case runs with. Nodes and names are the area's own: cases share them and leave them as they were. */
export interface Context<D extends Compute = Compute> {
  readonly driver: D
  readonly options: ConformanceOptions
  /** Another driver on the same cloud, made by the same options. */
  readonly another: () => Promise<Compute>
  readonly target: () => Promise<Target>
  /** A name of this run that nothing has yet; what bears it is removed when the area ends. */
  readonly name: (label?: string) => string
  /** Creates a node of the target, named and removed like that unless `options` say otherwise. */
  readonly create: (options?: Partial<CreateNode>, call?: CallOptions) => Promise<Node>
  /** Remembers what a case made, by its kind and id: it is removed when the area ends. Only what bears a name of this run. */
  readonly track: <R extends Resource<string>>(made: R) => R
  /** What `make` gives at the area's first call with this key; a failure is not kept. */
  readonly shared: <T>(key: string, make: () => Promise<T>) => Promise<T>
  /** The node that the cases of an area share, running. Whoever changes its state uses one of its own. */
  readonly running: () => Promise<Node>
  /** Tags that only this run's {@link Context.create}d nodes of `paged` bear. */
  readonly manyNodes: () => Promise<Readonly<Record<string, string>>>
  /** A list of at least two pages. */
  readonly paged: () => Promise<ListOf>
  /** An id as the cloud gives them to nodes, of no node. */
  readonly missingNode: () => Promise<string>
}
