import { constants, createPublicKey, generateKeyPairSync, publicEncrypt } from 'node:crypto'
import { reveal } from '@cloud/core'
import { runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getPassword } from './index.ts'
import { answer, mockedDriver } from './testing/mock-ec2.ts'
import { decrypted } from './windows-password.ts'

const form = (action: string, more: Record<string, string>) => ({
  Action: action,
  Version: '2016-11-15',
  ...more,
})

describe('getPassword', () => {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: 1024 })
  const [own, other] = [pair(), pair()]
  const encrypt = (password: string) =>
    publicEncrypt({ key: own.publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(password))
  const told = (data: string) =>
    answer('GetPasswordData', `<instanceId>i-1</instanceId><passwordData>${data}</passwordData>`)

  it.each(['pkcs1', 'pkcs8'] as const)(
    'decrypts with the key as PEM of %s, and hides what it found',
    async (type) => {
      const { form: asked } = told(`\r\n${encrypt('Pässw0rd!').toString('base64')}\r\n`)
      const pem = String(own.privateKey.export({ type, format: 'pem' }))
      const password = await getPassword(mockedDriver(), 'i-1', pem)
      expect(password && reveal(password)).toBe('Pässw0rd!')
      expect(String(password)).toBe('[secret]')
      expect(asked).toEqual(form('GetPasswordData', { InstanceId: 'i-1' }))
    },
  )

  it('gives nothing where EC2 has none yet', async () => {
    told('')
    const pem = String(own.privateKey.export({ type: 'pkcs1', format: 'pem' }))
    expect(await getPassword(mockedDriver(), 'i-1', pem)).toBeUndefined()
  })

  it('is invalid for another key, rather than to give what nobody set', async () => {
    told(encrypt('secret').toString('base64'))
    const pem = String(other.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await expect(getPassword(mockedDriver(), 'i-1', pem)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('not that of the key pair'),
    })
  })

  it.each([
    ['no key', `secret-of-nobody ${'x'.repeat(60)}`],
    ['a public key', String(createPublicKey(own.privateKey).export({ type: 'spki', format: 'pem' }))],
    [
      'a key of another kind',
      String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
    ],
    [
      'a key under a passphrase',
      String(own.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })),
    ],
  ])('refuses %s before anything is sent, and does not tell it', async (_what, pem) => {
    const error = await getPassword(mockedDriver(), 'i-1', pem).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining('no RSA key') })
    expect(JSON.stringify(error)).not.toContain(pem.slice(-60, -40))
    expect((error as Error).cause).toBeUndefined()
  })

  it('reads back whatever was encrypted, and never anything with another key', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30, unit: 'grapheme' }), (password) => {
        const encrypted = encrypt(password)
        expect(decrypted(encrypted, own.privateKey)).toBe(password.toWellFormed())
        // One of some ten thousand other keys reads some bytes as a text.
        expect(survived(() => decrypted(encrypted, other.privateKey), 'invalid')).not.toBe(
          password.toWellFormed(),
        )
      }),
      runs(30),
    )
  })

  it('fails with one error, and no other, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = survived(() => decrypted(Buffer.from(bytes), own.privateKey), 'invalid')
        expect(['string', 'undefined']).toContain(typeof text)
      }),
      runs(100),
    )
  })
})
