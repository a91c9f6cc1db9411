import { mutated, runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAwsError } from './errors.ts'

const right =
  '<?xml version="1.0"?><Response><Errors><Error><Code>AuthFailure</Code><Message>No &amp; never</Message></Error></Errors>' +
  '<RequestID>r-1</RequestID></Response>'
const other =
  '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Slow</Message></Error><RequestId>r-2</RequestId></ErrorResponse>'
const pieces = [
  '<',
  '>',
  '</',
  '&',
  ';',
  '<Error>',
  '</Error>',
  '<Code>',
  '__proto__',
  'constructor',
  '\0',
  '<!DOCTYPE x>',
]
const codes = new Set<string | undefined>([
  undefined,
  'forbidden',
  'rate-limited',
  'unauthorized',
  'unavailable',
])
const facts = (status: number, body: Uint8Array) =>
  survived(() => readAwsError([])({ status, headers: {}, body }))

describe('readAwsError', () => {
  it('tells facts of every body and never fails: the status tells the rest', () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      mutated(right, pieces).map((text) => Buffer.from(text)),
      mutated(other, pieces).map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), body, (status, bytes) => {
        const told = facts(status, bytes)
        expect(told).toBeDefined()
        expect(codes.has(told?.code)).toBe(true)
        for (const text of [told?.message, told?.providerCode, told?.requestId])
          expect(['string', 'undefined']).toContain(typeof text)
      }),
      runs(3000),
    )
  })

  it('gives code, message and request id back as the service wrote them', () => {
    const text = fc.stringMatching(/^[^\0-\x1f<&\ufffe\uffff]{0,20}$/).filter((any) => any.isWellFormed())
    fc.assert(
      fc.property(text, text, text, (code, message, id) => {
        const escaped = (any: string) => any.replaceAll('>', '&gt;')
        const inner = `<Error><Code>${escaped(code)}</Code><Message>${escaped(message)}</Message></Error>`
        for (const body of [
          `<Response><Errors>${inner}</Errors><RequestID>${escaped(id)}</RequestID></Response>`,
          `<ErrorResponse>${inner}<RequestId>${escaped(id)}</RequestId></ErrorResponse>`,
        ]) {
          expect(facts(400, Buffer.from(body))).toMatchObject({ providerCode: code, message, requestId: id })
        }
      }),
      runs(500),
    )
  })
})
