import { generateKeyPairSync } from 'node:crypto'
import { secret } from '@cloud/core'
import ssh2 from 'ssh2'
import { expect, test } from 'vitest'
import { publicLine } from './login.ts'
import { generateKeyPair } from './openssh-key.ts'
import { privateKeySource } from './private-key.ts'
import { failure } from './testing/machine.ts'

const pkcs8 = (cipher?: string) => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const text = privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    ...(cipher && { cipher, passphrase: 'correct horse' }),
  })
  return { text: String(text), x: privateKey.export({ format: 'jwk' }).x ?? '' }
}

const lineOf = async (text: string, passphrase?: string | (() => Promise<string>)) =>
  publicLine(await privateKeySource(text, passphrase)(ssh2))

/** Made by ssh-keygen -t ed25519 -N 'correct horse'. */
const encrypted = {
  key: `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABANWPN1+P
2rptWdw8PNFbeWAAAABAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIA1zEtxziUjNcsys
TgjJ1GL3YdNRVN87HeeQ7ElXWZAgAAAAkOQKF017z++9Y5eHkhGGDKQxHPr4t2RV8E4meV
EV5n+mQLdzJ7uPgLv8XYYUmrqQB9pkg4eyzcoFyclegvzf7A7pE4QD7d99xS1lXDsvfIn8
hY2c1CwABVUKBF5kBU1l8WVeo3MH0pLfOuqJ5H0tSmFSvD7ZiACxQX07GVfLyXVbjn2To7
jZF4aBpglJ7lbn6g==
-----END OPENSSH PRIVATE KEY-----
`,
  publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA1zEtxziUjNcsysTgjJ1GL3YdNRVN87HeeQ7ElXWZAg',
}

test('an ed25519 key in PKCS#8 is the same key in the form that ssh2 reads', async () => {
  const { text, x } = pkcs8()
  const blob = Buffer.from((await lineOf(text)).split(' ')[1] ?? '', 'base64')
  expect(blob.subarray(-32).toString('base64url')).toBe(x)
})

test('a key that is not the first in its file is found there, as openssl writes it after its curve', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const key = String(privateKey.export({ type: 'sec1', format: 'pem' }))
  const curve = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n'
  expect(await lineOf(curve + key)).toBe(await lineOf(key))
  expect(() => privateKeySource(curve, undefined)).toThrow(/is no key but EC PARAMETERS/)
})

test('an encrypted PKCS#8 key opens with its passphrase, given or asked for', async () => {
  const { text, x } = pkcs8('aes-256-cbc')
  const asked = async () => 'correct horse'
  for (const passphrase of ['correct horse', asked]) {
    const blob = Buffer.from((await lineOf(text, passphrase)).split(' ')[1] ?? '', 'base64')
    expect(blob.subarray(-32).toString('base64url')).toBe(x)
  }
})

test('an encrypted OpenSSH key opens with its passphrase, asked for once', async () => {
  let asked = 0
  const source = privateKeySource(secret(encrypted.key), async () => {
    asked++
    return 'correct horse'
  })
  expect(publicLine(await source(ssh2))).toBe(encrypted.publicKey)
  expect(publicLine(await source(ssh2))).toBe(encrypted.publicKey)
  expect(asked).toBe(1)
})

test('a wrong passphrase is invalid, and can be asked for again', async () => {
  const words = ['wrong', 'correct horse']
  const source = privateKeySource(encrypted.key, async () => words.shift() ?? '')
  expect(await failure(source(ssh2))).toMatchObject({ code: 'invalid' })
  expect(publicLine(await source(ssh2))).toBe(encrypted.publicKey)
})

test('a passphrase that cannot be had is invalid, with the reason', async () => {
  const source = privateKeySource(encrypted.key, () => Promise.reject(new Error('no terminal')))
  expect(await failure(source(ssh2))).toMatchObject({
    code: 'invalid',
    cause: expect.objectContaining({ message: 'no terminal' }),
  })
})

const invalid = expect.objectContaining({ code: 'invalid' })

test('what can be seen of a key without reading it is checked at once', () => {
  expect(() => privateKeySource('~/.ssh/id_ed25519', undefined)).toThrow(invalid)
  expect(() => privateKeySource(generateKeyPair().publicKey, undefined)).toThrow(invalid)
  expect(() => privateKeySource(encrypted.key, undefined)).toThrow(/encrypted/)
  expect(() => privateKeySource(pkcs8('aes-256-cbc').text, undefined)).toThrow(/encrypted/)
  expect(() => privateKeySource(pkcs8('aes-256-cbc').text, 'wrong')).toThrow(invalid)
  expect(() => privateKeySource(pkcs8().text.replace(/^M.{6}/m, 'AAAAAAA'), undefined)).toThrow(invalid)
  const damaged = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----'
  expect(() => privateKeySource(damaged, undefined)).toThrow(/damaged/)
})

test('keys that are too weak or of another kind are invalid', async () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
  const text = String(short.export({ type: 'pkcs1', format: 'pem' }))
  expect(await failure(privateKeySource(text, undefined)(ssh2))).toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('1024 bits'),
  })
  const other = generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  expect(() => privateKeySource(String(other), undefined)).toThrow(/x25519/)
})

test('an RSA key signs with SHA-2 and refuses to sign with SHA-1', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const key = await privateKeySource(String(rsa.export({ type: 'pkcs8', format: 'pem' })), undefined)(ssh2)
  const data = Buffer.from('session')
  expect(key.sign(data, 'sha1')).toBeInstanceOf(Error)
  expect(key.sign(data)).toBeInstanceOf(Error)
  expect(key.verify(data, key.sign(data, 'sha512'), 'sha512')).toBe(true)
})

test('no error tells anything of the key', async () => {
  const error = await failure(privateKeySource(encrypted.key, 'wrong words')(ssh2))
  const told = JSON.stringify(error) + String((error as Error).stack)
  expect(told).not.toContain('wrong words')
  expect(told).not.toContain(encrypted.key.split('\n')[2])
})
