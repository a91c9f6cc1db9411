import { format, inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { CloudError } from './errors.ts'
import { checkSecret, reveal, secret } from './secret.ts'

const text = 'hunter2-très-secret'
const nested = { options: { deep: { deeper: [secret(text)] } }, map: new Map([['key', secret(text)]]) }

describe('secret', () => {
  it('reveals its text to who asks for it', () => {
    expect(secret(text).reveal()).toBe(text)
    expect([reveal(secret(text)), reveal('plain')]).toEqual([text, 'plain'])
  })

  it.each<readonly [string, (value: unknown) => string]>([
    ['inspect', (value) => inspect(value)],
    [
      'inspect of hidden members at any depth',
      (value) => inspect(value, { showHidden: true, depth: Infinity }),
    ],
    [
      'inspect without custom inspection',
      (value) => inspect(value, { showHidden: true, depth: Infinity, customInspect: false, getters: true }),
    ],
    ['inspect through a proxy', (value) => inspect(new Proxy(Object(value), {}), { showProxy: true })],
    ['format %s', (value) => format('%s', value)],
    ['format %o', (value) => format('%o', value)],
    ['format %j', (value) => format('%j', value)],
    ['JSON', (value) => JSON.stringify({ value })],
    ['a template', (value) => `${value}`],
    ['joining', (value) => [value, value].join()],
    ['String', (value) => String(value)],
    ['its source', (value) => String((value as { reveal?: unknown }).reveal)],
    ['its entries', (value) => JSON.stringify([Object.entries(value as object), { ...(value as object) }])],
  ])('is not printed by %s', (_way, print) => {
    expect(print(secret(text))).not.toContain(text)
    expect(print(nested)).not.toContain(text)
  })

  it('prints as a mark in its place', () => {
    expect([`${secret(text)}`, JSON.stringify([secret(text)]), inspect(secret(text))]).toEqual([
      '[secret]',
      '["[secret]"]',
      '[secret]',
    ])
  })

  it('does not travel by structuredClone', () => {
    expect(structuredClone(secret(text))).toEqual({})
  })

  it('cannot be changed', () => {
    const value = secret(text)
    expect(Object.isFrozen(value)).toBe(true)
    expect(Reflect.set(value, 'reveal', () => 'other')).toBe(false)
  })

  it('does not show in an error that carries it in its details', () => {
    const error = new CloudError('refused', { code: 'unauthorized', details: { key: secret(text) } })
    expect(inspect(error, { showHidden: true, depth: Infinity }) + JSON.stringify(error)).not.toContain(text)
  })

  it.each([undefined, null, 7, Buffer.from('x')])('is not made of %o', (given) => {
    expect(() => secret(given as never)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        message: expect.stringMatching(/^secret\(\) must be given a/),
      }),
    )
  })

  it('is what is asked for, or its text', () => {
    expect([checkSecret('The password', secret(text)), checkSecret('The password', text)]).toEqual([
      text,
      text,
    ])
  })

  it.each([undefined, null, 7, Buffer.from(text), {}])('is not %o, which nothing prints either', (given) => {
    const check = () => checkSecret('The password', given)
    expect(check).toThrow(/^The password must be a string or a Secret, and is (undefined|object|number)$/)
    expect(check).not.toThrow(text)
  })
})
