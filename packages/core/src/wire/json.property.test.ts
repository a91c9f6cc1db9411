import { deepStrictEqual } from 'node:assert/strict'
import { mutated, runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from './json.ts'

const right =
  '{"droplets":[{"id":7,"name":"a\\u00e9\\ud83d\\ude00","tags":["x","__proto"],"size":1.5e3,"n":null}],"links":{},"ok":true}'
const pieces = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\\"',
    '\\u',
    'null',
    '-',
    '1e999',
    '0',
    ' ',
    '\0',
    '\ufeff',
    '\ud800',
  ],
  ...['"__proto__":', '"\\u005f_proto__":{},', '"constructor":', '[[[[[[', '//', 'NaN'],
]

/** What the engine's own parser makes of a text; undefined where it refuses it. */
function parsed(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.replace(/^\ufeff/, '')) }
  } catch {
    return undefined
  }
}

function holdsPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(holdsPrototype)
}

/** A value of some JSON is what the engine says, and what is refused is either none or holds the one key. */
function agrees(body: string): void {
  const ours = survived(() => ({ value: readJson(body) }), 'protocol')
  const theirs = parsed(body)
  const wanted = theirs && body.isWellFormed() && !holdsPrototype(theirs.value) ? theirs : undefined
  deepStrictEqual(ours, wanted)
}

describe('readJson', () => {
  it('reads exactly what is JSON and holds no __proto__', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), agrees), runs(1000))
    fc.assert(fc.property(mutated(right, pieces), agrees), runs(4000))
    fc.assert(fc.property(fc.json({ maxDepth: 8 }), agrees), runs(1000))
  })

  it('ends every byte sequence with a value or a protocol error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (any) => void survived(() => readJson(any), 'protocol')),
      runs(1000),
    )
    const damaged = fc.record({ at: fc.nat(right.length - 1), byte: fc.nat(255) })
    fc.assert(
      fc.property(damaged, ({ at, byte }) => {
        const bytes = new TextEncoder().encode(right)
        bytes[at] = byte
        survived(() => readJson(bytes), 'protocol')
      }),
      runs(1000),
    )
  })

  it('reads as many levels as the limit says and not one more', () => {
    const brackets = fc.array(fc.boolean(), { minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(brackets, fc.integer({ min: 1, max: 80 }), (kinds, depth) => {
        const body = kinds.reduceRight((inner, list) => (list ? `[${inner}]` : `{"a":${inner}}`), '0')
        const value = survived(() => readJson(body, { depth }), 'protocol')
        expect(value !== undefined).toBe(kinds.length <= depth)
      }),
      runs(500),
    )
  })

  it('refuses more than a million values, however they are nested', () => {
    const elements = (count: number) => `[${'0,'.repeat(count - 1)}0]`
    expect(readJson(elements(999_999))).toHaveLength(999_999)
    for (const body of [
      elements(1_000_001),
      `[${'[[[]]],'.repeat(300_000)}0]`,
      `["a",${'"",'.repeat(1_000_000)}0]`,
    ]) {
      expect(() => readJson(body)).toThrow('more than 1000000 values')
    }
    expect(readJson(`["${','.repeat(2_000_000)}"]`)).toHaveLength(1)
  })
})
