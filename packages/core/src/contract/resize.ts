import type { CallOptions, Ref } from './call.ts'

/** `In` is what the driver takes under `native`. */
export interface ResizeNode<In = never> {
  readonly size: Ref<'size'>
  readonly native?: In | undefined
}

/** Changing what a node is made of. */
export interface Resize<In = never> {
  /**
   * Gives a `stopped` node another size: its vCPUs and memory, and its disk only where `native` asks for that. Addresses and data
   * stay. Resolves when the provider has done it, and where a stopped node has that size already; the node stays stopped. `not-found` where node or size do not exist; `conflict`
   * where the node is not stopped; `invalid` where it cannot have that size; `capacity` where there is no room for it.
   */
  readonly resizeNode: (node: Ref<'node'>, options: ResizeNode<In>, call?: CallOptions) => Promise<void>
}
