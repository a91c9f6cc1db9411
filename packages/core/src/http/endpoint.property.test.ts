import { mutated, runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkEndpoint } from './client.ts'

const pieces = [
  ...[
    '/',
    '//',
    '\\',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    '..',
    '\r\n',
    ' ',
    '\0',
    '[::1]',
    'user:word@',
    'é',
    '.localhost',
  ],
  ...[
    'http://',
    'HTTPS://',
    'ftp://',
    'javascript:',
    '127.0.0.1',
    '0x7f.1',
    '169.254.169.254',
    'localhost.evil.example',
  ],
]
const endpoint = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  mutated('https://api.example.com/base', pieces),
  mutated('http://127.0.0.1:4566/base', pieces),
  mutated('http://localhost', pieces),
)

describe('checkEndpoint', () => {
  it('gives an HTTPS or loopback origin that reads as the same origin again, or is invalid', () => {
    fc.assert(
      fc.property(endpoint, (any) => {
        const found = survived(() => checkEndpoint(any), 'invalid')
        if (found === undefined) return
        const url = new URL(found.origin + found.path)
        expect(url.origin).toBe(found.origin)
        expect(found.path).toMatch(/^(?:\/[\x21-\x7e]*)?$/)
        expect(`${url.username}${url.password}${url.search}${url.hash}`).toBe('')
        if (url.protocol === 'https:') return
        expect(url.protocol).toBe('http:')
        expect(url.hostname).toMatch(/^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:.*\.)?localhost)$/)
      }),
      runs(3000),
    )
  })
})
