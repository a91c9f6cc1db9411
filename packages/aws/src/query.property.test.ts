import { runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type QueryParameters, queryRequest } from './query.ts'

/** Members of the API's structures have names like these; a number would be taken for a place in a list. */
const name = fc.stringMatching(/^[A-Z][A-Za-z]{0,8}$/)
const leaf = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.integer(), fc.boolean())
type Value = QueryParameters[string]
const { structure } = fc.letrec<{ structure: QueryParameters; value: Value }>((tie) => ({
  structure: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('structure'),
  ),
}))

/** What a form says, put together again by its dots. */
function leavesOf(value: Value, path: readonly string[] = []): readonly (readonly [string, string])[] {
  if (value === undefined) return []
  if (typeof value !== 'object') return [[path.join('.'), String(value)]]
  const entries = Array.isArray(value)
    ? value.map((each: Value, index) => [String(index + 1), each] as const)
    : Object.entries(value as QueryParameters)
  return entries.flatMap(([key, each]) => leavesOf(each, [...path, key]))
}

describe('queryRequest', () => {
  it('gives a form that holds each leaf at its place and nothing else', () => {
    fc.assert(
      fc.property(structure, (parameters) => {
        const { body } = queryRequest('Act', '2016-11-15', parameters)
        expect([...new URLSearchParams(`?${body}`)]).toEqual([
          ['Action', 'Act'],
          ['Version', '2016-11-15'],
          ...leavesOf(parameters),
        ])
      }),
      runs(1000),
    )
  })

  it('is ASCII without white space, or invalid, whatever the names and values are', () => {
    const units = fc.array(fc.nat(0xffff), { maxLength: 8 }).map((codes) => String.fromCharCode(...codes))
    const any = fc.dictionary(units, fc.oneof(units, fc.double()), { maxKeys: 3, noNullPrototype: true })
    fc.assert(
      fc.property(any, (parameters) => {
        const request = survived(() => queryRequest('Act', '1', parameters), 'invalid')
        const right = Object.entries(parameters).every(
          ([key, value]) =>
            key.isWellFormed() && (typeof value === 'string' ? value.isWellFormed() : Number.isFinite(value)),
        )
        expect(request !== undefined).toBe(right)
        if (request) expect(request.body).toMatch(/^[\w.~%&=-]*$/)
      }),
      runs(1000),
    )
  })
})
