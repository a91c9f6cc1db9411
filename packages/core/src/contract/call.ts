/**
 * Ends every call. `signal` cancels: the call rejects with `aborted` at once, also in a back-off or between pages, and nothing is
 * left running. `timeoutMs` bounds the whole call, retries and waiting included; when it passes the call rejects with `timeout`.
 * Left out, the driver's own `timeoutMs` holds (120,000 ms unless the factory was told otherwise) for what a driver does. What is no
 * driver's has a default of its own: 600,000 ms for `waitForNode` and its siblings, 300,000 ms for `connect`, none for the calls of a
 * `Shell` and for `deployNode`, whose phases have theirs.
 */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs?: number | undefined
}

/**
 * Names a resource: an id, or anything that carries one and, if it has a `kind`, the right one. An id alone addresses the
 * resource; where the API also needs a zone, the id holds it. An id that the provider cannot have given is `not-found`.
 */
export type Ref<K extends string> = string | { readonly id: string; readonly kind?: K | undefined }

/**
 * What every resource has. Values are plain and JSON-safe: times are RFC 3339 strings, members that are not known are left out.
 * `id` is unique within the driver's account and region. `native` holds the provider's own fields under the provider's own names.
 */
export interface Resource<K extends string, Native = unknown> {
  readonly kind: K
  readonly id: string
  readonly name: string
  readonly native: Native
}

/**
 * One page as the provider gave it. `next` resumes after it, from another process too, for as long as the provider remembers it.
 * `missing` names scopes (zones, regions) that the provider could not answer for; iterating over such a listing throws
 * `unavailable` after its last item, so that an incomplete list is never taken for a whole one.
 */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string
  readonly missing?: readonly string[]
}

/**
 * A lazy list. A query that cannot be right throws `invalid` at the call that makes the list. Nothing is requested before the first item is wanted, and no page before its first item is wanted; each iteration
 * starts anew. Items come in the provider's order. What is created or removed during an iteration may be in it or not; no item comes
 * twice unless the provider repeats it. No listing ends silently at the first page.
 *
 * `timeoutMs` of a list bounds the time spent waiting for the provider, over all its pages; what the caller does between them does
 * not count. Left out, the driver's own bounds each page.
 */
export interface Listing<out T> extends AsyncIterable<T> {
  /** The pages themselves. `after` is the `next` of an earlier page; one that the provider does not know rejects with `invalid`. */
  readonly pages: (from?: { readonly after?: string | undefined }) => AsyncIterable<Page<T>>
  /** All items, or the first `max` of them (a whole number from 0), without asking for pages past those. */
  readonly toArray: (limit?: { readonly max?: number | undefined }) => Promise<T[]>
}
