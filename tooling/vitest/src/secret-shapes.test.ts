import { describe, expect, it } from 'vitest'
import { samples } from './leak-samples.ts'
import { secretsIn } from './secret-shapes.ts'

const encodings: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['in JSON', (text) => JSON.stringify({ text })],
  ['in a line of its own', (text) => `before\n${text}\nafter`],
]
const withMark = ['secretKey', 'mocked', 'openSshKey'] as const

describe.each(Object.entries(samples))('%s', (_name, secret) => {
  it.each(encodings)('is known %s', (_way, encode) => {
    expect(secretsIn(encode(secret))).toHaveLength(1)
  })
})

describe.each(withMark)('%s', (name) => {
  it.each([0, 1, 2, 3])('is known inside of base64, %s bytes after its start', (before) => {
    const text = Buffer.from('x'.repeat(before) + samples[name]).toString('base64')
    expect(secretsIn(`user data ${text}`)).toHaveLength(1)
  })
})

it.each([
  'The private key is no PEM text: -----BEGIN RSA PRIVATE KEY-----',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWZnaGlqa2xt web-1',
  'AKIDEXAMPLE may not do this (UnauthorizedOperation)',
  'The bearer token is wrong: dop_v1_... expected',
  'X-Amz-SignedHeaders=host',
])('what is no secret is none: %s', (text) => {
  expect(secretsIn(text)).toEqual([])
})
