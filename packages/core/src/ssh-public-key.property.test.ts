import { mutated, runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPublicKey } from './ssh-public-key.ts'

const field = (content: string | Uint8Array) => {
  const bytes = Buffer.from(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
const bodyOf = (...fields: readonly (string | Uint8Array)[]) =>
  Buffer.concat(fields.map(field)).toString('base64')
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const point = (curve: string, length: number) =>
  bytes(length).map(
    (key) => `ecdsa-sha2-${curve} ${bodyOf(`ecdsa-sha2-${curve}`, curve, Buffer.from([4, ...key]))}`,
  )
const key = fc.oneof(
  bytes(32).map((open) => `ssh-ed25519 ${bodyOf('ssh-ed25519', open)}`),
  bytes(32).map((open) => `sk-ssh-ed25519@openssh.com ${bodyOf('sk-ssh-ed25519@openssh.com', open, 'ssh:')}`),
  point('nistp256', 64),
  point('nistp384', 96),
  point('nistp521', 132),
  bytes(256).map(
    (modulus) =>
      `ssh-rsa ${bodyOf('ssh-rsa', Buffer.from([1, 0, 1]), Buffer.from([0, 255, ...modulus.subarray(1)]))}`,
  ),
)
const comment = fc.stringMatching(/^[\x20-\x7eé😀]{0,30}$/u)
const right = `ssh-ed25519 ${bodyOf('ssh-ed25519', Buffer.alloc(32, 7))} me@home`
const pieces = [
  ' ',
  '\t',
  '\n',
  '=',
  'A',
  '/',
  '+',
  '-',
  '\0',
  'ssh-rsa',
  'no-pty ',
  '-----BEGIN',
  '__proto__',
  'é',
  '~',
]

describe('checkPublicKey', () => {
  it('takes every key of each type apart, and together they are the line again', () => {
    fc.assert(
      fc.property(key, comment, (line, said) => {
        const found = checkPublicKey(`${line} ${said}`)
        expect([found.type, found.body].join(' ')).toBe(line)
        expect(found.comment ?? '').toBe(said.trim())
      }),
      runs(500),
    )
  })

  it('takes a key or refuses it as invalid, whatever the line', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      mutated(right, pieces),
      fc
        .tuple(key, fc.nat(80), fc.nat(80))
        .map(([any, from, size]) => any.slice(0, from) + any.slice(from + size)),
    )
    fc.assert(
      fc.property(line, (any) => {
        const found = survived(() => checkPublicKey(any), 'invalid')
        if (found === undefined) return
        expect(any).toContain(found.body)
        expect(Buffer.from(found.body, 'base64').toString('latin1', 4, 4 + found.type.length)).toBe(
          found.type,
        )
        expect(checkPublicKey(`${found.type} ${found.body}`).body).toBe(found.body)
      }),
      runs(3000),
    )
  })

  it('refuses every field structure that is not the type’s own', () => {
    const structure = fc.array(
      fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom('ssh-ed25519', 'nistp256')),
      {
        maxLength: 4,
      },
    )
    fc.assert(
      fc.property(structure, (fields) => {
        const found = survived(() => checkPublicKey(`ssh-ed25519 ${bodyOf(...fields)}`), 'invalid')
        const [type, open, ...more] = fields
        const whole =
          Buffer.from(type ?? '').toString() === 'ssh-ed25519' && Buffer.from(open ?? '').length === 32
        expect(found !== undefined).toBe(whole && more.length === 0)
      }),
      runs(1000),
    )
  })
})
