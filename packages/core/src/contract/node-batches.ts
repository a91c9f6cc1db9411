import type { CallOptions } from './call.ts'
import type { CreateNode, Node } from './compute.ts'

/** Nodes that differ in their names alone. `In` is what the driver takes under `native`. */
export interface CreateNodeBatch<In = never> extends Omit<CreateNode<In>, 'name'> {
  /** One or more, each as `CreateNode` says of a name; several may be the same. */
  readonly names: readonly string[]
}

/** Creating equal nodes by fewer requests than one for each. `createNodes` does it by this where a driver has it. */
export interface NodeBatches<N extends Node = Node, In = never> {
  /**
   * Creates and starts a node for each name, and resolves with what became of each, in the order of the names. A node is `fulfilled` as
   * `createNode` resolves, with its name. One for which there was no room is `rejected` with the provider's own reason (`capacity`, `quota`)
   * and `not-applied`, and the others are there. One that was made, and failed to get its name, is `rejected` with the outcome `applied` and
   * its id in `details.nodeId`.
   *
   * Rejects as `createNode` does where there is no node at all, or nobody knows: `invalid` before anything is sent, `not-found` where size,
   * image or location do not exist, `capacity` or `quota` where there is room for none. Where the outcome is `unknown`,
   * `details.idempotencyKey` is told, also where the caller gave none.
   *
   * Repeats with the same `idempotencyKey` and the same options give the same nodes, make those for which there was no room, if there is by
   * then, and create nothing else; with other options they reject with `conflict`. A key that `createNode` was given is another one.
   */
  readonly createNodeBatch: (
    options: CreateNodeBatch<In>,
    call?: CallOptions,
  ) => Promise<readonly PromiseSettledResult<N>[]>
}
