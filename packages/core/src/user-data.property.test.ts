import { gunzipSync, gzipSync } from 'node:zlib'
import { mutated, runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinUserData } from './user-data.ts'

const beginnings = [
  '#!/bin/sh\n',
  '#cloud-config\n',
  '#include\n',
  '#cloud-boothook\n',
  '## template: jinja\n#cloud-config\n',
]
const content = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '--part-',
    '\n--',
    '\r\n',
    '=',
    '\nContent-Type: text/plain\n\n',
    'é'.repeat(100),
    '\u2028',
  ),
)
const part = fc
  .tuple(fc.constantFrom(...beginnings), fc.array(content, { maxLength: 4 }))
  .map(([begin, pieces]) => begin + pieces.join(''))
const parts = fc.array(part, { minLength: 2, maxLength: 4 })

const textOf = (joined: string | Uint8Array) =>
  typeof joined === 'string' ? joined : gunzipSync(joined).toString()

/** What a mail reader takes from a multi-part message, by RFC 2046: the decoded contents. */
function contentsOf(message: string): string[] {
  const [, boundary = ''] = /^Content-Type: multipart\/mixed; boundary="([^"]+)"/.exec(message) ?? []
  const body = message.slice(message.indexOf('\n\n') + 1)
  const pieces = body.split(`\n--${boundary}`)
  expect(pieces.at(-1)).toBe('--\n')
  return pieces.slice(1, -1).map((piece) => {
    const end = piece.indexOf('\n\n')
    const encoded = /^Content-Transfer-Encoding: base64$/m.test(piece.slice(0, end))
    const raw = piece.slice(end + 2)
    return encoded ? Buffer.from(raw, 'base64').toString() : raw
  })
}

describe('joinUserData', () => {
  it('writes lines of ASCII that a mail reader turns into the same parts', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const joined = textOf(joinUserData(given))
        expect(joined).toMatch(/^[\t\n\x20-\x7e]*$/)
        expect(contentsOf(joined)).toEqual(given)
      }),
      runs(500),
    )
  })

  it('makes the same bytes of the same parts, as text, as bytes and in gzip', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const joined = joinUserData(given)
        expect(joinUserData(given.map((each) => new TextEncoder().encode(each)))).toEqual(joined)
        const packed = joinUserData(given.map((each) => gzipSync(each)))
        expect(textOf(packed)).toBe(joined)
        expect(joinUserData(given.map((each) => gzipSync(each)))).toEqual(packed)
      }),
      runs(100),
    )
  })

  it('joins or refuses as invalid, whatever the parts are', () => {
    const gzip = Buffer.from(gzipSync('#!/bin/sh\necho hi\n')).toString('latin1')
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.uint8Array({ maxLength: 40 }),
      mutated('Content-Type: multipart/mixed; boundary="b"\nMIME-Version: 1.0\n\n--b\n\n#!x\n--b--\n', [
        '\n',
        '\r',
        ':',
        '"',
      ]),
      mutated(gzip, ['\x1f\x8b', '\0', '\xff']).map((text) => Buffer.from(text, 'latin1')),
    )
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 3 }),
        (given) => void survived(() => joinUserData(given), 'invalid'),
      ),
      runs(1000),
    )
  })
})
