import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mutated, runs, survivedLater } from '@tooling/vitest/properties'
import fc from 'fast-check'
import ssh2 from 'ssh2'
import { describe, expect, it } from 'vitest'
import { publicLine } from './login.ts'
import { writeEd25519 } from './openssh-key.ts'
import { privateKeySource } from './private-key.ts'

/** The fixed beginning of an ed25519 key in PKCS#8; the seed is all that follows. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')
const ed25519 = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
const lineOf = async (text: string, passphrase?: string) =>
  publicLine(await privateKeySource(text, passphrase)(ssh2))

const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1', passphrase?: string) =>
  String(
    key.export({ type, format: 'pem', ...(passphrase && { cipher: 'aes-256-cbc', passphrase }) } as never),
  )
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const known = ed25519(Buffer.alloc(32, 7))
const opened = writeEd25519(known.export({ format: 'jwk' }), 'me@home').privateKey.reveal()
const files = [pem(known, 'pkcs8'), pem(ec, 'sec1'), pem(rsa, 'pkcs1'), pem(known, 'pkcs8', 'words'), opened]

/** The same file with bytes of its content changed: a frame that is right around something that is not. */
const damaged = fc
  .tuple(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }))
  .map(([file, changes]) => {
    const lines = file.trimEnd().split('\n')
    const body = Buffer.from(lines.slice(1, -1).join(''), 'base64')
    for (const [at, byte] of changes) body[at % body.length] = byte
    return [lines[0], ...(body.toString('base64').match(/.{1,64}/g) ?? []), lines.at(-1), ''].join('\n')
  })
const pieces = [
  '\n',
  '-----BEGIN',
  'ENCRYPTED',
  'OPENSSH ',
  'PRIVATE KEY-----',
  '=',
  '\0',
  'DEK-Info: ',
  'Proc-Type: 4,ENCRYPTED',
]

describe('a private key', () => {
  it('of any seed is the same key as PKCS#8, encrypted or not, and as OpenSSH writes it', async () => {
    await fc.assert(
      fc.asyncProperty(seed, fc.stringMatching(/^[\x20-\x7e]{0,20}$/), async (numbers, comment) => {
        const key = ed25519(numbers)
        const { publicKey, privateKey } = writeEd25519(key.export({ format: 'jwk' }), comment)
        const line = publicKey.split(' ').slice(0, 2).join(' ')
        expect(await lineOf(privateKey.reveal())).toBe(line)
        expect(await lineOf(pem(key, 'pkcs8'))).toBe(line)
        const body = Buffer.from(line.split(' ')[1] ?? '', 'base64')
        expect(body.subarray(-32).toString('base64url')).toBe(key.export({ format: 'jwk' }).x)
      }),
      runs(200),
    )
  })

  it('that is damaged is read or invalid, and never tells a line of itself', async () => {
    const text = fc.oneof(
      { weight: 3, arbitrary: damaged },
      { weight: 2, arbitrary: fc.constantFrom(...files).chain((file) => mutated(file, pieces)) },
      fc.string({ unit: 'binary', maxLength: 80 }),
    )
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(undefined, 'words', 'wrong'), async (file, passphrase) => {
        await survivedLater(async () => lineOf(file, passphrase), 'invalid')
        const error = await lineOf(file, passphrase).catch((thrown: unknown) => thrown)
        if (typeof error === 'string') return
        const told = String((error as Error).stack) + JSON.stringify(error)
        const lines = file.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'))
        expect(lines.filter((line) => told.includes(line))).toEqual([])
      }),
      runs(600),
    )
  })
})
