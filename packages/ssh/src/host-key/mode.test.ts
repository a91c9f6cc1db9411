import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Access, CloudError, type ConnectTo, secret } from '@cloud/core'
import { afterEach, expect, test } from 'vitest'
import { type HostKeyMode, type SshOptions, ssh } from '../index.ts'
import { generateKeyPair, type SshKeyPair } from '../openssh-key.ts'
import { type Installed, injecting, succeed } from '../testing/injecting.ts'
import {
  closeAll,
  connectLocal,
  failure,
  finish,
  hostKeyIn,
  hurried,
  hurriedSoon,
  server,
  soon,
  use,
} from '../testing/machine.ts'
import { fingerprintOf, type TestServer, testNode } from '../testing/server.ts'

afterEach(closeAll)

const user = generateKeyPair()

/** Machines by host key, and a shell's worth of connecting to one of them. */
async function reach(
  at: TestServer,
  hostKey: HostKeyMode,
  more: Partial<SshOptions> & { readonly id?: string; readonly hostKeys?: ConnectTo['hostKeys'] } = {},
): Promise<void> {
  const { id = 'node-1', hostKeys, ...options } = more
  const access = ssh({ user: 'root', port: at.port, privateKey: user.privateKey, hostKey, ...options })
  await connectTo(access, id, hostKeys)
}

async function connectTo(
  access: Access,
  id: string,
  hostKeys?: ConnectTo['hostKeys'],
  call = soon,
): Promise<void> {
  const shell = await access.connect({ node: testNode(id), ...(hostKeys && { hostKeys }) }, call)
  await shell.close()
}

const machine = (...hostKeys: SshKeyPair[]) =>
  server({ authorized: [user.publicKey], ...(hostKeys.length > 0 && { hostKeys }) })

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'cloud-ssh-'))
  use({ close: () => rm(path, { recursive: true }) })
  return path
}

test('pinned: a fingerprint or a whole line lets the machine in, another ends it naming both', async () => {
  const at = await machine()
  await reach(at, { pinned: at.fingerprint })
  await reach(at, { pinned: `${at.fingerprint}=` })
  await reach(at, { pinned: [generateKeyPair().publicKey, at.hostKey] })
  const other = generateKeyPair().publicKey
  const before = at.logins.length
  const error = await failure(reach(at, { pinned: other }, { password: 'canary' }))
  expect(error).toMatchObject({
    code: 'untrusted',
    provider: 'ssh',
    operation: 'connect',
    retryable: false,
    details: {
      nodeId: 'node-1',
      host: '127.0.0.1',
      port: at.port,
      mode: 'pinned',
      seen: at.fingerprint,
      seenType: 'ssh-ed25519',
      expected: [fingerprintOf(other)],
    },
  })
  expect((error as Error).message).toContain(at.fingerprint)
  expect((error as Error).message).toContain(fingerprintOf(other))
  expect(at.logins.length).toBe(before)
})

test('a machine with several host keys is asked for the one that is known', async () => {
  const ecdsa = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const pem = String(ecdsa.privateKey.export({ type: 'sec1', format: 'pem' }))
  const { x = '', y = '' } = ecdsa.publicKey.export({ format: 'jwk' })
  const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes])
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const type = 'ecdsa-sha2-nistp256'
  const blob = Buffer.concat([field(Buffer.from(type)), field(Buffer.from('nistp256')), field(point)])
  const line = `${type} ${blob.toString('base64')}`
  const at = await machine(generateKeyPair(), { publicKey: line, privateKey: secret(pem) })
  await reach(at, { pinned: line })
  await reach(at, { pinned: at.hostKey })
})

test('injected: the key of the user data is good for one connection, and a second one takes its place', async () => {
  const { access, lead, reach, made, commands } = injecting()
  const [one, two] = [await access.prepare(), await access.prepare()]
  const inUserData = await made(hostKeyIn(one))
  lead(inUserData)
  const hostKey = await reach('node-1', one.token)
  expect(hostKey).toMatchObject({ mode: 'injected', fingerprint: expect.stringMatching(/^SHA256:/) })
  expect(hostKey?.publicKey).not.toBe(inUserData.hostKey)
  expect(hostKey && fingerprintOf(hostKey.publicKey)).toBe(hostKey?.fingerprint)
  expect(await reach('node-1', one.token)).toEqual(hostKey)
  expect(await reach('node-1')).toEqual(hostKey)
  expect(commands).toHaveLength(1)
  lead(inUserData)
  for (const token of [one.token, undefined])
    expect(await failure(reach('node-1', token))).toMatchObject({
      code: 'untrusted',
      details: { mode: 'injected', seen: inUserData.fingerprint, expected: [hostKey?.fingerprint] },
    })
  const { publicKey } = hostKeyIn(two)
  expect(await failure(reach('node-2', two.token))).toMatchObject({
    code: 'untrusted',
    details: { seen: inUserData.fingerprint, expected: [fingerprintOf(publicKey)] },
  })
})

test('injected: a connection that is lost while the key is replaced is made again, and either key is right until one was seen', async () => {
  let tries = 0
  const lose: Installed = async (pair, channel, become) => {
    if (++tries > 1) return succeed(pair, channel, become)
    await become(pair)
    channel.destroy()
    Reflect.get(channel, '_client')?._sock?.destroy()
  }
  const { access, lead, reach, made, commands } = injecting({}, hurried)
  const prepared = await access.prepare()
  lead(await made(hostKeyIn(prepared), lose))
  const hostKey = await reach('node-1', prepared.token, hurriedSoon)
  expect(commands).toHaveLength(1)
  expect(await reach('node-1')).toEqual(hostKey)
})

test('injected: a key that cannot be replaced fails the connection, unless it is to stay', async () => {
  const refuse: Installed = (_pair, channel) => {
    channel.stderr.write('sudo: a password is required\n')
    finish(channel, '', 1)
  }
  const error = { code: 'failed', hint: expect.stringContaining('rotate: false') }
  const { access, lead, reach, made, commands } = injecting({}, { user: 'admin' })
  const prepared = await access.prepare()
  lead(await made(hostKeyIn(prepared), refuse))
  expect(await failure(reach('node-1', prepared.token))).toMatchObject({
    ...error,
    message: expect.stringContaining('sudo: a password is required'),
  })
  expect(commands[0]).toMatch(/^sudo -n sh -c /)

  const ignoring = injecting({}, hurried)
  const ignored = await ignoring.access.prepare()
  ignoring.lead(await ignoring.made(hostKeyIn(ignored), (_pair, channel) => finish(channel)))
  expect(await failure(ignoring.reach('node-1', ignored.token, hurriedSoon))).toMatchObject({
    ...error,
    message: expect.stringContaining('goes on showing it'),
  })

  const staying = injecting({ rotate: false })
  const stays = await staying.access.prepare()
  const machineOf = await staying.made(hostKeyIn(stays))
  staying.lead(machineOf)
  expect(await staying.reach('node-1', stays.token)).toEqual({
    mode: 'injected',
    publicKey: machineOf.hostKey,
    fingerprint: machineOf.fingerprint,
  })
  expect(staying.commands).toEqual([])
})

test('injected: the key of a machine that was never reached is no other machine’s', async () => {
  const { access, lead, reach } = injecting()
  const [never, later] = [await access.prepare(), await access.prepare()]
  lead(await machine(hostKeyIn(never)))
  const error = { code: 'untrusted', details: { expected: [fingerprintOf(hostKeyIn(later).publicKey)] } }
  expect(await failure(reach('node-2', later.token))).toMatchObject(error)
  for (const token of [undefined, {}, 'text', (await ssh({ user: 'root' }).prepare()).token])
    expect(await failure(reach('node-2', token))).toMatchObject({
      code: 'untrusted',
      details: { expected: [] },
    })
})

test('injected: a machine that was given no key is refused, and the error tells its fingerprint and the ways out', async () => {
  const at = await machine()
  const error = await failure(reach(at, 'injected'))
  expect(error).toMatchObject({
    code: 'untrusted',
    details: { mode: 'injected', seen: at.fingerprint, expected: [] },
    hint: expect.stringMatching(/pinned.*'provider'.*knownHosts.*'accept-new'.*'insecure'/),
  })
  expect((error as CloudError).hint).toContain(at.fingerprint)
})

test('provider: waits until the keys are told, passes over a failed question, and holds to what it was told', async () => {
  const at = await machine()
  const answers: (readonly string[] | Error)[] = [
    [],
    new CloudError('busy', { code: 'rate-limited', retryable: true }),
    [generateKeyPair().publicKey, at.hostKey],
  ]
  let asked = 0
  const access = ssh({
    user: 'root',
    port: at.port,
    privateKey: user.privateKey,
    hostKey: 'provider',
    ...hurried,
  })
  const hostKeys = async () => {
    const answer = answers[asked++] ?? []
    if (answer instanceof Error) throw answer
    return answer
  }
  await connectTo(access, 'node-1', hostKeys, hurriedSoon)
  expect(asked).toBe(3)
  await connectTo(access, 'node-1', hostKeys, hurriedSoon)
  expect(asked).toBe(3)
})

test('provider: keys of another machine are untrusted, a driver that tells none is invalid', async () => {
  const at = await machine()
  const other = generateKeyPair().publicKey
  expect(await failure(reach(at, 'provider', { hostKeys: async () => [other] }))).toMatchObject({
    code: 'untrusted',
    details: { seen: at.fingerprint, expected: [fingerprintOf(other)] },
  })
  expect(await failure(reach(at, 'provider'))).toMatchObject({ code: 'invalid' })
  const gone = new CloudError('no such node', { code: 'not-found' })
  expect(await failure(reach(at, 'provider', { hostKeys: () => Promise.reject(gone) }))).toBe(gone)
})

test('known hosts: the line of the address and port decides', async () => {
  const at = await machine()
  const path = join(await folder(), 'known_hosts')
  const name = `[127.0.0.1]:${at.port}`
  const verdict = async (text: string) => {
    await writeFile(path, text)
    const result = await reach(at, { knownHosts: path }).catch((error: unknown) => error)
    return result === undefined ? 'trusted' : (result as Error).message
  }
  const other = generateKeyPair().publicKey
  expect(await verdict(`${name} ${at.hostKey}\n`)).toBe('trusted')
  expect(await verdict(`${name} ${other}\n${name} ${at.hostKey}\n`)).toBe('trusted')
  expect(await verdict(`${name} ${other}\n`)).toContain(`expected ${fingerprintOf(other)}`)
  expect(await verdict(`127.0.0.1 ${at.hostKey}\n`)).toContain(`no line for ${name}`)
  expect(await verdict(`@revoked * ${at.hostKey}\n${name} ${at.hostKey}\n`)).toContain('revoked')
  expect(await verdict(`@cert-authority * ${other}\n`)).toContain('certificate')
})

test('known hosts: a file that cannot be read is invalid', async () => {
  const at = await machine()
  const error = await failure(reach(at, { knownHosts: join(await folder(), 'none') }))
  expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining('ENOENT') })
})

test('accept-new: the first key of a node is believed, another one is not', async () => {
  const [first, second] = [await machine(), await machine()]
  let port = first.port
  const access = ssh({
    user: 'root',
    privateKey: user.privateKey,
    hostKey: 'accept-new',
    socket: (to) => connectLocal(port, to.signal),
  })
  await connectTo(access, 'node-1')
  port = second.port
  expect(await failure(connectTo(access, 'node-1'))).toMatchObject({
    code: 'untrusted',
    details: { seen: second.fingerprint, expected: [first.fingerprint] },
  })
  await connectTo(access, 'node-2')
})

test('accept-new in a file: another access holds the node to its key, and only the user reads the file', async () => {
  const [first, second] = [await machine(), await machine()]
  const path = join(await folder(), 'hosts')
  const id = 'projects/p/zones/z,*/node 1'
  await reach(first, { acceptNew: path }, { id })
  await reach(first, { acceptNew: path }, { id })
  await reach(second, { acceptNew: path }, { id: 'other' })
  expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(2)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await failure(reach(second, { acceptNew: path }, { id }))).toMatchObject({ code: 'untrusted' })
})

test('accept-new believes only who proves the key and lets the user in', async () => {
  const at = await server({ authorized: [] })
  const path = join(await folder(), 'hosts')
  expect(await failure(reach(at, { acceptNew: path }, { authGraceMs: 0 }))).toMatchObject({
    code: 'unauthorized',
  })
  expect(await failure(readFile(path))).toMatchObject({ code: 'ENOENT' })
})

test('insecure takes any key, says so once, and takes no password', async () => {
  const [first, second] = [await machine(), await machine()]
  const warned: string[] = []
  const listen = (warning: Error) => warned.push(warning.message)
  process.on('warning', listen)
  let port = first.port
  const access = ssh({
    user: 'root',
    privateKey: user.privateKey,
    hostKey: 'insecure',
    socket: (to) => connectLocal(port, to.signal),
  })
  await connectTo(access, 'node-1')
  port = second.port
  await connectTo(access, 'node-1')
  process.off('warning', listen)
  expect(warned.filter((text) => text.includes('insecure'))).toHaveLength(1)
})

test('an RSA host key below 2048 bits is refused, pinned or not', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const pem = String(privateKey.export({ type: 'pkcs1', format: 'pem' }))
  expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(1024)
  const at = await machine({ publicKey: '', privateKey: secret(pem) })
  expect(await failure(reach(at, 'accept-new'))).toMatchObject({
    code: 'untrusted',
    message: expect.stringContaining('1024 bits'),
  })
})
