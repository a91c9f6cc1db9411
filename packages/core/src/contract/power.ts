import type { CallOptions, Ref } from './call.ts'

/** Switching nodes off and on. */
export interface Power {
  /**
   * Starts a node that is `stopped`. Resolves at once where it runs or starts already; `not-found` where there is none; `conflict`
   * in every other state; `capacity` where the provider has no room for it now.
   */
  readonly startNode: (node: Ref<'node'>, call?: CallOptions) => Promise<void>
  /**
   * Stops a node as its power button would; disks stay, public addresses may not. Resolves at once where it is stopped or stops
   * already; `not-found` where there is none; `conflict` in every other state.
   */
  readonly stopNode: (node: Ref<'node'>, call?: CallOptions) => Promise<void>
}
