import ssh2 from 'ssh2'
import { describe, expect, it } from 'vitest'
import { ed25519KeyPair } from './ed25519-key.ts'

describe('ed25519KeyPair', () => {
  it('writes keys that OpenSSH readers take, whose halves belong together', () => {
    for (let round = 0; round < 50; round++) {
      const pair = ed25519KeyPair('someone@somewhere'.slice(0, round % 17))
      const open = ssh2.utils.parseKey(pair.publicKey)
      const secret = ssh2.utils.parseKey(pair.privateKey)
      if (open instanceof Error || secret instanceof Error) throw new Error('unreadable')
      expect(secret.getPublicSSH()).toEqual(open.getPublicSSH())
      expect(open.verify('message', secret.sign('message'))).toBe(true)
    }
  })
})
