import { checkNames } from './check.ts'
import { type Clock, systemClock } from './clock.ts'
import type { CallOptions, Listing, Page } from './contract/call.ts'
import { CloudError, invalid } from './errors.ts'
import { abortedBy } from './http/deadline.ts'

/** Asks for the page after `after`, or for the first; `call` carries what is left of the caller's time. */
export type FetchPage<T, More = unknown> = (
  after: string | undefined,
  call: CallOptions,
) => Promise<Page<T> & More>

/** A listing whose pages may tell more than their items. */
export interface PagedListing<T, More = unknown> extends Listing<T> {
  readonly pages: (from?: { readonly after?: string | undefined }) => AsyncIterable<Page<T> & More>
}

/** Makes a {@link Listing} of a function that asks for one page. */
export function listing<T, More = unknown>(
  fetchPage: FetchPage<T, More>,
  call: CallOptions = {},
  clock: Clock = systemClock,
): PagedListing<T, More> {
  const pages: PagedListing<T, More>['pages'] = (from = {}) => {
    checkNames('pages', from, ['after'])
    const { after } = from
    if (after !== undefined && typeof after !== 'string') throw unknownPage(after)
    return readPages(fetchPage, after, call, clock)
  }
  return {
    pages,
    toArray: async (limit = {}) => {
      checkNames('toArray', limit, ['max'])
      return take(items(pages()), limit.max)
    },
    [Symbol.asyncIterator]: () => items(pages()),
  }
}

/** The page of a list that its provider gives whole; since it has no next one, any `after` is `invalid`. */
export function onePage<T>(fetch: (call: CallOptions) => Promise<readonly T[]>): FetchPage<T> {
  return async (after, call) => {
    if (after !== undefined) throw unknownPage(after)
    return { items: await fetch(call) }
  }
}

/** An `invalid` for an `after` that no page of this list was the `next` of. */
export function unknownPage(after: string): CloudError {
  return invalid(`The list has no page after ${JSON.stringify(after)}`)
}

async function* readPages<T, More>(
  fetchPage: FetchPage<T, More>,
  after: string | undefined,
  call: CallOptions,
  clock: Clock,
): AsyncGenerator<Page<T> & More, void, undefined> {
  let leftMs = call.timeoutMs
  const seen = new Set([after])
  for (let from = after; ; ) {
    if (call.signal?.aborted) throw abortedBy(call.signal)
    const started = clock.elapsed()
    const page = await fetchPage(from, { ...call, timeoutMs: leftMs })
    if (leftMs !== undefined) leftMs = Math.max(0, leftMs - Math.floor(clock.elapsed() - started))
    yield page
    if (page.next === undefined) return
    // Pages that name each other would be read for ever.
    if (seen.has(page.next)) {
      throw new CloudError('The pages of the provider go round', {
        code: 'protocol',
      })
    }
    seen.add(page.next)
    from = page.next
  }
}

async function* items<T>(pages: AsyncIterable<Page<T>>): AsyncGenerator<T, void, undefined> {
  const missing = new Set<string>()
  for await (const page of pages) {
    for (const scope of page.missing ?? []) missing.add(scope)
    yield* page.items
  }
  if (missing.size === 0) return
  throw new CloudError(`The list is incomplete: no answer for ${[...missing].join(', ')}`, {
    code: 'unavailable',
    retryable: true,
    details: { missing: [...missing] },
  })
}

async function take<T>(from: AsyncIterable<T>, max: number | undefined): Promise<T[]> {
  // What is left of infinity is NaN.
  if (max !== undefined && (typeof max !== 'number' || !(max >= 0) || max % 1))
    throw invalid(`max is ${max}`, 'a whole number from 0')
  const taken: T[] = []
  if (max === 0) return taken
  for await (const item of from) {
    taken.push(item)
    if (taken.length === max) break
  }
  return taken
}
