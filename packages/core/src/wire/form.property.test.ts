import { runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeRfc3986, formBody } from './form.ts'

/** Code units as they come: half characters too. */
const units = fc.array(fc.nat(0xffff), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes))
const text = fc.string({ unit: 'binary', maxLength: 30 })

describe('encodeRfc3986', () => {
  it('gives ASCII that decodes to what went in, and refuses half characters', () => {
    fc.assert(
      fc.property(fc.oneof(units, text), (any) => {
        const encoded = survived(() => encodeRfc3986(any), 'invalid')
        expect(encoded !== undefined).toBe(any.isWellFormed())
        if (encoded === undefined) return
        expect(encoded).toMatch(/^(?:[\w.~-]|%[0-9A-F]{2})*$/)
        expect(decodeURIComponent(encoded)).toBe(any)
      }),
      runs(2000),
    )
  })

  it('gives different texts different spellings, composed and decomposed characters too', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(encodeRfc3986(one) === encodeRfc3986(other)).toBe(one === other)
      }),
      runs(1000),
    )
    expect(encodeRfc3986('é'.normalize('NFC'))).not.toBe(encodeRfc3986('é'.normalize('NFD')))
  })
})

describe('formBody', () => {
  it('is read back by a form parser, whatever is in it', () => {
    const pairs = fc.array(fc.tuple(text, text), { maxLength: 6 })
    fc.assert(
      fc.property(pairs, (parameters) => {
        expect([...new URLSearchParams(`?${formBody(parameters)}`)]).toEqual(parameters)
      }),
      runs(1000),
    )
  })
})
