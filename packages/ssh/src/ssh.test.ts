import { execFileSync } from 'node:child_process'
import { connect } from 'node:net'
import { inspect } from 'node:util'
import { reveal } from '@cloud/core'
import { afterEach, expect, test } from 'vitest'
import { type SshOptions, ssh } from './index.ts'
import { generateKeyPair } from './openssh-key.ts'
import { closeAll, failure, finish, hostKeyIn, machine, server, soon, use } from './testing/machine.ts'

afterEach(closeAll)

test('a prepared access brings a key and a host key along, and reaches the machine that has both', async () => {
  let port = 0
  const access = ssh({
    user: 'root',
    hostKey: { injected: { rotate: false } },
    socket: async () => connect({ port, host: '127.0.0.1' }),
  })
  const prepared = await access.prepare()
  expect(prepared.authorizedKeys).toEqual([expect.stringMatching(/^ssh-ed25519 AAAA\S+$/)])
  expect(reveal(prepared.userData ?? '')).toMatch(
    /^#cloud-config\n\{\n {2}"ssh_deletekeys": true,\n {2}"ssh_keys"/,
  )
  const at = await server({
    hostKeys: [hostKeyIn(prepared)],
    authorized: prepared.authorizedKeys,
    exec: (line, channel) => finish(channel, `ran ${line}`),
  })
  port = at.port
  const shell = use(await access.connect({ node: at.node(), token: prepared.token }, soon))
  expect(await shell.run(['echo', 'it is'])).toMatchObject({ exitCode: 0, stdout: "ran echo 'it is'" })
  expect(at.logins).toEqual(['publickey asked', 'publickey signed'])
})

test('importing the package and making an access load no ssh2', () => {
  const program = `
    import { createRequire } from 'node:module'
    import { ssh } from '@cloud/ssh'
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('ssh2'))
    ssh({ user: 'root' })
    const before = loaded()
    await import('ssh2')
    process.stdout.write(before + ' ' + loaded())`
  const output = execFileSync(
    process.execPath,
    ['--conditions=@cloud/source', '--input-type=module', '--eval', program],
    { cwd: import.meta.dirname, encoding: 'utf8' },
  )
  expect(output).toBe('false true')
})

test('a key is the same for every node of an access, a host key for none', async () => {
  const access = ssh({ user: 'root' })
  const [one, two] = [await access.prepare(), await access.prepare()]
  expect(one.authorizedKeys).toEqual(two.authorizedKeys)
  expect(hostKeyIn(one).publicKey).not.toBe(hostKeyIn(two).publicKey)
})

test('no user data is asked for where the host key comes another way', async () => {
  const access = ssh({ user: 'root', hostKey: 'provider' })
  expect(await access.prepare()).toEqual({ authorizedKeys: [expect.any(String)] })
})

test("a user's own key is the one that nodes are created with", async () => {
  const pair = generateKeyPair()
  const access = ssh({ user: 'root', privateKey: pair.privateKey, hostKey: 'accept-new' })
  expect(await access.prepare()).toEqual({ authorizedKeys: [pair.publicKey] })
})

test('printing what was prepared shows nothing of the host key', async () => {
  const prepared = await ssh({ user: 'root' }).prepare()
  const [, line = ''] = hostKeyIn(prepared).privateKey.reveal().split('\n')
  expect(line).toMatch(/^[\w+/=]{40,}$/)
  expect(inspect(prepared, { showHidden: true, depth: 20 }) + JSON.stringify(prepared)).not.toContain(line)
})

test('printing an access shows nothing of its secrets', () => {
  const { privateKey } = generateKeyPair()
  const access = ssh({ user: 'root', privateKey, password: 'hunter2-canary', hostKey: 'accept-new' })
  const printed = inspect(access, { showHidden: true, depth: 20 }) + JSON.stringify(access)
  expect(printed).not.toContain('hunter2-canary')
  expect(printed).not.toContain(privateKey.reveal().split('\n')[2])
})

test.each<[string, object | undefined]>([
  ['no options', undefined],
  ['an unknown option', { user: 'root', hostkey: 'insecure' }],
  ['no user', {}],
  ['a user with a line break', { user: 'root\n' }],
  ['port 0', { user: 'root', port: 0 }],
  ['a negative time', { user: 'root', connectTimeoutMs: -1 }],
  ['an unknown host key mode', { user: 'root', hostKey: 'trust-me' }],
  ['a pin that is no fingerprint', { user: 'root', hostKey: { pinned: 'SHA256:abc' } }],
  ['no pin at all', { user: 'root', hostKey: { pinned: [] } }],
  ['a password for whoever answers', { user: 'root', hostKey: 'insecure', password: 'secret' }],
  ['an address that is no choice', { user: 'root', address: 'both' }],
  ['the path of a key', { user: 'root', privateKey: '/root/.ssh/id_ed25519' }],
  ['a public key', { user: 'root', privateKey: generateKeyPair().publicKey }],
  ['an agent without a path', { user: 'root', agent: '' }],
  ['a key as bytes', { user: 'root', privateKey: Buffer.from('-----BEGIN') }],
  ['a password that is not there', { user: 'root', password: null }],
  ['a passphrase that is a number', { user: 'root', passphrase: 1234 }],
  ['a socket in place of a function that opens one', { user: 'root', socket: {} }],
  ['a clock that has no time', { user: 'root', clock: {} }],
  ['a port as text', { user: 'root', port: '22' }],
  ['two ways to know the host', { user: 'root', hostKey: { pinned: 'SHA256:x', acceptNew: 'file' } }],
  ['a host key mode of another name', { user: 'root', hostKey: { knownhosts: 'file' } }],
])('%s is invalid before anything happens', (_what, options) => {
  expect(() => ssh(options as SshOptions)).toThrow(expect.objectContaining({ code: 'invalid' }))
})

test('a password that is none is refused without being shown', () => {
  const options = { user: 'root', password: ['hunter2-canary'] } as unknown as SshOptions
  expect(() => ssh(options)).toThrow('password must be a string or a Secret, and is object')
  expect(() => ssh(options)).not.toThrow('hunter2')
})

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'What connect() was given must be a plain object'],
  ['a node in place of { node }', { id: 'n-1', publicIps: [], privateIps: [] }, 'has no option "id"'],
  ['no node', {}, 'connect() was given no node: { node }, as getNode() resolves with it'],
  ['the id of a node', { node: 'n-1' }, 'connect() was given no node'],
])('%s is no machine to connect to', async (_what, to, message) => {
  const access = ssh({ user: 'root', hostKey: 'accept-new' })
  expect(await failure(access.connect(to as never))).toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(message),
  })
})

test('call options that no call has are invalid', async () => {
  const access = ssh({ user: 'root' })
  const call = { timeout: 5 } as never
  for (const work of [access.prepare(call), access.connect({ node: (await server()).node() }, call)])
    expect(await failure(work)).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('no option "timeout"'),
    })
})

test('what a shell cannot do anything with is invalid, and nothing is sent', async () => {
  const lines: string[] = []
  const { shell } = await machine({
    exec: (line, channel) => {
      lines.push(line)
      finish(channel, '')
    },
  })
  const given = shell as unknown as Record<
    'run' | 'upload' | 'download',
    (...input: unknown[]) => Promise<unknown>
  >
  for (const [work, message] of [
    [given.run('ls -l'), "The command must be an array: as in ['ls', '-l']"],
    [given.run(['sleep', 5]), 'The command[1] must be a string, and is number'],
    [given.run(['rm', undefined]), 'The command[1] must be a string, and is undefined'],
    [given.run(['ls'], { timeout: 5 }), 'run has no option "timeout": its options are'],
    [given.run(['cat'], { stdin: 5 }), 'stdin must be a string or a Uint8Array, and is number'],
    [given.run(['cat'], { onOutput: 'log' }), 'onOutput must be a function'],
    [given.upload(undefined, '/f'), 'content must be a string or a Uint8Array, and is undefined'],
    [given.upload('x'), 'undefined is no path of a file'],
    [given.upload('x', '/f', { mode: 644 }), 'mode is 644: 0o644 was perhaps meant'],
    [given.upload('x', '/f', { mod: 0o644 }), 'upload has no option "mod": its options are '],
    [given.upload('x', '/f', 0o644), 'upload must be a plain object'],
    [given.download(7), '7 is no path of a file'],
    [given.download('/f', { timeout: 5 }), 'download has no option "timeout"'],
  ] as const)
    expect(await failure(work)).toMatchObject({ code: 'invalid', message: expect.stringContaining(message) })
  expect(lines).toEqual([])
})

test('an address that is no text is told, and one that is empty is none', async () => {
  const to = { node: (await server()).node() }
  for (const [address, message] of [
    [() => ['192.0.2.1'], 'What the function address returned must be a string, and is object'],
    [() => '', 'has no address to connect to'],
  ] as const) {
    const access = ssh({ user: 'root', hostKey: 'accept-new', address: address as () => string })
    await access.prepare()
    expect(await failure(access.connect(to))).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(message),
    })
  }
})

test('an access that prepared nothing says so when it is to log in', async () => {
  const at = await server()
  const access = ssh({ user: 'root', port: at.port, hostKey: { pinned: at.hostKey } })
  expect(await failure(access.connect({ node: at.node() }, soon))).toMatchObject({ code: 'invalid' })
})

test('a session runs commands one after the other and side by side', async () => {
  const { shell } = await machine({ exec: (line, channel) => finish(channel, line) })
  expect((await shell.run(['first'])).stdout).toBe('first')
  const all = await Promise.all(['a', 'b', 'c'].map((name) => shell.run(['echo', name])))
  expect(all.map((result) => result.stdout)).toEqual(['echo a', 'echo b', 'echo c'])
})

test('closing a shell cuts what runs in it, its outcome unknown', async () => {
  const { shell } = await machine({ exec: () => {} })
  const running = failure(shell.run(['sleep', '60']))
  await new Promise((resolve) => setTimeout(resolve, 30))
  await shell.close()
  expect(await running).toMatchObject({
    code: 'network',
    outcome: 'unknown',
    message: expect.stringContaining('the shell was closed'),
  })
})

test('closing a shell ends its connection, as often as it is called', async () => {
  const { shell, server } = await machine()
  expect(server.sockets.size).toBe(1)
  await Promise.all([shell.close(), shell.close()])
  await expect.poll(() => server.sockets.size).toBe(0)
})

test('a shell that was closed does nothing any more, and says so', async () => {
  for (const used of [true, false]) {
    const { shell } = await machine()
    if (used) await shell.upload('x', 'x')
    await shell.close()
    for (const call of [shell.run(['true']), shell.upload('y', 'y'), shell.download('x')])
      expect(await failure(call)).toMatchObject({ code: 'network', outcome: 'not-applied' })
  }
})
