import { describe, expect, it } from 'vitest'
import { checkNodeQuery } from './check-node-query.ts'

describe('checkNodeQuery', () => {
  it('lets every condition of the contract pass', () => {
    const query = { ids: ['i-1'], name: 'a', states: ['running', 'unknown'], tags: { a: '' } } as const
    expect(checkNodeQuery(query)).toBe(query)
    expect(checkNodeQuery({})).toEqual({})
  })

  it.each([
    [{ states: ['dreaming'] }, 'There is no state "dreaming"'],
    [{ states: 'running' }, 'states must be an array'],
    [{ ids: 'i-1' }, 'ids must be an array'],
    [{ ids: [''] }, 'ids[0] is empty'],
    [{ name: 7 }, 'The name must be a string'],
    [{ name: '' }, 'The name is empty'],
    [{ tags: new Map([['a', 'b']]) }, 'tags must be a plain object'],
    [{ tags: null }, 'tags must be a plain object'],
    [['running'], 'listNodes must be a plain object'],
    [{ tags: { a: 1 } }, 'The tag a must be a string'],
    [{ state: ['running'] }, 'its options are ids, name, states, tags'],
  ])('refuses %j', (query, message) => {
    expect(() => checkNodeQuery(query as never)).toThrow(message)
  })
})
