import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { CallOptions, Page } from './contract/call.ts'
import { listing, onePage } from './listing.ts'
import { failure } from './testing/operations.ts'

const three: Record<string, Page<number>> = {
  first: { items: [1, 2], next: 'b' },
  b: { items: [3], next: 'c' },
  c: { items: [4, 5] },
}

/** A listing over pages by token, and the tokens that were asked for. */
const over = <T>(pages: Record<string, Page<T>>, call?: CallOptions) => {
  const asked: (string | undefined)[] = []
  const fetchPage = async (after: string | undefined) => {
    asked.push(after)
    return pages[after ?? 'first'] ?? { items: [] }
  }
  return { asked, list: listing(fetchPage, call) }
}

describe('listing', () => {
  it('gives every item of every page in order', async () => {
    const { list, asked } = over(three)
    expect(await list.toArray()).toEqual([1, 2, 3, 4, 5])
    expect(asked).toEqual([undefined, 'b', 'c'])
  })

  it('asks nothing before an item is wanted', async () => {
    const { list, asked } = over(three)
    list.pages()
    list[Symbol.asyncIterator]()
    await new Promise(setImmediate)
    expect(asked).toEqual([])
  })

  it('asks for no page before its first item is wanted', async () => {
    const { list, asked } = over(three)
    const items = list[Symbol.asyncIterator]()
    expect([(await items.next()).value, (await items.next()).value]).toEqual([1, 2])
    expect(asked).toEqual([undefined])
    expect((await items.next()).value).toBe(3)
    expect(asked).toEqual([undefined, 'b'])
  })

  it('stops asking when the consumer stops', async () => {
    const { list, asked } = over(three)
    for await (const item of list) if (item === 2) break
    expect(asked).toEqual([undefined])
  })

  it('starts anew with each iteration', async () => {
    const { list, asked } = over(three)
    expect(await list.toArray({ max: 1 })).toEqual([1])
    expect(await list.toArray({ max: 1 })).toEqual([1])
    expect(asked).toEqual([undefined, undefined])
  })

  it('goes on over pages without items', async () => {
    const { list } = over({ first: { items: [], next: 'b' }, b: { items: [], next: 'c' }, c: { items: [7] } })
    expect(await list.toArray()).toEqual([7])
  })

  it('resumes after an earlier page', async () => {
    const { list, asked } = over(three)
    const pages: Page<number>[] = []
    for await (const page of list.pages({ after: 'b' })) pages.push(page)
    expect(pages).toEqual([three.b, three.c])
    expect(asked).toEqual(['b', 'c'])
  })

  it('refuses to follow a page that names itself as the next one', async () => {
    const { list, asked } = over({ first: { items: [1], next: 'b' }, b: { items: [2], next: 'b' } })
    expect(await failure(list.toArray())).toMatchObject({ code: 'protocol' })
    expect(asked).toEqual([undefined, 'b'])
  })

  it.each([2, 3])('refuses to follow %i pages that name each other in turn', async (round) => {
    let asked = 0
    const list = listing<number>(async () => ({ items: [1], next: `page-${asked++ % round}` }))
    expect(await failure(list.toArray())).toMatchObject({ code: 'protocol' })
    expect(asked).toBe(round + 1)
  })

  it('rejects where a page does, and with the same error', async () => {
    const broken = new Error('broken')
    const list = listing<number>(async (after) => {
      if (after === 'b') throw broken
      return { items: [1], next: 'b' }
    })
    const seen: number[] = []
    const reading = (async () => {
      for await (const item of list) seen.push(item)
    })()
    expect(await failure(reading)).toBe(broken)
    expect(seen).toEqual([1])
  })
})

describe('toArray', () => {
  it('asks for no page past the items it is to give', async () => {
    const { list, asked } = over(three)
    expect(await list.toArray({ max: 3 })).toEqual([1, 2, 3])
    expect(asked).toEqual([undefined, 'b'])
  })

  it('asks nothing for no items', async () => {
    const { list, asked } = over(three)
    expect(await list.toArray({ max: 0 })).toEqual([])
    expect(asked).toEqual([])
  })

  it('gives all for a limit that is absent, endless or more than there is', async () => {
    const { list } = over(three)
    for (const max of [undefined, Number.POSITIVE_INFINITY, 99]) {
      expect(await list.toArray({ max })).toHaveLength(5)
    }
  })

  it.each<readonly [unknown, string]>([
    [3, 'toArray must be a plain object'],
    [null, 'toArray must be a plain object'],
    [{ limit: 3 }, 'toArray has no option "limit": its options are max'],
    [{ mx: 3 }, 'toArray has no option "mx": its options are max'],
  ])('refuses toArray(%o), and asks nothing', async (limit, message) => {
    const { list, asked } = over(three)
    expect(await failure(list.toArray(limit as never))).toMatchObject({ code: 'invalid', message })
    expect(asked).toEqual([])
  })

  it.each<readonly [unknown, string]>([
    ['b', 'pages must be a plain object'],
    [{ next: 'b' }, 'pages has no option "next": its options are after'],
    [{ after: 7 }, 'The list has no page after 7'],
  ])('refuses pages(%o) at once', (from, message) => {
    const { list } = over(three)
    expect(() => list.pages(from as never)).toThrow(expect.objectContaining({ code: 'invalid', message }))
  })

  it.each([-1, 1.5, Number.NaN, 'two', '3', null])('refuses max %o', async (max) => {
    const { list, asked } = over(three)
    expect(await failure(list.toArray({ max: max as number }))).toMatchObject({ code: 'invalid' })
    expect(asked).toEqual([])
  })
})

describe('a listing with scopes that did not answer', () => {
  const partial: Record<string, Page<number>> = {
    first: { items: [1], next: 'b', missing: ['zone-a'] },
    b: { items: [2], missing: ['zone-b', 'zone-a'] },
  }

  it('gives its items and then throws', async () => {
    const seen: number[] = []
    const reading = (async () => {
      for await (const item of over(partial).list) seen.push(item)
    })()
    expect(await failure(reading)).toMatchObject({
      code: 'unavailable',
      retryable: true,
      message: 'The list is incomplete: no answer for zone-a, zone-b',
      details: { missing: ['zone-a', 'zone-b'] },
    })
    expect(seen).toEqual([1, 2])
  })

  it('does not become an array', async () => {
    expect(await failure(over(partial).list.toArray())).toMatchObject({ code: 'unavailable' })
  })

  it('tells them on its pages without throwing', async () => {
    const missing: (readonly string[] | undefined)[] = []
    for await (const page of over(partial).list.pages()) missing.push(page.missing)
    expect(missing).toEqual([['zone-a'], ['zone-b', 'zone-a']])
  })
})

describe('the time of a listing', () => {
  it('is counted while the provider is waited for and not while the consumer works', async () => {
    const clock = virtualClock({ start: 0 })
    const given: (number | undefined)[] = []
    const signal = new AbortController().signal
    const list = listing<number>(
      async (after, call) => {
        given.push(call.timeoutMs)
        expect(call.signal).toBe(signal)
        await clock.advance(300)
        return after === 'b' ? { items: [2] } : { items: [1], next: 'b' }
      },
      { timeoutMs: 1000, signal },
      clock,
    )
    for await (const _item of list) await clock.advance(60_000)
    expect(given).toEqual([1000, 700])
  })

  it('is counted on a clock that nobody sets', async () => {
    const clock = virtualClock({ start: 0 })
    const given: (number | undefined)[] = []
    const list = listing<number>(
      async (after = '0', call) => {
        given.push(call.timeoutMs)
        await clock.advance(400)
        return { items: [1], next: String(Number(after) + 1) }
      },
      { timeoutMs: 1000 },
      { ...clock, now: () => 0 },
    )
    await list.toArray({ max: 3 })
    expect(given).toEqual([1000, 600, 200])
  })

  it('runs out over the pages and is whole again for the next iteration', async () => {
    const clock = virtualClock({ start: 0 })
    const given: (number | undefined)[] = []
    const list = listing<number>(
      async (after = '0', call) => {
        given.push(call.timeoutMs)
        await clock.advance(400)
        return { items: [1], next: String(Number(after) + 1) }
      },
      { timeoutMs: 1000 },
      clock,
    )
    await list.toArray({ max: 4 })
    expect(given).toEqual([1000, 600, 200, 0])
    await list.toArray({ max: 1 })
    expect(given.at(-1)).toBe(1000)
  })

  it('is left to the driver where none is given', async () => {
    const given: CallOptions[] = []
    await listing<number>(async (_after, call) => {
      given.push(call)
      return { items: [] }
    }).toArray()
    expect(given[0]?.timeoutMs).toBeUndefined()
  })
})

describe('a listing of one page', () => {
  const asked: CallOptions[] = []
  const list = listing(
    onePage(async (call) => {
      asked.push(call)
      return [1, 2]
    }),
  )

  it('gives its items', async () => {
    expect(await list.toArray()).toEqual([1, 2])
  })

  it('knows nothing after it', async () => {
    asked.length = 0
    for (const after of ['x', '']) {
      const pages = list.pages({ after })[Symbol.asyncIterator]()
      expect(await failure(pages.next())).toMatchObject({
        code: 'invalid',
        message: `The list has no page after "${after}"`,
      })
    }
    expect(asked).toEqual([])
  })
})
