import { describe, expect, it } from 'vitest'
import { checkNames, checkText, idOf } from './check.ts'

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

  it.each([
    ['nam', 'name'],
    ['names', 'name'],
    ['Name', 'name'],
    ['nome', 'name'],
    ['nmae', 'name'],
    ['siez', 'size'],
    ['iamge', 'image'],
    ['locaton', 'location'],
  ])('asks for %s whether %s was meant', (given, meant) => {
    expect(() => checkNames('createNode', { [given]: 1 }, known)).toThrow(
      wrong(`createNode has no option ${JSON.stringify(given)}: ${meant} was perhaps meant`),
    )
  })

  it('lists the known names for one that is like none', () => {
    expect(() => checkNames('createNode', { flavour: 1 }, known)).toThrow(
      wrong('createNode has no option "flavour": its options are name, size, image, location'),
    )
  })

  it.each([null, undefined, 'name', 7])('refuses %o in place of options', (given) => {
    expect(() => checkNames('createNode', given as never, known)).toThrow(wrong(/must be an object/))
  })
})

describe('checkText', () => {
  const check = (text: unknown, limits: { min?: number; max: number } = { max: 10 }) =>
    checkText('The name', text, limits)

  it.each(['a', 'ten signs!', 'schöne', '木の芽', '👩‍🚀'])('takes %o and returns it', (text) => {
    expect(check(text)).toBe(text)
  })

  it('takes an empty text where it may be', () => {
    expect(check('', { min: 0, max: 1 })).toBe('')
  })

  it.each<readonly [unknown, RegExp]>([
    ['', /is empty: 1 to 10 characters/],
    ['eleven sign', /has 11 characters: 1 to 10 characters/],
    ['a\nb', /control character U\+000A at 1/],
    ['\0', /control character U\+0000 at 0/],
    ['a\u007f', /U\+007F at 1/],
    ['a\u0085', /U\+0085 at 1/],
    ['a\u2028', /U\+2028 at 1/],
    ['a\ud800', /not well-formed/],
    [undefined, /must be a string, and is undefined/],
    [7, /must be a string, and is number/],
  ])('refuses %o', (text, message) => {
    expect(() => check(text)).toThrow(wrong(message))
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
    [{ id: 'vol-1', kind: 'volume' }, /given as the node names a volume, and no node/],
    ['', /id of the node is empty/],
    ['i-1\r\nHost: x', /control character U\+000D/],
    ['x'.repeat(513), /has 513 characters/],
    [{}, /id of the node must be a string, and is undefined/],
    [{ id: 7 }, /must be a string, and is number/],
    [undefined, /must be an id or a resource with an id/],
    [null, /must be an id or a resource with an id/],
    [7, /must be an id or a resource with an id/],
  ])('refuses %o', (ref, message) => {
    expect(() => idOf('node', ref, 'node')).toThrow(wrong(message))
  })
})
