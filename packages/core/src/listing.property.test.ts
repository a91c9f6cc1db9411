import { runs } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Page } from './contract/call.ts'
import { listing } from './listing.ts'

/** Tokens are a provider's own: any text, the names of members of objects too. */
const token = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '0', 'undefined', ' '),
)
const tokens = fc.uniqueArray(token, { minLength: 1, maxLength: 8 })
const sizes = fc.array(fc.nat(3), { minLength: 9, maxLength: 9 })

/** A list whose page `n` is named by token `n - 1`, and how often it was asked. */
function source(names: readonly string[], counts: readonly number[]) {
  const asked: (string | undefined)[] = []
  const pages = new Map<string | undefined, Page<string>>()
  for (const [at, count] of counts.slice(0, names.length + 1).entries()) {
    const items = Array.from({ length: count }, (_, index) => `${at}.${index}`)
    const next = names[at]
    pages.set(at === 0 ? undefined : names[at - 1], next === undefined ? { items } : { items, next })
  }
  const list = listing<string>(async (after) => {
    asked.push(after)
    const page = pages.get(after)
    if (page === undefined) throw new Error('No such page')
    return page
  })
  const all = [...pages.values()].flatMap(({ items }) => items)
  return { list, asked, all }
}

describe('a list', () => {
  it('goes on from each page’s token to the same items, with no page asked for twice', async () => {
    await fc.assert(
      fc.asyncProperty(tokens, sizes, async (names, counts) => {
        const { list, asked, all } = source(names, counts)
        expect(await list.toArray()).toEqual(all)
        expect(asked).toEqual([undefined, ...names])
        for (const [at, name] of names.entries()) {
          const rest: string[] = []
          for await (const page of list.pages({ after: name })) rest.push(...page.items)
          expect(rest).toEqual(all.filter((item) => Number(item.split('.')[0]) > at))
        }
      }),
      runs(300),
    )
  })

  it('asks for no page before it is wanted', async () => {
    await fc.assert(
      fc.asyncProperty(tokens, sizes, fc.nat(12), async (names, counts, max) => {
        const { list, asked, all } = source(names, counts)
        expect(await list.toArray({ max })).toEqual(all.slice(0, max))
        const last = all[max - 1]
        const needed = max === 0 ? 0 : last === undefined ? names.length + 1 : Number(last.split('.')[0]) + 1
        expect(asked).toHaveLength(needed)
      }),
      runs(300),
    )
  })

  it('whose pages come back to an earlier one ends with a protocol error, not never', async () => {
    await fc.assert(
      fc.asyncProperty(tokens, fc.nat(), async (names, turn) => {
        const back = names[turn % names.length]
        let asked = 0
        const list = listing<string>(async (after) => {
          asked += 1
          const at = after === undefined ? -1 : names.indexOf(after)
          return { items: [], next: names[at + 1] ?? back ?? '' }
        })
        await expect(list.toArray()).rejects.toMatchObject({ code: 'protocol' })
        expect(asked).toBeLessThanOrEqual(names.length + 1)
      }),
      runs(300),
    )
  })
})
