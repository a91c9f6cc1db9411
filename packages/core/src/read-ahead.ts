import type { Clock } from './clock.ts'
import type { CallOptions, Page } from './contract/call.ts'
import { onAbort, ownController } from './http/abortable.ts'
import { abortedBy, leftMs } from './http/deadline.ts'
import { type FetchPage, pageReader, type ReadAll, type ReadPage } from './listing.ts'

/**
 * The pages that can be asked for without those before them, by their `after`, in their order: what a first page that has a next one tells of them.
 * It may name too few or too many.
 */
export type PagesAhead<More> = (first: More) => Iterable<string>

/** How many pages are asked for at a time where all are wanted. */
const mostAtOnce = 4

/** For lists whose pages have numbers: those that the first page tells of are asked for several at a time, and end together where one fails. */
export function readAhead<More>(
  ahead: PagesAhead<More>,
): <T>(...all: Parameters<ReadAll<T, More>>) => ReturnType<ReadAll<T, More>> {
  return (fetchPage, call, clock) => aheadReader(fetchPage, ahead, call, clock)
}

function aheadReader<T, More>(
  fetchPage: FetchPage<T, More>,
  ahead: PagesAhead<More>,
  call: CallOptions,
  clock: Clock,
): ReadPage<Page<T> & More> {
  const { timeoutMs = Number.POSITIVE_INFINITY, signal: given } = call
  const deadline = clock.elapsed() + timeoutMs
  const { signal, abort } = ownController()
  const left = (): CallOptions => ({ signal, timeoutMs: leftMs(deadline, clock) })
  const pages: (Page<T> & More)[] = []
  const fetchAhead = async (tokens: Iterator<string>, place: { next: number; last: boolean }) => {
    while (!place.last) {
      const { done, value: after } = tokens.next()
      if (done) return
      if (signal.aborted) throw signal.reason
      const at = place.next++
      const page = await fetchPage(after, left())
      pages[at] = page
      place.last ||= page.next === undefined
    }
  }
  let rest: ReadPage<Page<T> & More> | undefined
  return async () => {
    if (rest) return pages.shift() ?? rest()
    const first = await pageReader(fetchPage, undefined, call, clock)()
    if (first?.next !== undefined) {
      if (given?.aborted) throw abortedBy(given)
      const tokens = ahead(first)[Symbol.iterator]()
      const place = { next: 0, last: false }
      // By no AbortSignal.any, which refuses signals that are not of this very realm.
      const leave = given && onAbort(given, () => abort(abortedBy(given)))
      const workers = Array.from({ length: mostAtOnce }, () => fetchAhead(tokens, place))
      try {
        await Promise.all(workers)
      } catch (error) {
        abort(error)
        throw error
      } finally {
        leave?.()
      }
    }
    // There may be more by now.
    const { next } = pages.at(-1) ?? first ?? {}
    rest =
      next === undefined
        ? async () => undefined
        : pageReader(fetchPage, next, { ...left(), signal: given }, clock)
    return first
  }
}
