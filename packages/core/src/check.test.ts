import { describe, expect, it } from 'vitest'
import { checkList, checkNames, checkTags, checkText, idOf } from './check.ts'

const wrong = (message: string | RegExp) =>
  expect.objectContaining({
    code: 'invalid',
    outcome: 'not-applied',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  })

describe('checkNames', () => {
  const known = ['name', 'size', 'image', 'location']

  it('takes known names, each or none of them', () => {
    expect(() => checkNames('createNode', { name: 'a', size: undefined }, known)).not.toThrow()
    expect(() => checkNames('createNode', {}, known)).not.toThrow()
  })

  it('lists the known names for one that is not', () => {
    expect(() => checkNames('createNode', { flavour: 1 }, known)).toThrow(
      wrong('createNode has no option "flavour": its options are name, size, image, location'),
    )
  })

  it('says so where there are none to know', () => {
    expect(() => checkNames('listLocations', { name: 'a' }, [])).toThrow(wrong(/its options are none$/))
  })

  it.each([null, undefined, 'name', 7, ['name'], new Map([['name', 'a']]), new AbortController().signal])(
    'refuses %o in place of options',
    (given) => {
      expect(() => checkNames('createNode', given as never, known)).toThrow(
        wrong('createNode must be a plain object'),
      )
    },
  )

  it('takes an object of any origin', () => {
    for (const given of [Object.create(null), new (class {})(), structuredClone({ name: 'a' })])
      expect(() => checkNames('createNode', given, known)).not.toThrow()
  })
})

describe('checkText', () => {
  const check = (text: unknown, limits: { min?: number; max: number } = { max: 10 }) =>
    checkText('The name', text, limits)

  it.each(['a', 'ten signs!', 'schöne', '木の芽', '👩‍🚀'])('takes %o and returns it', (text) => {
    expect(check(text)).toBe(text)
  })

  it('counts code points, as providers do', () => {
    expect(check('👩'.repeat(10))).toHaveLength(20)
    expect(() => check('👩'.repeat(11))).toThrow(wrong(/has 11 characters/))
  })

  it('takes an empty text where it may be', () => {
    expect(check('', { min: 0, max: 1 })).toBe('')
  })

  it.each<readonly [unknown, RegExp]>([
    ['', /is empty: 1 to 10 characters/],
    ['eleven sign', /has 11 characters: 1 to 10 characters/],
    ['a\nb', /control character at 1/],
    ['\0', /control character at 0/],
    ['a\u007f', /at 1/],
    ['a\u0085', /at 1/],
    ['a\u2028', /at 1/],
    ['a\ud800', /not well-formed/],
    [undefined, /must be a string, and is undefined/],
    [7, /must be a string, and is number/],
  ])('refuses %o', (text, message) => {
    expect(() => check(text)).toThrow(wrong(message))
  })
})

describe('checkList', () => {
  const check = (list: unknown) =>
    checkList('ids', list as never, (what, item) => checkText(what, item, { max: 3 }))

  it('takes a list of what its check takes, and none', () => {
    for (const list of [undefined, [], ['a', 'abc']]) expect(() => check(list)).not.toThrow()
  })

  it.each<readonly [unknown, RegExp]>([
    ['abc', /^ids must be an array$/],
    [null, /^ids must be an array$/],
    [new Set(['a']), /^ids must be an array$/],
    [['a', 7], /^ids\[1\] must be a string/],
    // biome-ignore lint/suspicious/noSparseArray: a slip of the hand that is to be told
    [['a', , 'b'], /^ids\[1\] must be a string/],
  ])('refuses %o and tells the place', (list, message) => {
    expect(() => check(list)).toThrow(wrong(message))
  })
})

describe('checkTags', () => {
  const check = (tags: unknown) => checkTags(tags as never, { most: 2, key: 3, value: 4 })

  it('takes tags up to their limits, and none', () => {
    for (const tags of [undefined, {}, { abc: '', d: 'four' }, { '👩👩👩': '👩👩👩👩' }])
      expect(() => check(tags)).not.toThrow()
  })

  it.each<readonly [unknown, RegExp]>([
    [new Map([['a', 'b']]), /^tags must be a plain object$/],
    [[{ Key: 'a', Value: 'b' }], /^tags must be a plain object$/],
    [null, /^tags must be a plain object$/],
    ['a=b', /^tags must be a plain object$/],
    [{ a: '', b: '', c: '' }, /^There are 3 tags: at most 2$/],
    [{ abcd: '' }, /^The key of a tag has 4 characters: 1 to 3 characters$/],
    [{ a: 'fives' }, /^The tag a has 5 characters: 0 to 4 characters$/],
    [{ a: true }, /^The tag a must be a string, and is boolean$/],
  ])('refuses %o', (tags, message) => {
    expect(() => check(tags)).toThrow(wrong(message))
  })
})

describe('idOf', () => {
  it.each([
    ['i-1'],
    [{ id: 'i-1' }],
    [{ id: 'i-1', kind: 'node' }],
    [{ id: 'i-1', kind: undefined, name: 'web' }],
  ])('reads the id of %o', (ref) => {
    expect(idOf('node', ref, 'node')).toBe('i-1')
  })

  it.each<readonly [unknown, RegExp]>([
    [{ id: 'vol-1', kind: 'volume' }, /node is given as a volume, and is no node/],
    ['', /id of the node is empty/],
    ['i-1\r\nHost: x', /control character at 3/],
    ['x'.repeat(513), /has 513 characters/],
    [{}, /id of the node must be a string, and is undefined/],
    [{ id: 7 }, /must be a string, and is number/],
    [undefined, /must be an id, or have one/],
    [null, /must be an id, or have one/],
    [7, /must be an id, or have one/],
  ])('refuses %o', (ref, message) => {
    expect(() => idOf('node', ref, 'node')).toThrow(wrong(message))
  })
})
