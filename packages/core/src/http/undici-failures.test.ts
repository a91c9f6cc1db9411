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
    ['no name of its own', undefined, false, 'network', 'not-applied'],
  ] as const)(
    'that is %s (%s), the request started: %s, is %s and %s',
    (_what, code, started, ours, outcome) => {
      const cause = Object.assign(new Error('no'), { code })
      expect(failureOf(cause, started)).toMatchObject({ code: ours, outcome, cause })
    },
  )
})
