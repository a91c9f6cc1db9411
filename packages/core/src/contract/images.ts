import type { CallOptions, Ref } from './call.ts'
import type { Image } from './compute.ts'

export interface CreateImage<In = never> {
  readonly node: Ref<'node'>
  readonly name: string
  readonly native?: In | undefined
}

/** Images of one's own. That all may be listed is part of `Compute`. */
export interface Images<I extends Image = Image, In = never> {
  /** `not-found` where there is none, or it is not shared with the account. */
  readonly getImage: (image: Ref<'image'>, call?: CallOptions) => Promise<I>
  /**
   * Makes an image of a node's disks. Resolves with an image that may be `pending`. Some providers restart or want a `stopped` node:
   * `conflict` where it is not in a state for it. `not-found` where there is no such node; `already-exists` where the name is taken and must
   * be unique; `quota`.
   */
  readonly createImage: (options: CreateImage<In>, call?: CallOptions) => Promise<I>
  /**
   * Makes it usable in another location, a region mostly. Resolves when the provider has taken that on, with the image as it is known there;
   * `not-found` where either does not exist; `quota`. `name` is what it is called there; left out, as the image is. Another name is
   * `invalid` where the provider's image stays one and the same.
   */
  readonly copyImage: (
    image: Ref<'image'>,
    to: { readonly location: Ref<'location'>; readonly name?: string | undefined },
    call?: CallOptions,
  ) => Promise<I>
  /** Removes it; nodes made of it stay. `not-found` where there is none; `forbidden` where it is somebody else's. */
  readonly deleteImage: (image: Ref<'image'>, call?: CallOptions) => Promise<void>
}
