import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeRfc3986, formBody } from './form.ts'

describe('encodeRfc3986', () => {
  it('leaves the unreserved characters alone and encodes every other byte with capital digits', () => {
    const bytes = (text: string) => [...new TextEncoder().encode(text)]
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const expected = bytes(text).map((byte) => {
          const character = String.fromCharCode(byte)
          return /[A-Za-z0-9._~-]/.test(character)
            ? character
            : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
        })
        expect(encodeRfc3986(text)).toBe(expected.join(''))
      }),
    )
    expect(encodeRfc3986("a b+c/é!'()*")).toBe('a%20b%2Bc%2F%C3%A9%21%27%28%29%2A')
  })

  it('refuses a lone surrogate', () => {
    expect(() => encodeRfc3986('a\ud83d')).toThrow(expect.objectContaining({ code: 'invalid' }))
    expect(() => formBody([['\udc00', '']])).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})

describe('formBody', () => {
  it('keeps the order and what is empty', () => {
    expect(
      formBody([
        ['b', '1 & 2'],
        ['a', ''],
        ['b', '+'],
      ]),
    ).toBe('b=1%20%26%202&a=&b=%2B')
    expect(formBody(new Map([['a', '=']]))).toBe('a=%3D')
    expect(formBody([])).toBe('')
  })

  it('is read back by a form parser', () => {
    const pairs = fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })))
    fc.assert(
      fc.property(pairs, (parameters) => {
        expect([...new URLSearchParams(`?${formBody(parameters)}`)]).toEqual(parameters)
      }),
    )
  })
})
