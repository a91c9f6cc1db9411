import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { inspect } from 'node:util'
import { type Clock, CloudError, type Node, systemClock } from '@cloud/core'
import { afterEach, expect, test } from 'vitest'
import { type SshOptions, ssh } from './index.ts'
import { generateKeyPair } from './openssh-key.ts'
import {
  closeAll,
  connectLocal,
  failure,
  finish,
  hurried,
  hurriedSoon,
  machine,
  server,
  soon,
  use,
} from './testing/machine.ts'
import { type TestServer, testNode, testServer } from './testing/server.ts'

afterEach(closeAll)

const user = generateKeyPair()
const host = generateKeyPair()
const at = (port: number, more: Partial<SshOptions> = {}) =>
  ssh({ user: 'root', port, privateKey: user.privateKey, hostKey: { pinned: host.publicKey }, ...more })
const known = { hostKeys: [host], authorized: [user.publicKey] }

/** A port that does what it is told with each connection, in order. */
async function port(
  ...acts: ((socket: Socket) => void)[]
): Promise<{ readonly port: number; readonly count: () => number }> {
  const sockets = new Set<Socket>()
  let count = 0
  const listener: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    const act = acts[Math.min(count++, acts.length - 1)]
    act?.(socket)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  use({
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  })
  const address = listener.address()
  return { port: typeof address === 'object' && address ? address.port : 0, count: () => count }
}

/** Carries a connection on to a machine. */
const onTo = (target: TestServer) => async (socket: Socket) => {
  const there = await connectLocal(target.port)
  socket.pipe(there).pipe(socket)
}

test('a machine that refuses connections is tried again until it is up', async () => {
  const free = await server()
  await free.close()
  const connecting = at(free.port, hurried).connect({ node: testNode('n') }, hurriedSoon)
  connecting.catch(() => {})
  await new Promise((resolve) => setTimeout(resolve, 30))
  use(await testServer({ ...known, port: free.port, exec: (_line, channel) => finish(channel, 'up') }))
  const shell = use(await connecting)
  expect((await shell.run(['uptime'])).stdout).toBe('up')
})

test('connections that are reset, closed or answered with noise during the boot are tried again', async () => {
  const target = await server(known)
  const booting = await port(
    (socket) => socket.resetAndDestroy(),
    (socket) => socket.end(),
    (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    (socket) => socket.end('SSH-2.0-booting\r\n'),
    onTo(target),
  )
  use(await at(booting.port, hurried).connect({ node: testNode('n') }, hurriedSoon))
  expect(booting.count()).toBe(5)
})

test('a machine that does not come up ends with timeout, told with address, tries and the last error', async () => {
  const free = await server()
  await free.close()
  const error = await failure(at(free.port).connect({ node: testNode('n') }, { timeoutMs: 700 }))
  expect(error).toMatchObject({
    code: 'timeout',
    provider: 'ssh',
    operation: 'connect',
    retryable: true,
    details: { at: `127.0.0.1:${free.port}`, timeoutMs: 700, attempts: expect.any(Number) },
    cause: expect.objectContaining({ code: 'ECONNREFUSED' }),
    message: expect.stringContaining('ECONNREFUSED'),
  })
  const { attempts } = (error as CloudError).details as { attempts: number }
  expect(attempts).toBeGreaterThanOrEqual(2)
  expect(attempts).toBeLessThanOrEqual(4)
})

test('a machine that says nothing is left after the handshake time, and tried again', async () => {
  const target = await server(known)
  const silent = await port(() => {}, onTo(target))
  use(await at(silent.port, { handshakeTimeoutMs: 500 }).connect({ node: testNode('n') }, soon))
  expect(silent.count()).toBe(2)
})

test('a stream that does not open is left after the connect time', async () => {
  const target = await server(known)
  let opened = 0
  const socket: SshOptions['socket'] = ({ signal }) =>
    opened++ === 0 ? new Promise(() => {}) : connectLocal(target.port, signal)
  use(await at(22, { socket, connectTimeoutMs: 50 }).connect({ node: testNode('n') }, soon))
  expect(opened).toBe(2)
})

test('a stream that opens too late is destroyed', async () => {
  const late = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
  const socket = () => new Promise<Duplex>((resolve) => setTimeout(resolve, 80, late))
  const error = await failure(at(22, { socket }).connect({ node: testNode('n') }, { timeoutMs: 30 }))
  expect(error).toMatchObject({ code: 'timeout' })
  await expect.poll(() => late.destroyed).toBe(true)
})

test('a refused login is tried again while the keys may be on their way', async () => {
  const authorized: string[] = []
  const target = await server({ ...known, authorized })
  const connecting = at(target.port, hurried).connect({ node: testNode('n') }, hurriedSoon)
  connecting.catch(() => {})
  await expect.poll(() => target.logins.length).toBeGreaterThan(1)
  authorized.push(user.publicKey)
  use(await connecting)
})

test('a login that is refused for as long as there is time is told as that, not as a machine that is out of reach', async () => {
  const target = await server({ hostKeys: [host], password: 'right' })
  const access = at(target.port, { ...hurried, authGraceMs: 60_000, password: 'wrong-canary' })
  const error = await failure(
    access.connect({ node: testNode('n') }, { ...hurriedSoon, timeoutMs: 1_500.25 }),
  )
  expect(error).toMatchObject({
    code: 'timeout',
    hint: expect.stringContaining('refuses the login'),
    message: expect.stringContaining('within 1500 ms'),
  })
})

test('a login that stays refused is unauthorized after the grace, with what was offered', async () => {
  const target = await server({ hostKeys: [host], password: 'right' })
  const access = at(target.port, { ...hurried, authGraceMs: 3_000, password: 'wrong-canary' })
  const error = await failure(access.connect({ node: testNode('n') }, hurriedSoon))
  expect(error).toMatchObject({
    code: 'unauthorized',
    retryable: false,
    details: {
      nodeId: 'n',
      user: 'root',
      port: target.port,
      offered: [expect.stringMatching(/^publickey ssh-ed25519 SHA256:/), 'password'],
    },
  })
  expect(target.logins.filter((login) => login === 'password wrong-canary').length).toBeGreaterThan(1)
  const printed = inspect(error, { showHidden: true, depth: 20 }) + JSON.stringify(error)
  expect(printed).not.toContain('wrong-canary')
})

test('a key that cannot be read is invalid at once, however much time there is', async () => {
  const lines = generateKeyPair().privateKey.reveal().split('\n')
  const access = at(1, { privateKey: lines.toSpliced(3, 1).join('\n') })
  const startedAt = Date.now()
  expect(await failure(access.connect({ node: testNode('n') }, soon))).toMatchObject({ code: 'invalid' })
  expect(await failure(access.prepare())).toMatchObject({ code: 'invalid' })
  expect(Date.now() - startedAt).toBeLessThan(2_000)
})

test('the key is tried before the password, and a password only where the key was not enough', async () => {
  const target = await server({ ...known, password: 'right' })
  use(await at(target.port, { password: 'right' }).connect({ node: testNode('n') }, soon))
  expect(target.logins).toEqual(['publickey asked', 'publickey signed'])
  const second = await server({ hostKeys: [host], password: 'right' })
  use(await at(second.port, { password: 'right' }).connect({ node: testNode('n') }, soon))
  expect(second.logins).toEqual(['publickey asked', 'password right'])
})

test('a password answers one hidden question, and nothing else', async () => {
  const answers: string[][] = []
  const target = await server({
    hostKeys: [host],
    authenticate: (context) => {
      if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive'])
      context.prompt([{ prompt: 'Password: ', echo: false }], (first) => {
        answers.push(first)
        context.prompt([{ prompt: 'One-time code: ', echo: false }], (second) => {
          answers.push(second)
          context.accept()
        })
      })
    },
  })
  const access = ssh({
    user: 'root',
    port: target.port,
    password: 'right',
    hostKey: { pinned: host.publicKey },
  })
  use(await access.connect({ node: testNode('n') }, soon))
  expect(answers).toEqual([['right'], ['']])
})

test('a server that takes RSA keys with SHA-1 only gets no signature', async () => {
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs1',
    format: 'pem',
  })
  const target = await server({
    hostKeys: [host],
    tellsNoSignatures: true,
    authenticate: (context) => {
      if (context.method === 'publickey') context.accept()
      else context.reject(['publickey'])
    },
  })
  const access = at(target.port, { privateKey: String(pem), authGraceMs: 0 })
  expect(await failure(access.connect({ node: testNode('n') }, soon))).toMatchObject({
    code: 'unauthorized',
    details: { offered: [expect.stringMatching(/^publickey ssh-rsa/), expect.stringContaining('SHA-1')] },
  })
  expect(target.logins).toEqual(['publickey asked'])
})

test('all addresses are tried, the public ones first', async () => {
  const target = await server(known)
  const tried: string[] = []
  const node: Node = { ...testNode('n', ['192.0.2.1', '2001:db8::1']), privateIps: ['10.0.0.1'] }
  const socket: SshOptions['socket'] = async (to) => {
    tried.push(`${to.host} ${to.port}`)
    if (to.host !== '10.0.0.1') throw Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' })
    return connectLocal(target.port, to.signal)
  }
  const reach = async (address?: SshOptions['address']) => {
    tried.length = 0
    use(await at(2222, { socket, address }).connect({ node }, soon))
    return [...tried]
  }
  expect(await reach()).toEqual(['192.0.2.1 2222', '2001:db8::1 2222', '10.0.0.1 2222'])
  expect(await reach('private')).toEqual(['10.0.0.1 2222'])
  expect(await reach((one) => one.privateIps[0] ?? '')).toEqual(['10.0.0.1 2222'])
})

test.each<[string, SshOptions['address']]>([
  ['no public address', 'public'],
  ['a function that names none', () => ''],
])('%s is invalid', async (_what, address) => {
  const error = await failure(at(22, { address }).connect({ node: testNode('n', []) }, soon))
  expect(error).toMatchObject({ code: 'invalid', details: { nodeId: 'n' } })
})

test("an error of the caller's own socket that no time mends ends the call", async () => {
  const refused = new CloudError('the bastion refuses you', { code: 'forbidden' })
  const error = await failure(
    at(22, { socket: () => Promise.reject(refused) }).connect({ node: testNode('n') }, soon),
  )
  expect(error).toBe(refused)
})

test('a socket that throws is as one that rejects, and leaves no timer behind', async () => {
  const timers = new Set<object>()
  const clock: Clock = {
    ...systemClock,
    after: (ms, run) => {
      const timer = {}
      timers.add(timer)
      const cancel = systemClock.after(ms, () => {
        timers.delete(timer)
        run()
      })
      return () => {
        timers.delete(timer)
        cancel()
      }
    },
  }
  const refused = new CloudError('the bastion refuses you', { code: 'forbidden' })
  const socket = () => {
    throw refused
  }
  expect(await failure(at(22, { socket, clock }).connect({ node: testNode('n') }, soon))).toBe(refused)
  expect(timers.size).toBe(0)
})

test('an abort ends connecting at once, wherever it is, and leaves nothing open', async () => {
  const silent = await port(() => {})
  const refusing = await server()
  await refusing.close()
  const target = await server({ hostKeys: [host], authenticate: () => {} })
  const never = () => new Promise<never>(() => {})
  const places: Record<string, ReturnType<typeof at>> = {
    'opening the stream': at(22, { socket: never }),
    'waiting for a greeting': at(silent.port),
    'waiting between tries': at(refusing.port),
    'logging in': at(target.port),
    'waiting for host keys': at(target.port, { hostKey: 'provider' }),
  }
  for (const [place, access] of Object.entries(places)) {
    const controller = new AbortController()
    const call = access.connect({ node: testNode('n'), hostKeys: never }, { signal: controller.signal })
    call.catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 120))
    const abortedAt = performance.now()
    controller.abort(new Error('changed my mind'))
    expect(await failure(call), place).toMatchObject({
      code: 'aborted',
      operation: 'connect',
      cause: expect.objectContaining({ message: 'changed my mind' }),
    })
    expect(performance.now() - abortedAt, place).toBeLessThan(1_000)
  }
  await expect.poll(() => target.sockets.size).toBe(0)
  const before = AbortSignal.abort()
  expect(await failure(at(22).connect({ node: testNode('n') }, { signal: before }))).toMatchObject({
    code: 'aborted',
  })
})

test('any byte stream will do', async () => {
  const target = await server({ ...known, exec: (_line, channel) => finish(channel, 'through') })
  const socket: SshOptions['socket'] = async (to) => {
    const inner = await connectLocal(target.port, to.signal)
    return Duplex.from({ readable: inner, writable: inner })
  }
  const shell = use(await at(22, { socket }).connect({ node: testNode('n') }, soon))
  expect((await shell.run(['echo'])).stdout).toBe('through')
  await shell.close()
  await expect.poll(() => target.sockets.size).toBe(0)
})

test('small packets are not held back, on a socket that is handed over neither', async () => {
  const target = await server(known)
  const set: unknown[] = []
  const socket: SshOptions['socket'] = async (to) => {
    const opened = await connectLocal(target.port, to.signal)
    const setNoDelay = opened.setNoDelay.bind(opened)
    opened.setNoDelay = (on) => {
      set.push(on)
      return setNoDelay(on)
    }
    return opened
  }
  use(await at(22, { socket }).connect({ node: testNode('n') }, soon))
  expect(set).toEqual([true])
})

test('a machine that falls silent is given up after three answers that did not come', async () => {
  const { shell, server: target } = await machine({ exec: () => {} }, { keepAliveMs: 20 })
  const running = failure(shell.run(['sleep', '60']))
  await new Promise((resolve) => setTimeout(resolve, 20))
  for (const socket of target.sockets) socket.pause()
  expect(await running).toMatchObject({
    code: 'network',
    outcome: 'unknown',
    message: expect.stringContaining('Keepalive timeout'),
  })
})
