import { runs } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publicKeyOf, readPublicKey, rsaBits } from './public-key.ts'

const field = (bytes: Uint8Array) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
const type = fc.constantFrom('ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256', 'sk-ssh-ed25519@openssh.com')
const blob = fc
  .tuple(type, fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }))
  .map(([name, fields]) => Buffer.concat([Buffer.from(name), ...fields].map(field)))

describe('a public key', () => {
  it('in a line is the blob that was written, whatever comment and white space there is', () => {
    fc.assert(
      fc.property(
        blob,
        fc.stringMatching(/^[ \t]{0,3}$/),
        fc.string({ maxLength: 20 }),
        (bytes, space, comment) => {
          const name = publicKeyOf(bytes)?.type ?? ''
          const key = readPublicKey(`${space}${name} ${space}${bytes.toString('base64')} ${comment}`)
          expect(key?.blob.equals(bytes)).toBe(true)
          expect(key?.fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
        },
      ),
      runs(500),
    )
  })

  it('is read or is none, whatever the bytes and the line', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(blob, fc.nat(120), fc.nat(255)).map(([right, at, byte]) => {
        const damaged = Buffer.from(right)
        damaged[at % damaged.length] = byte
        return damaged
      }),
    )
    fc.assert(
      fc.property(bytes, (any) => {
        const key = publicKeyOf(Buffer.from(any))
        if (key === undefined) return
        expect(key.type).toMatch(/^[\w@.-]+$/)
        const bits = rsaBits(key)
        if (bits !== undefined)
          expect(Number.isInteger(bits) && bits >= 0 && bits <= 8 * any.length).toBe(true)
      }),
      runs(2000),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (any) => {
        const key = readPublicKey(any)
        if (key) expect(any).toContain(key.type)
      }),
      runs(1000),
    )
  })
})
