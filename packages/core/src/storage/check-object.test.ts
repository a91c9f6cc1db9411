import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketOf, checkKeyPart, compareKeys, objectOf, uploadOf, versionOf } from './check-object.ts'

const code = (wanted: string) => expect.objectContaining({ code: wanted, outcome: 'not-applied' })

describe('objectOf', () => {
  it('takes what has a bucket and a key, whatever else it has', () => {
    const named = { bucket: 'photos', key: 'a/../b' }
    const bucket = { kind: 'bucket', id: 'photos', name: 'photos', native: {} } as const
    for (const ref of [named, { ...named, bucket }, { ...named, kind: 'object', etag: 'x' } as const])
      expect(objectOf(ref)).toEqual(named)
  })

  it.each([
    '..',
    '//',
    '/a',
    'a/',
    '%2F',
    'a+b c',
    '🚀',
    'e\u0301',
    '\u00e9',
    'x'.repeat(1024),
    'é'.repeat(512),
  ])('takes the key %j as it is', (key) => {
    expect(objectOf({ bucket: 'photos', key }).key).toBe(key)
  })

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(1025)],
    ['too long in UTF-8', 'é'.repeat(513)],
    ['half of an emoji', '\ud83d'],
    ['with a control character', 'a\nb'],
    ['with a NUL', 'a\0b'],
    ['a number', 7],
  ])('refuses a key that is %s', (_, key) => {
    expect(() => objectOf({ bucket: 'photos', key: key as string })).toThrow(code('invalid'))
  })

  it('takes control characters where the provider does, and never NUL', () => {
    expect(checkKeyPart('The key', 'a\nb', { controls: true })).toBe('a\nb')
    expect(() => checkKeyPart('The key', 'a\0b', { controls: true })).toThrow(code('invalid'))
  })

  it.each([
    ['nothing', undefined],
    ['a text', 'photos/a'],
    ['a version', { kind: 'version', bucket: 'photos', key: 'a', versionId: 'v' }],
    ['a bucket', { kind: 'bucket', id: 'photos' }],
    ['an object of a node', { bucket: { kind: 'node', id: 'photos' }, key: 'a' }],
  ])('refuses %s for an object', (_, ref) => {
    expect(() => objectOf(ref as never)).toThrow(code('invalid'))
  })
})

describe('other references', () => {
  it('carry an id beside bucket and key', () => {
    expect(versionOf({ kind: 'object', bucket: 'photos', key: 'a', versionId: 'v' })).toEqual({
      bucket: 'photos',
      key: 'a',
      versionId: 'v',
    })
    expect(uploadOf({ bucket: 'photos', key: 'a', id: 'u' })).toEqual({ bucket: 'photos', key: 'a', id: 'u' })
    expect(() => versionOf({ bucket: 'photos', key: 'a' } as never)).toThrow(code('invalid'))
    expect(() => uploadOf({ kind: 'object', bucket: 'photos', key: 'a', id: 'u' } as never)).toThrow(
      code('invalid'),
    )
  })
})

describe('bucketOf', () => {
  it.each(['photos', 'my.photos-2', 'Old_Name'])('takes %s', (name) => {
    expect(bucketOf(name)).toBe(name)
    expect(bucketOf({ kind: 'bucket', id: name })).toBe(name)
  })

  it.each(['..', '.', 'a..b', 'a/b', '../photos', '%2e%2e', 'a?b', 'a b', '-a', 'é'])(
    'finds no bucket %j',
    (name) => {
      expect(() => bucketOf(name)).toThrow(code('not-found'))
    },
  )
})

describe('compareKeys', () => {
  it('orders keys as the bytes of their UTF-8 are ordered', () => {
    const key = fc.string({ unit: 'grapheme', maxLength: 6 })
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
    )
    // Where the order of code units is another one.
    expect(compareKeys('\uffee', '🚀')).toBeLessThan(0)
    expect(['🚀', '\uffee', 'é', 'z', 'Z'].toSorted(compareKeys)).toEqual(['Z', 'z', 'é', '\uffee', '🚀'])
  })
})
