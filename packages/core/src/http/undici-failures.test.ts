import { describe, expect, it } from 'vitest'
import { failureOf } from './undici-failures.ts'

describe('an error of undici', () => {
  it.each([
    ['a lost connection', 'ECONNRESET', false, 'network', 'not-applied'],
    ['a lost connection', 'ECONNRESET', true, 'network', 'unknown'],
    ['a lost connection', 'ECONNRESET', undefined, 'network', 'unknown'],
    ['no answer in time', 'ETIMEDOUT', false, 'timeout', 'not-applied'],
    ['no answer in time', 'ETIMEDOUT', true, 'timeout', 'unknown'],
    ['a break in TLS', 'ERR_SSL_BAD_RECORD_MAC', false, 'untrusted', 'not-applied'],
    ['a break in TLS', 'ERR_SSL_BAD_RECORD_MAC', true, 'network', 'unknown'],
    ['a break in TLS', 'ERR_SSL_BAD_RECORD_MAC', undefined, 'network', 'unknown'],
    ['a refused certificate', 'CERT_HAS_EXPIRED', false, 'untrusted', 'not-applied'],
    ['a refused certificate', 'CERT_HAS_EXPIRED', undefined, 'untrusted', 'not-applied'],
    ['a refused certificate', 'CERT_HAS_EXPIRED', true, 'untrusted', 'not-applied'],
    ['no name of its own', undefined, false, 'network', 'not-applied'],
  ] as const)(
    'that is %s (%s), the request started: %s, is %s and %s',
    (_what, code, started, ours, outcome) => {
      const cause = Object.assign(new Error('no'), { code })
      expect(failureOf(cause, started, 'https://a:1')).toMatchObject({
        code: ours,
        outcome,
        cause,
        message: expect.stringMatching(/ \(https:\/\/a:1\)$/),
      })
    },
  )

  it('that is no HTTP does not hold the answer', () => {
    const cause = Object.assign(new Error('no'), { name: 'HTTPParserError', data: 'a secret' })
    const error = failureOf(cause, true, 'https://a:1')
    expect(error.cause).toBe(cause)
    expect(error.cause).not.toHaveProperty('data')
  })

  it('that is a length which does not fit is a breach in the head of an answer, and after it an answer that broke off', () => {
    const cause = Object.assign(new Error('no'), { code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' })
    expect(failureOf(cause, true, 'https://a:1')).toMatchObject({ code: 'protocol', retryable: false })
    expect(failureOf(cause, 'answered', 'https://a:1')).toMatchObject({
      code: 'network',
      outcome: 'unknown',
      retryable: true,
    })
  })

  it('that is an answer cut off in the middle of a chunk is one that broke off, and not one that is no HTTP', () => {
    const parserError = (reason: string) =>
      Object.assign(new Error(`Response does not match the HTTP/1.1 protocol (${reason})`), {
        name: 'HTTPParserError',
      })
    expect(failureOf(parserError('Invalid EOF state'), true, 'https://a:1')).toMatchObject({
      code: 'network',
      outcome: 'unknown',
      retryable: true,
    })
    expect(failureOf(parserError('Expected LF after chunk data'), true, 'https://a:1')).toMatchObject({
      code: 'protocol',
      retryable: false,
    })
  })
})
