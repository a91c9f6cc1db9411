import { describe, expect, it } from 'vitest'
import { whyNoPath } from './local-tree.ts'
import { pathFilter, pathPattern } from './path-pattern.ts'

describe('pathPattern', () => {
  it.each([
    ['*.jpg', ['a.jpg', 'x/a.jpg', '.jpg'], ['a.jpg/b', 'a.jpeg', 'ajpg']],
    ['2026/*', ['2026/a', '2026/.b'], ['2026/a/b', 'x/2026/a', '2026']],
    ['2026/**', ['2026/a', '2026/a/b'], ['2026', '20260/a']],
    ['**/tmp/**', ['tmp/a', 'x/y/tmp/a/b'], ['tmp', 'xtmp/a']],
    ['a?c', ['abc', 'x/a.c', 'a🚀c'], ['ac', 'abbc']],
    ['a+(b)[c]{d}|$^.', ['a+(b)[c]{d}|$^.'], ['aab']],
    ['**', ['a', 'a/b', 'a\nb'], []],
  ])('%s', (pattern, those, others) => {
    const test = pathPattern(pattern)
    expect(those.filter((path) => !test(path))).toEqual([])
    expect(others.filter(test)).toEqual([])
  })

  it.each(['', undefined, 7])('is invalid: %j', (pattern) => {
    expect(() => pathPattern(pattern as string)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})

describe('pathFilter', () => {
  it('takes all, what is included, and nothing that is excluded', () => {
    const paths = ['a.jpg', 'b.txt', 'c.jpg']
    expect(paths.filter(pathFilter(undefined, undefined))).toEqual(paths)
    expect(paths.filter(pathFilter(['*.jpg'], undefined))).toEqual(['a.jpg', 'c.jpg'])
    expect(paths.filter(pathFilter(['*.jpg'], ['c*']))).toEqual(['a.jpg'])
    expect(paths.filter(pathFilter([], undefined))).toEqual([])
  })
})

describe('whyNoPath', () => {
  it.each([
    '..',
    '../a',
    'a/../b',
    'a/..',
    '.',
    './a',
    '/a',
    'a//b',
    'a/',
    '',
    'a\0b',
    'a\nb',
    'x'.repeat(256),
  ])('finds a reason against %j', (path) => {
    expect(whyNoPath(path)).toBeTypeOf('string')
  })

  it.each(['a', 'a/b', '.a', '..a', 'a..', 'a b', '%2e%2e', '~', 'é/🚀'])('finds none against %j', (path) => {
    expect(whyNoPath(path)).toBeUndefined()
  })
})
