import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyToName, nameToKey } from './key-name.ts'

const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter((one) => one.isWellFormed())

describe('keyToName', () => {
  it('gives names that every file system takes and keeps apart, whatever the key', () => {
    fc.assert(
      fc.property(key, (one) => {
        const name = keyToName(one)
        expect(name).toMatch(/^(o\.[a-z0-9._=%-]+|h\.[0-9a-f]{64})$/)
        expect(name.length).toBeLessThanOrEqual(255)
        expect(name).not.toMatch(/[. ]$/)
      }),
    )
  })

  it('gives no two keys one name, also where capitals and composed letters count for nothing', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        const same = (name: string) => name.normalize('NFC').toLowerCase()
        expect(same(keyToName(a)) === same(keyToName(b))).toBe(a === b)
      }),
    )
    const close = ['a', 'A', 'é', 'e\u0301', 'É', 'ß', 'ss', 'a.', 'a', 'con', 'CON', '%41', '%', '%25']
    expect(new Set(close.map(keyToName)).size).toBe(new Set(close).size)
  })

  it('can be read back where the key is short', () => {
    fc.assert(
      fc.property(key, (one) => {
        const told = nameToKey(keyToName(one))
        expect(told).toBe(keyToName(one).startsWith('o.') ? one : undefined)
      }),
    )
  })

  it('leaves what is plain as it is', () => {
    expect(keyToName('2026-01-31/photo_1.jpg')).toBe('o.2026-01-31%2fphoto_1.jpg')
    expect(keyToName('../etc/passwd')).toBe('o...%2fetc%2fpasswd')
    expect(keyToName('a.')).toBe('o.a%2e')
  })
})

describe('nameToKey', () => {
  it.each([
    'photo.jpg',
    'o.',
    'o.A',
    'o.%2F',
    'o.%61',
    'o.a.',
    'o.%zz',
    'o.%ff',
    'h.12',
    '.DS_Store',
    'o.a\\x',
  ])('finds no key in %j, which names no object', (name) => {
    expect(nameToKey(name)).toBeNull()
  })
})
