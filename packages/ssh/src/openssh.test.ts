import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Shell } from '@cloud/core'
import { afterEach, describe, expect, test } from 'vitest'
import { type SshOptions, ssh } from './index.ts'
import { closeAll, failure, soon, use } from './testing/machine.ts'
import { testNode } from './testing/server.ts'
import { has, type KeyType, keygen, noSshd, type Sshd, sftpServer, startSshd } from './testing/sshd.ts'

afterEach(closeAll)

const node = testNode('node-1')
const publicLine = (sshd: Sshd): string => readFileSync(join(sshd.folder, 'host.pub'), 'utf8')

/** A machine with OpenSSH, and a shell on it with a key of ssh-keygen's making. */
async function openSsh(
  options: Parameters<typeof startSshd>[0] & { readonly userKey?: readonly [KeyType, ...string[]] } = {},
  more: Partial<SshOptions> = {},
): Promise<{ readonly sshd: Sshd; readonly shell: Shell }> {
  const { userKey: [type, ...format] = ['ed25519'] } = options
  const sshd = use(await startSshd(options))
  const { file } = keygen(sshd.folder, 'user', type, ...format)
  writeFileSync(join(sshd.folder, 'authorized_keys'), readFileSync(`${file}.pub`))
  const access = ssh({
    user: sshd.user,
    port: sshd.port,
    privateKey: readFileSync(file, 'utf8'),
    hostKey: { pinned: publicLine(sshd) },
    ...more,
  })
  return { sshd, shell: use(await access.connect({ node }, soon)) }
}

describe.skipIf(noSshd !== '')(`on OpenSSH${noSshd && ` (${noSshd})`}`, () => {
  test('output arrives as it is written, on both streams', async () => {
    const { shell } = await openSsh()
    const told: { text: string; stream: string; at: number }[] = []
    const script = 'echo one; sleep 0.4; echo two >&2; sleep 0.4; echo three'
    const result = await shell.run(['sh', '-c', script], {
      onOutput: (output) => told.push({ ...output, at: Date.now() }),
    })
    expect(told.map(({ stream, text }) => [stream, text])).toEqual([
      ['stdout', 'one\n'],
      ['stderr', 'two\n'],
      ['stdout', 'three\n'],
    ])
    const [one = { at: 0 }, two = { at: 0 }, three = { at: 0 }] = told
    expect(two.at - one.at).toBeGreaterThan(250)
    expect(three.at - two.at).toBeGreaterThan(250)
    expect(result).toMatchObject({ exitCode: 0, stdout: 'one\nthree\n', stderr: 'two\n' })
  })

  test('exit codes and signals are those of the command', async () => {
    const { shell } = await openSsh()
    expect((await shell.run(['sh', '-c', 'exit 7'])).exitCode).toBe(7)
    expect(await shell.run(['sh', '-c', 'echo last; kill -9 $$'])).toMatchObject({
      exitCode: null,
      signal: 'SIGKILL',
      stdout: 'last\n',
    })
    expect((await shell.run(['/no/such/program'])).exitCode).toBe(127)
  })

  test('arguments and input arrive byte for byte', async () => {
    const { shell } = await openSsh()
    const nasty = [
      'a b',
      "it's",
      '"',
      '$HOME',
      '`id`',
      '\\',
      '*',
      '~',
      '',
      '-n',
      'né€',
      'line\nbreak',
      '#',
      '!x',
    ]
    const { stdout } = await shell.run(['printf', '%s\\0', ...nasty])
    expect(stdout.split('\0').slice(0, -1)).toEqual(nasty)
    const input = 'x'.repeat(3_000_000)
    expect((await shell.run(['wc', '-c'], { stdin: input })).stdout.trim()).toBe('3000000')
    expect((await shell.run(['cat'])).stdout).toBe('')
  })

  test('a flood of output is read to its end, and its end kept', async () => {
    const { shell } = await openSsh()
    let told = 0
    const { stdout } = await shell.run(['sh', '-c', 'head -c 30000000 /dev/zero | tr "\\0" "x"; echo end'], {
      onOutput: ({ text }) => {
        told += text.length
      },
    })
    expect(told).toBe(30_000_004)
    expect(stdout.length).toBe(1024 * 1024)
    expect(stdout.endsWith('xxend\n')).toBe(true)
  })

  test('a file is synchronised and renamed over the old one in one step', async () => {
    const log = join(tmpdir(), `cloud-sftp-${process.pid}.log`)
    const { shell, sshd } = await openSsh({ sftp: `${sftpServer} -e -l VERBOSE 2>${log}` })
    use({ close: async () => rmSync(log) })
    const path = join(sshd.folder, 'file')
    await shell.upload('old', path, { mode: 0o644 })
    const before = statSync(path)
    await shell.upload('new content', path, { mode: 0o4750 })
    expect(readFileSync(path, 'utf8')).toBe('new content')
    expect((statSync(path).mode & 0o7777).toString(8)).toBe('4750')
    expect(statSync(path).ino).not.toBe(before.ino)
    expect(readdirSync(sshd.folder).filter((name) => name.startsWith('.'))).toEqual([])
    const words = readFileSync(log, 'utf8').match(
      /^(open|fset mode|set "[^"]*" mode|fsync|close|posix-rename)/gm,
    )
    expect(words?.slice(-5)).toEqual([
      'open',
      expect.stringMatching(/^set/),
      'fsync',
      'close',
      'posix-rename',
    ])
  })

  test('some MiB go up and down unchanged', async () => {
    const { shell, sshd } = await openSsh()
    const content = Uint8Array.from(
      { length: 5 * 1024 * 1024 + 3 },
      (_, index) => (index * 7 + (index >> 9)) & 255,
    )
    const path = join(sshd.folder, 'large')
    await shell.upload(content, path)
    expect(readFileSync(path).equals(Buffer.from(content))).toBe(true)
    expect(Buffer.from(await shell.download(path)).equals(Buffer.from(content))).toBe(true)
  })

  test('what cannot be transferred says why', async () => {
    const { shell, sshd } = await openSsh()
    const folder = sshd.folder
    expect(await failure(shell.upload('x', join(folder, 'no/such/file')))).toMatchObject({
      code: 'not-found',
    })
    expect(await failure(shell.upload('x', folder))).toMatchObject({ code: 'failed', outcome: 'not-applied' })
    expect(await failure(shell.download(folder))).toMatchObject({ code: 'failed' })
    expect(await failure(shell.download(join(folder, 'none')))).toMatchObject({ code: 'not-found' })
    expect(readdirSync(join(folder, '..')).filter((name) => name.startsWith('.cloud-sshd'))).toEqual([])
  })

  test('a server without SFTP says so', async () => {
    const { shell } = await openSsh({ sftp: '' })
    const error = await failure(shell.upload('x', '/tmp/x'))
    expect(error).toMatchObject({ code: 'failed', hint: expect.stringContaining('subsystem sftp') })
    expect((await shell.run(['true'])).exitCode).toBe(0)
  })

  test('an aborted command is over for the caller at once, and other commands go on', async () => {
    const { shell } = await openSsh()
    const startedAt = Date.now()
    const error = await failure(shell.run(['sleep', '5'], { signal: AbortSignal.timeout(100) }))
    expect(error).toMatchObject({ code: 'aborted', outcome: 'unknown' })
    expect(Date.now() - startedAt).toBeLessThan(1_000)
    expect((await shell.run(['echo', 'still here'])).stdout).toBe('still here\n')
  })

  test.each<KeyType>(['ed25519', 'ecdsa', 'rsa'])(
    'a machine is verified by its %s host key',
    async (hostKeyType) => {
      const { shell } = await openSsh({ hostKeyType })
      expect((await shell.run(['echo', 'verified'])).stdout).toBe('verified\n')
    },
  )

  test.each<[string, KeyType, ...string[]]>([
    ['ed25519 as OpenSSH', 'ed25519'],
    ['ecdsa as OpenSSH', 'ecdsa'],
    ['ecdsa-521 as OpenSSH', 'ecdsa', '-b', '521'],
    ['rsa as OpenSSH', 'rsa'],
    ['ecdsa as SEC1', 'ecdsa', '-m', 'PEM'],
    ['rsa as PKCS#1', 'rsa', '-m', 'PEM'],
    ['ecdsa as PKCS#8', 'ecdsa', '-m', 'PKCS8'],
    ['rsa as PKCS#8', 'rsa', '-m', 'PKCS8'],
  ])('a user logs in with %s', async (_name, ...userKey) => {
    const { shell } = await openSsh({ userKey })
    expect((await shell.run(['echo', 'in'])).stdout).toBe('in\n')
  })

  test('a changed host key is refused, and neither key nor password is offered', async () => {
    const { sshd } = await openSsh()
    const impostor = use(await startSshd())
    const access = ssh({
      user: sshd.user,
      port: impostor.port,
      password: 'canary',
      hostKey: { pinned: publicLine(sshd) },
    })
    const startedAt = Date.now()
    expect(await failure(access.connect({ node }, soon))).toMatchObject({ code: 'untrusted' })
    expect(Date.now() - startedAt).toBeLessThan(3_000)
    expect(impostor.log()).not.toContain('password')
  })

  test('an ssh-agent logs the user in, and its keys are what nodes are created with', async () => {
    const sshd = use(await startSshd())
    const { file } = keygen(sshd.folder, 'user', 'ed25519')
    const line = readFileSync(`${file}.pub`, 'utf8').trim()
    writeFileSync(join(sshd.folder, 'authorized_keys'), `${line}\n`)
    const socket = join(sshd.folder, 'agent')
    const started = execFileSync(has('ssh-agent'), ['-s', '-a', socket], { encoding: 'utf8' })
    const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(started)?.[1])
    try {
      execFileSync(has('ssh-add'), ['-q', file], { env: { ...process.env, SSH_AUTH_SOCK: socket } })
      const access = ssh({
        user: sshd.user,
        port: sshd.port,
        agent: socket,
        hostKey: { pinned: publicLine(sshd) },
      })
      const { authorizedKeys } = await access.prepare()
      expect(authorizedKeys).toEqual([line.split(' ').slice(0, 2).join(' ')])
      const shell = use(await access.connect({ node }, soon))
      expect((await shell.run(['echo', 'in'])).stdout).toBe('in\n')
    } finally {
      process.kill(pid)
    }
  })

  test('known_hosts of ssh-keyscan and ssh-keygen -H is understood', async () => {
    const sshd = use(await startSshd())
    const { file } = keygen(sshd.folder, 'user', 'ed25519')
    writeFileSync(join(sshd.folder, 'authorized_keys'), readFileSync(`${file}.pub`))
    const path = join(sshd.folder, 'known_hosts')
    const scan = ['-p', String(sshd.port), '-t', 'ed25519', '127.0.0.1']
    writeFileSync(
      path,
      execFileSync(has('ssh-keyscan'), scan, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )
    execFileSync(has('ssh-keygen'), ['-q', '-H', '-f', path], { stdio: 'ignore' })
    expect(readFileSync(path, 'utf8')).toContain('|1|')
    const access = ssh({
      user: sshd.user,
      port: sshd.port,
      privateKey: readFileSync(file, 'utf8'),
      hostKey: { knownHosts: path },
    })
    const shell = use(await access.connect({ node }, soon))
    expect((await shell.run(['echo', 'known'])).stdout).toBe('known\n')
  })

  test('a server that knows no algorithm but old ones is refused at once', async () => {
    const sshd = use(await startSshd({ set: ['Ciphers=aes128-cbc'] }))
    const access = ssh({ user: sshd.user, port: sshd.port, hostKey: { pinned: publicLine(sshd) } })
    await access.prepare()
    expect(await failure(access.connect({ node }, soon))).toMatchObject({
      code: 'protocol',
      retryable: false,
    })
  })
})
