import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publicKeyOf } from './openssh-private-key.ts'
import { parsePublicKey, publicKeyLine } from './openssh-public-key.ts'
import { notPublicKeys } from './samples.ts'

describe('publicKeyOf', () => {
  it.for(['ed25519', 'rsa'])('gives what ssh-keygen wrote beside its %s private key', (type, { skip }) => {
    const made = sshKeygen(type)
    if (made === undefined) skip('not run: there is no ssh-keygen')
    expect(publicKeyOf(made?.privateKey ?? '')).toBe(made?.publicKey.split(' ').slice(0, 2).join(' '))
  })

  it('reads PEM too', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = String(privateKey.export({ type: 'pkcs1', format: 'pem' }))
    expect(publicKeyOf(pem)).toBe(publicKeyLine(publicKey, '').trimEnd())
  })

  it('throws for what is no private key, and for half of one', () => {
    const made = String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
    for (const text of ['', 'not a key', made.slice(0, 60)]) expect(() => publicKeyOf(text)).toThrow()
    const wrapped = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n'
    expect(() => publicKeyOf(wrapped)).toThrow('no OpenSSH private key')
  })
})

describe('parsePublicKey', () => {
  it.for(['ed25519', 'rsa', 'ecdsa'])('reads a %s public key of ssh-keygen', (type, { skip }) => {
    const made = sshKeygen(type)
    if (made === undefined) skip('not run: there is no ssh-keygen')
    const line = made?.publicKey ?? ''
    const parsed = parsePublicKey(line)
    expect(parsed).toMatchObject({ type: line.split(' ')[0], comment: 'someone@example' })
    expect(Buffer.from(parsed?.blob ?? []).toString('base64')).toBe(line.split(' ')[1])
  })

  it.each(Object.entries(notPublicKeys()))('refuses %s', (_, text) => {
    expect(parsePublicKey(text)).toBeUndefined()
  })
})

function sshKeygen(type: string): { readonly privateKey: string; readonly publicKey: string } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-conformance-'))
  const file = join(folder, 'key')
  try {
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', 'someone@example', '-f', file])
    return { privateKey: readFileSync(file, 'utf8'), publicKey: readFileSync(`${file}.pub`, 'utf8').trim() }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  } finally {
    rmSync(folder, { recursive: true })
  }
}
