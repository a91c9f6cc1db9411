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

/** How all pages are read where all are wanted, as `readAhead` makes it. */
export type ReadAll<T, More> = (
  fetchPage: FetchPage<T, More>,
  call: CallOptions,
  clock: Clock,
) => ReadPage<Page<T> & More>

/**
 * Makes a {@link Listing} of a function that asks for one page. With `readAll`, `toArray` without a `max` reads by that; who goes from item to
 * item still has no page asked for before it is wanted.
 */
export function listing<T, More = unknown>(
  fetchPage: FetchPage<T, More>,
  call: CallOptions = {},
  clock: Clock = systemClock,
  readAll?: ReadAll<T, More>,
): PagedListing<T, More> {
  const reader = (after?: string) => pageReader(fetchPage, after, call, clock)
  const readerOfAll = () => (readAll ? readAll(fetchPage, call, clock) : reader())
  return {
    pages: (from = {}) => {
      checkNames('pages', from, ['after'])
      const { after } = from
      if (after !== undefined && typeof after !== 'string') throw unknownPage(after)
      return all(reader(after))
    },
    toArray: async (limit = {}) => {
      checkNames('toArray', limit, ['max'])
      return take(limit.max === undefined ? readerOfAll() : reader(), limit.max)
    },
    [Symbol.asyncIterator]: () => items(reader()),
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

export type ReadPage<P> = () => Promise<P | undefined>

/** Gives page after page, and undefined after the last. */
export function pageReader<T, More>(
  fetchPage: FetchPage<T, More>,
  after: string | undefined,
  call: CallOptions,
  clock: Clock,
): ReadPage<Page<T> & More> {
  let leftMs = call.timeoutMs
  let from = after
  let over = false
  let seen: Set<string | undefined> | undefined
  return async () => {
    if (over) return undefined
    if (call.signal?.aborted) throw abortedBy(call.signal)
    // Pages that name each other would be read for ever.
    if (seen?.has(from)) throw new CloudError('The pages of the provider go round', { code: 'protocol' })
    const started = leftMs === undefined ? 0 : clock.elapsed()
    const page = await fetchPage(from, { ...call, timeoutMs: leftMs })
    if (leftMs !== undefined) leftMs = Math.max(0, leftMs - Math.floor(clock.elapsed() - started))
    over = page.next === undefined
    if (!over) seen = (seen ?? new Set()).add(from)
    from = page.next
    return page
  }
}

async function* all<P>(read: ReadPage<P>): AsyncGenerator<P, void, undefined> {
  for (let page = await read(); page !== undefined; page = await read()) yield page
}

async function* items<T>(read: ReadPage<Page<T>>): AsyncGenerator<T, void, undefined> {
  const missing = new Set<string>()
  for (let page = await read(); page !== undefined; page = await read()) {
    for (const scope of page.missing ?? []) missing.add(scope)
    yield* page.items
  }
  checkWhole(missing)
}

/** Page by page, since to wait for each item costs more than most of them take to be read. */
async function take<T>(read: ReadPage<Page<T>>, max: number | undefined): Promise<T[]> {
  // What is left of infinity is NaN.
  if (max !== undefined && (typeof max !== 'number' || !(max >= 0) || max % 1))
    throw invalid(`max is ${max}`, 'a whole number from 0')
  const taken: T[] = []
  if (max === 0) return taken
  const missing = new Set<string>()
  for (let page = await read(); page !== undefined; page = await read()) {
    for (const scope of page.missing ?? []) missing.add(scope)
    for (const item of page.items) {
      taken.push(item)
      if (taken.length === max) return taken
    }
  }
  checkWhole(missing)
  return taken
}

function checkWhole(missing: ReadonlySet<string>): void {
  if (missing.size === 0) return
  throw new CloudError(`The list is incomplete: no answer for ${[...missing].join(', ')}`, {
    code: 'unavailable',
    retryable: true,
    details: { missing: [...missing] },
  })
}
