import { describe, expect, it } from 'vitest'
import type { CallOptions, Page } from './contract/call.ts'
import { listing } from './listing.ts'
import { readAhead } from './read-ahead.ts'
import { failure } from './testing/operations.ts'

describe('toArray of pages that can be asked for by their number', () => {
  /** Pages of one number each, those of `last` and before; the first tells how many there are. */
  const numbered = (last: number, told = last, call?: CallOptions) => {
    const asked: string[] = []
    const waiting: (() => void)[] = []
    const signals: (AbortSignal | undefined)[] = []
    const fetchPage = async (after = '1', { signal }: CallOptions): Promise<Page<number>> => {
      asked.push(after)
      signals.push(signal)
      if (after !== '1') await new Promise<void>((resolve) => waiting.push(resolve))
      if (after === 'broken') throw new Error('broken')
      const page = Number(after)
      return page < last ? { items: [page], next: String(page + 1) } : { items: page > last ? [] : [page] }
    }
    const ahead = function* () {
      for (let page = 2; page <= told; page += 1) yield String(page)
    }
    const answer = async () => {
      for (let turn = 0; turn < 500; turn += 1) {
        await new Promise(setImmediate)
        waiting.shift()?.()
      }
    }
    return { asked, waiting, signals, answer, list: listing(fetchPage, call, undefined, readAhead(ahead)) }
  }
  const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1)

  it('asks for four of them at a time, and gives their items in order', async () => {
    const { list, asked, waiting, answer } = numbered(20)
    const all = list.toArray()
    await new Promise(setImmediate)
    expect(asked).toEqual(['1', '2', '3', '4', '5'])
    // The last that was asked for may be the first to come.
    waiting.reverse()
    await answer()
    expect(await all).toEqual(upTo(20))
    expect(asked).toHaveLength(20)
  })

  it.each([
    ['fewer pages than there are', 30, 4],
    ['no other page', 5, 1],
    ['more pages than there are', 3, 1_000_000_000],
  ])('gives all where the first page tells of %s', async (_what, last, told) => {
    const { list, asked, answer } = numbered(last, told)
    const all = list.toArray()
    await answer()
    expect(await all).toEqual(upTo(last))
    expect(asked.length).toBeLessThanOrEqual(Math.max(last, 6))
  })

  it('asks for one after the other where not all are wanted', async () => {
    const { list, asked, answer } = numbered(20)
    const some = list.toArray({ max: 3 })
    await answer()
    expect(await some).toEqual([1, 2, 3])
    expect(asked).toEqual(['1', '2', '3'])
    const items = list[Symbol.asyncIterator]()
    await items.next()
    await new Promise(setImmediate)
    expect(asked).toEqual(['1', '2', '3', '1'])
  })

  it('rejects with the first failure, and ends the others', async () => {
    const broken = new Error('broken')
    const ended: unknown[] = []
    const list = listing<number>(
      async (after, { signal }) => {
        if (after === undefined) return { items: [1], next: '2' }
        if (after === '3') throw broken
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            ended.push(after)
            reject(signal.reason)
          })
        })
      },
      {},
      undefined,
      readAhead(() => ['2', '3', '4']),
    )
    expect(await failure(list.toArray())).toBe(broken)
    expect(ended).toEqual(['2', '4'])
  })

  it('ends all of them with the caller, and gives each what is left of the time', async () => {
    const controller = new AbortController()
    const { list, signals, waiting, answer } = numbered(20, 20, {
      signal: controller.signal,
      timeoutMs: 5000,
    })
    const all = failure(list.toArray())
    await new Promise(setImmediate)
    controller.abort()
    expect(signals.slice(1).map((signal) => signal?.aborted)).toEqual(Array.from({ length: 4 }, () => true))
    expect(waiting).toHaveLength(4)
    await answer()
    expect(await all).toMatchObject({ code: 'aborted' })
    expect(signals).toHaveLength(5)
  })

  it('hears a signal that is of another realm or library, and lets go of it', async () => {
    const listeners = new Set<unknown>()
    const foreign = {
      aborted: false,
      addEventListener: (_: string, run: unknown) => listeners.add(run),
      removeEventListener: (_: string, run: unknown) => listeners.delete(run),
    } as unknown as AbortSignal
    const { list, answer } = numbered(20, 20, { signal: foreign })
    const all = list.toArray()
    await new Promise(setImmediate)
    expect(listeners.size).toBe(1)
    await answer()
    expect(await all).toEqual(upTo(20))
    expect(listeners.size).toBe(0)
  })
})
