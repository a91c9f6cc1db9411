import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPublicKey } from './ssh-public-key.ts'

const field = (content: string | Uint8Array) => {
  const bytes = Buffer.from(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
const line = (type: string, fields: readonly (string | Uint8Array)[], said = type) =>
  `${said} ${Buffer.concat([type, ...fields].map(field)).toString('base64')}`
const positive = (bytes: Uint8Array) =>
  (bytes[0] ?? 0) >= 128 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes
const point = (size: number) => Buffer.alloc(size, 4)
const rsa = (bits: number) => {
  const { n = '', e = '' } = generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({
    format: 'jwk',
  })
  return line('ssh-rsa', [Buffer.from(String(e), 'base64url'), positive(Buffer.from(String(n), 'base64url'))])
}
const ed25519 = line('ssh-ed25519', [Buffer.alloc(32, 7)])
const body = ed25519.split(' ')[1] ?? ''
const refused = (text: string) => {
  try {
    checkPublicKey(text)
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid', outcome: 'not-applied' })
    return (error as Error).message
  }
  throw new Error(`accepted although it is wrong: ${text}`)
}

describe('checkPublicKey', () => {
  it('takes a line apart', () => {
    expect(checkPublicKey(ed25519)).toEqual({ type: 'ssh-ed25519', body })
    expect(checkPublicKey(`${ed25519}  me@home, with words `)).toEqual({
      type: 'ssh-ed25519',
      body,
      comment: 'me@home, with words',
    })
  })

  it('takes keys that ssh-keygen made', () => {
    const made = [
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl github',
      'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=',
    ]
    for (const key of made) expect(`${Object.values(checkPublicKey(key)).join(' ')}`).toBe(key)
  })

  it('takes every current type', () => {
    const keys = [
      line('sk-ssh-ed25519@openssh.com', [Buffer.alloc(32), 'ssh:']),
      line('sk-ecdsa-sha2-nistp256@openssh.com', ['nistp256', point(65), 'ssh:']),
      line('ecdsa-sha2-nistp256', ['nistp256', point(65)]),
      line('ecdsa-sha2-nistp384', ['nistp384', point(97)]),
      line('ecdsa-sha2-nistp521', ['nistp521', point(133)]),
      rsa(2048),
    ]
    for (const key of keys) expect(checkPublicKey(key).type).toBe(key.split(' ')[0])
  })

  it.each([
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----', 'private key'],
    ['PuTTY-User-Key-File-3: ssh-ed25519', 'private key'],
    ['-----BEGIN PUBLIC KEY-----\nMCow', 'is not one public key of OpenSSH'],
    ['---- BEGIN SSH2 PUBLIC KEY ----', 'is not one public key of OpenSSH'],
    ['', 'begins with ""'],
    [`${ed25519}\n`, 'is not one public key'],
    [`${ed25519}\n${ed25519}`, 'is not one public key'],
    [`${ed25519} a\u0000b`, 'is not one public key'],
    ['~/.ssh/id_ed25519', 'name of a file'],
    ['/home/me/.ssh/id_rsa.pub', 'name of a file'],
    ['id_ed25519.pub', 'name of a file'],
    ['C:\\keys\\id', 'name of a file'],
    [`no-pty ${ed25519}`, 'is not one public key'],
    [`command="ls -l",no-pty ${ed25519}`, 'is not one public key'],
    [`ssh-dss ${body}`, '"ssh-dss'],
    [`ssh-ed25519-cert-v01@openssh.com ${body}`, 'is not one public key'],
    [`toString ${body}`, 'is not one public key'],
    [body, 'is not one public key'],
    ['ssh-ed25519', 'is not one public key'],
    ['ssh-ed25519 AAAA!', 'damaged'],
    [`ssh-ed25519 ${body.slice(0, -1)}`, 'damaged'],
    [line('ssh-ed25519', [Buffer.alloc(31)]), 'damaged'],
    [line('ssh-ed25519', [Buffer.alloc(32), 'more']), 'damaged'],
    [line('ssh-rsa', [Buffer.alloc(32)], 'ssh-ed25519'), 'damaged'],
    [line('ecdsa-sha2-nistp256', ['nistp384', point(65)]), 'damaged'],
    [line('ecdsa-sha2-nistp256', ['nistp256', point(33)]), 'damaged'],
    [line('ecdsa-sha2-nistp256', ['nistp256', Buffer.alloc(65, 2)]), 'damaged'],
    [line('sk-ssh-ed25519@openssh.com', [Buffer.alloc(32)]), 'damaged'],
    [line('ssh-rsa', [Buffer.from([1, 0, 1]), Buffer.alloc(256, 0x7f)]), '2047 bits'],
    [line('ssh-rsa', [Buffer.from([1, 0, 1]), Buffer.alloc(256, 0xff)]), 'damaged'],
    [line('ssh-rsa', [Buffer.alloc(1), Buffer.alloc(300, 0x7f)]), 'damaged'],
  ])('refuses %j', (text, reason) => {
    expect(refused(text)).toContain(reason)
  })

  it('refuses an RSA key that is too short, and says how long it must be', () => {
    expect(refused(rsa(1024))).toContain('the RSA key has 1024 bits: 2048 to 16384')
  })

  it('refuses a key with any byte of its structure changed, or cut short', () => {
    const bytes = Buffer.from(body, 'base64')
    fc.assert(
      fc.property(fc.nat(bytes.length - 33), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(bytes)
        damaged[at] = (damaged[at] ?? 0) ^ change
        expect(refused(`ssh-ed25519 ${damaged.toString('base64')}`)).toContain('damaged')
        expect(refused(`ssh-ed25519 ${bytes.subarray(0, at).toString('base64')}`)).toBeTruthy()
      }),
    )
  })

  it('never repeats a private key in its message', () => {
    expect(refused('-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0')).not.toContain('c2VjcmV0')
    expect(refused('c2VjcmV0'.repeat(20))).not.toContain('c2VjcmV0'.repeat(6))
  })
})
