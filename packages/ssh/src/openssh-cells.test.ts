import { type LocalCloud, sshdUnavailable, startCloud } from '@cloud/emulators'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HostKeyMode, SshOptions } from './index.ts'
import { failure } from './testing/machine.ts'
import {
  type CipherName,
  ciphers,
  type HostKeyName,
  hostKeys,
  type OpensshMachine,
  type OtherName,
  opensshMachine,
  password,
  userKeys,
} from './testing/openssh-machine.ts'

/** How a user logs in: by a key, given or held by an agent, or by a password. */
const logins = [
  ...userKeys.map((key) => ({ by: 'key', key }) as const),
  ...userKeys.map((key) => ({ by: 'agent', key }) as const),
  { by: 'password' } as const,
  { by: 'keyboard-interactive' } as const,
]
type Login = (typeof logins)[number]

interface Cell {
  readonly hostKey: HostKeyName
  readonly cipher: CipherName
  readonly login: Login
  readonly name: string
}

const nameOf = (login: Login): string => ('key' in login ? `${login.by} ${login.key}` : login.by)

/** Every host key with every cipher twice, so that every host key and every cipher also meets every way of logging in. */
const cells: readonly Cell[] = Object.keys(ciphers).flatMap((cipher, c) =>
  hostKeys.flatMap((hostKey, h) =>
    [0, 1].flatMap((k) => {
      const login = logins[(c + 5 * k + 2 * h) % logins.length]
      if (login === undefined) return []
      const name = `host key ${hostKey}, ${cipher}, ${nameOf(login)}`
      return [{ hostKey, cipher: cipher as CipherName, login, name }]
    }),
  ),
)

const missing = sshdUnavailable()

describe.skipIf(missing)(`OpenSSH, cell by cell${missing ? ` (not run: ${missing})` : ''}`, () => {
  let local: LocalCloud
  let machine: OpensshMachine
  beforeAll(async () => {
    local = await startCloud({ machine: 'sshd' })
    machine = await opensshMachine(local)
  }, 120_000)
  afterAll(async () => {
    machine?.close()
    await local?.close()
  })

  const line = (hostKey: HostKeyName) =>
    machine.key(`host-${hostKey.startsWith('rsa') ? 'rsa' : hostKey}.pub`).trim()
  const pinned = (): HostKeyMode => ({ pinned: line('ed25519') })
  const withKey = (key = 'ed25519'): Partial<SshOptions> => ({
    privateKey: machine.key(key),
    hostKey: pinned(),
  })

  test('every pair of host key, cipher and login is among the cells', () => {
    const pairs = (one: (cell: Cell) => string, other: (cell: Cell) => string) =>
      new Set(cells.map((cell) => `${one(cell)} ${other(cell)}`)).size
    const login = (cell: Cell) => nameOf(cell.login)
    expect(cells).toHaveLength(60)
    expect(pairs((cell) => cell.hostKey, login)).toBe(60)
    expect(pairs((cell) => cell.cipher, login)).toBe(50)
    expect(
      pairs(
        (cell) => cell.hostKey,
        (cell) => cell.cipher,
      ),
    ).toBe(30)
  })

  function optionsOf(login: Login): Partial<SshOptions> {
    if (login.by === 'key') return { privateKey: machine.key(login.key) }
    if (login.by === 'agent') return { agent: machine.agent(login.key) }
    return { password, user: login.by === 'password' ? 'pw' : 'kbd' }
  }

  const proof = (login: Login): string =>
    'key' in login
      ? `publickey ${machine.key(`${login.key}.pub`).trim()}`
      : { password: 'password', 'keyboard-interactive': 'keyboard-interactive/pam' }[login.by]

  test.concurrent.each(cells)('$name', { timeout: 60_000 }, async ({ hostKey, cipher, login }) => {
    const signature = hostKey === 'rsa-sha2-256' ? hostKey : 'rsa-sha2-512'
    const options = { ...optionsOf(login), hostKey: { pinned: line(hostKey) } }
    const shell = await machine.login(`${cipher} ${signature}`, options)
    expect(shell.hostKey?.publicKey).toBe(line(hostKey))
    // What sshd itself says of the login.
    expect((await shell.run(['sh', '-c', 'cat $SSH_USER_AUTH'])).stdout.trim()).toBe(proof(login))
    await shell.close()
  })

  type Expected = 'untrusted' | 'protocol' | 'unauthorized' | 'invalid'
  const plain = 'aes128-gcm@openssh.com rsa-sha2-512'
  const known = (text: string): Partial<SshOptions> => ({
    ...withKey(),
    hostKey: {
      knownHosts: machine.fileOf(text.replaceAll('HOST', `[${machine.address}]:${machine.port(plain)}`)),
    },
  })
  const refused: readonly (readonly [
    string,
    Expected,
    OtherName | typeof plain,
    () => Partial<SshOptions>,
  ])[] = [
    ['a changed host key', 'untrusted', 'another host key', withKey],
    [
      'a host key that known_hosts has revoked',
      'untrusted',
      plain,
      () => known(`@revoked * ${line('ed25519')}\nHOST ${line('ed25519')}\n`),
    ],
    [
      'a host key that known_hosts has for another port',
      'untrusted',
      plain,
      () => known(`[${machine.address}]:1 ${line('ed25519')}\n`),
    ],
    [
      'a host known by the authority of its certificate',
      'untrusted',
      plain,
      () => known(`@cert-authority * ${machine.key('host-ca.pub')}`),
    ],
    ['a host key that nobody was given', 'untrusted', plain, () => ({ ...withKey(), hostKey: 'injected' })],
    [
      'an RSA host key of 1024 bits',
      'untrusted',
      'RSA host key of 1024 bits',
      () => ({ ...withKey(), hostKey: 'accept-new' }),
    ],
    ['a host that signs with SHA-1', 'protocol', 'ssh-rsa host signature', withKey],
    ['a host that shows a certificate alone', 'protocol', 'host certificate alone', withKey],
    ['a cipher in CBC mode', 'protocol', 'CBC', withKey],
    ['chacha20', 'protocol', 'chacha20', withKey],
    ['a MAC of SHA-1', 'protocol', 'MAC of SHA-1', withKey],
    ['encrypt-then-MAC', 'protocol', 'encrypt-then-MAC', withKey],
    ['a key exchange of SHA-1', 'protocol', 'key exchange of SHA-1', withKey],
    [
      'a user key that the host takes with SHA-1 alone',
      'unauthorized',
      'ssh-rsa user signature',
      () => withKey('rsa'),
    ],
    ['a user key that is revoked', 'unauthorized', 'revoked user keys', withKey],
    [
      'a user key without a certificate of the right authority',
      'unauthorized',
      'user certificates alone',
      withKey,
    ],
    ['a user key that is not authorized', 'unauthorized', plain, () => withKey('stranger')],
    ['a user who may not log in', 'unauthorized', 'another user', withKey],
    ['a wrong password', 'unauthorized', plain, () => ({ user: 'pw', password: 'wrong', hostKey: pinned() })],
    [
      'a wrong answer to the prompt for a password',
      'unauthorized',
      plain,
      () => ({ user: 'kbd', password: 'wrong', hostKey: pinned() }),
    ],
    ['an RSA user key of 1024 bits', 'invalid', plain, () => withKey('rsa-1024')],
    ['a wrong passphrase', 'invalid', plain, () => ({ ...withKey('locked'), passphrase: 'wrong' })],
  ]

  test.each(refused)('refused: %s', { timeout: 60_000 }, async (_name, code, server, options) => {
    expect(await failure((async () => machine.login(server, options()))())).toMatchObject({ code })
  })
})
