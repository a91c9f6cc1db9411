import type { CallOptions } from './call.ts'

/** What can be tagged after its creation: any resource of these kinds, or its kind and id. */
export interface TagTarget<K extends string = 'node'> {
  readonly kind: K
  readonly id: string
}

/** Changing the tags of what exists. `K` is the kinds of resources that the provider lets tag; nodes everywhere. */
export interface Tags<K extends string = 'node'> {
  /**
   * Gives it these tags, beside those it has; the values of keys that it has already are replaced. What the provider cannot store is
   * `invalid`. `not-found` where there is no such thing.
   */
  readonly setTags: (
    target: TagTarget<K>,
    tags: Readonly<Record<string, string>>,
    call?: CallOptions,
  ) => Promise<void>
  /** Takes the tags of these keys away, whatever their values; keys that it has not are no error. `not-found` where there is no such thing. */
  readonly removeTags: (target: TagTarget<K>, keys: readonly string[], call?: CallOptions) => Promise<void>
}
