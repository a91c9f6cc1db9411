import { describe, expect, it } from 'vitest'
import { heldTexts } from './held-texts.ts'

const hidden = 'hidden-text'
const holders: readonly (readonly [string, unknown])[] = [
  ['a member', { a: { b: [hidden] } }],
  ['the name of a member', { [hidden]: 1 }],
  ['a symbol', { [Symbol(hidden)]: 1 }],
  ['a member under a symbol', { [Symbol.for('x')]: hidden }],
  ['a member that is not enumerable', Object.defineProperty({}, 'a', { value: hidden })],
  ['a key of a map', new Map([[{ key: hidden }, 1]])],
  ['a value of a map', new Map([[1, hidden]])],
  ['a set', new Set([hidden])],
  ['bytes', { body: new TextEncoder().encode(hidden) }],
  ['a message', new Error(hidden)],
  ['a cause', new Error('a', { cause: new Error(hidden) })],
  ['several errors', new AggregateError([new Error(hidden)], 'a')],
  ['a member of a function', Object.assign(() => 1, { a: hidden })],
  ['what toJSON keeps back', { a: hidden, toJSON: () => '' }],
]

describe('the texts that a value holds', () => {
  it.each(holders)('have what is in %s', (_where, value) => {
    expect([...heldTexts(value)].some((text) => text.includes(hidden))).toBe(true)
  })

  it('have each thing once, also of one that holds itself', () => {
    const self: Record<string, unknown> = { text: hidden }
    self.self = self
    expect([...heldTexts([self, self])].filter((text) => text === hidden)).toHaveLength(1)
    const seen = new WeakSet<object>()
    expect([[...heldTexts(self, seen)].length > 0, [...heldTexts(self, seen)]]).toEqual([true, []])
  })

  it('end soon where a value leads to very much', () => {
    const much = Array.from({ length: 100_000 }, (_, id) => ({ id: String(id) }))
    expect([...heldTexts(much)].length).toBeLessThan(110_000)
  })
})
