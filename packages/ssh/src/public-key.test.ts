import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { generateKeyPair } from './openssh-key.ts'
import { publicKeyOf, readPublicKey, rsaBits } from './public-key.ts'
import { fingerprintOf } from './testing/server.ts'

test('a line is read with its type, and its fingerprint is that of ssh-keygen -l', () => {
  const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl git@github'
  expect(readPublicKey(line)).toMatchObject({
    type: 'ssh-ed25519',
    fingerprint: 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU',
  })
  const { publicKey } = generateKeyPair('a comment')
  expect(readPublicKey(`  ${publicKey}\n`)?.fingerprint).toBe(fingerprintOf(publicKey))
})

test('a key that is kept keeps no more memory than its own', () => {
  const key = readPublicKey(generateKeyPair().publicKey)
  expect(key?.blob.length).toBe(51)
  expect(key?.blob.buffer.byteLength).toBe(51)
})

test.each([
  '',
  'ssh-ed25519',
  'ssh-ed25519 AAAA',
  'ssh-ed25519 ????',
  `ssh-rsa ${generateKeyPair().publicKey.split(' ')[1]}`,
])('%j is no public key', (line) => {
  expect(readPublicKey(line)).toBeUndefined()
})

test('an RSA key tells the bits of its modulus, however long', () => {
  for (const modulusLength of [1024, 1536, 2048, 2056, 3072]) {
    const { n = '', e = '' } = generateKeyPairSync('rsa', { modulusLength }).publicKey.export({
      format: 'jwk',
    })
    const field = (bytes: Buffer) =>
      Buffer.concat([Buffer.from([0, 0, bytes.length >> 8, bytes.length & 255]), bytes])
    const integer = (text: string) => field(Buffer.concat([Buffer.from([0]), Buffer.from(text, 'base64url')]))
    const key = publicKeyOf(Buffer.concat([field(Buffer.from('ssh-rsa')), integer(e), integer(n)]))
    expect(key && rsaBits(key)).toBe(modulusLength)
  }
})
