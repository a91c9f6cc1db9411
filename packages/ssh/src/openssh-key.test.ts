import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import ssh2 from 'ssh2'
import { expect, test } from 'vitest'
import { generateKeyPair } from './openssh-key.ts'
import { has } from './testing/sshd.ts'

const noKeygen = has('ssh-keygen') ? '' : 'not run: needs ssh-keygen'

test('every one of 300 generated keys is one that ssh2 reads, signs with and verifies', () => {
  for (let count = 0; count < 300; count++) {
    const pair = generateKeyPair(`key ${count}`)
    const key = ssh2.utils.parseKey(pair.privateKey.reveal())
    const open = ssh2.utils.parseKey(pair.publicKey)
    if (key instanceof Error || open instanceof Error) throw new Error(`key ${count} was not read`)
    expect(key.comment).toBe(`key ${count}`)
    expect(key.isPrivateKey()).toBe(true)
    expect(open.verify('signed', key.sign('signed'))).toBe(true)
  }
})

test.skipIf(noKeygen !== '')(`ssh-keygen derives the same public line${noKeygen && ` (${noKeygen})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-ssh-'))
  try {
    for (const comment of ['', 'a', 'ab', 'somebody@somewhere']) {
      const pair = generateKeyPair(comment)
      const file = join(folder, 'key')
      writeFileSync(file, pair.privateKey.reveal(), { mode: 0o600 })
      const derived = execFileSync('ssh-keygen', ['-y', '-f', file], { encoding: 'utf8' })
      expect(derived.trim()).toBe(pair.publicKey)
      rmSync(file)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('printing a pair does not show the private key', () => {
  const pair = generateKeyPair()
  const seed = pair.privateKey.reveal().split('\n')[3] ?? ''
  expect(seed).toHaveLength(70)
  expect(inspect(pair, { showHidden: true, depth: 20 }) + JSON.stringify(pair)).not.toContain(seed)
})

test('a comment that would begin another line is invalid', () => {
  expect(() => generateKeyPair('me\nssh-ed25519 AAAA')).toThrow(expect.objectContaining({ code: 'invalid' }))
})
