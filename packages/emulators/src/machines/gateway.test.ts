import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ssh2 from 'ssh2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Gateway, startGateway } from './gateway.ts'
import { gatewaySocket } from './gateway-socket.ts'
import type { Machine } from './machine.ts'
import { programFile } from './program-file.ts'
import { shellMachines } from './shell-machines.ts'
import { machineOptions, run, userKey } from './testing/client.ts'

const room = shellMachines()
let machine: Machine
let gateway: Gateway
beforeAll(async () => {
  machine = room.make(machineOptions())
  await machine.boot()
  const down = room.make(machineOptions())
  gateway = await startGateway((host, port) => {
    if (port !== 22) return undefined
    return { '192.0.2.10': machine, '2001:db8::10': machine, '192.0.2.11': down }[host]
  })
})
afterAll(async () => {
  await gateway.close()
  await room.close()
})

describe('the gateway', () => {
  it.each(['192.0.2.10', '2001:db8::10'])('carries SSH to the machine at %s', async (host) => {
    const client = new ssh2.Client()
    const ready = once(client, 'ready')
    const sock = await gatewaySocket(gateway)({ host, port: 22 })
    client.connect({ sock: sock as never, username: 'ec2-user', privateKey: userKey.privateKey })
    await ready
    expect((await run(client, 'hostname')).out).toBe('ip-192-0-2-10\n')
    client.end()
  })

  it('refuses addresses of no machine, ports but 22, and machines that are off', async () => {
    const open = gatewaySocket(gateway)
    await expect(open({ host: '203.0.113.9', port: 22 })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(open({ host: '192.0.2.10', port: 80 })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(open({ host: '192.0.2.11', port: 22 })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('is given up on when the caller aborts', async () => {
    const reason = new Error('enough')
    await expect(
      gatewaySocket(gateway)({ host: '192.0.2.10', port: 22, signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason)
  })

  it('knows no method but CONNECT, and no target that is no address', async () => {
    expect((await fetch(`http://127.0.0.1:${gateway.port}/`)).status).toBe(405)
    const socket = connect(gateway.port, '127.0.0.1')
    socket.write('CONNECT nonsense HTTP/1.1\r\nhost: nonsense\r\n\r\n')
    const [reply] = await once(socket, 'data')
    expect(String(reply)).toMatch(/^HTTP\/1\.1 400 /)
    socket.destroy()
  })
})

const client = existsSync('/usr/bin/ssh') ? '/usr/bin/ssh' : undefined

describe(`OpenSSH's own client${client ? '' : ' (skipped: there is no /usr/bin/ssh)'}`, () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-'))
    await writeFile(join(folder, 'key'), userKey.privateKey, { mode: 0o600 })
  })
  afterAll(() => rm(folder, { recursive: true }))

  const ssh = async (host: string, words: readonly string[], input = '') => {
    const proxy = `${process.execPath} ${programFile('gateway-connect-program')} ${gateway.host} ${gateway.port} %h %p`
    const common = [
      '-F',
      '/dev/null',
      '-i',
      join(folder, 'key'),
      '-o',
      `ProxyCommand=${proxy}`,
      '-o',
      'BatchMode=yes',
      '-o',
      'IdentitiesOnly=yes',
    ]
    const known = [
      '-o',
      `UserKnownHostsFile=${join(folder, 'known')}`,
      '-o',
      'StrictHostKeyChecking=yes',
      '-o',
      'GlobalKnownHostsFile=/dev/null',
    ]
    const child = spawn(client ?? 'ssh', [...common, ...known, `ec2-user@${host}`, ...words])
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (err += chunk))
    child.stdin.end(input)
    const [code] = await once(child, 'close')
    return { out, err, code }
  }

  it.skipIf(!client)(
    'reaches a machine through the ProxyCommand with the host key from the console',
    async () => {
      const block = /KEY KEYS-----\n(.*) root@/.exec(machine.console())?.[1]
      await writeFile(join(folder, 'known'), `192.0.2.10 ${block}\n`)
      expect(await ssh('192.0.2.10', ['cat; exit 7'], 'through\n')).toMatchObject({
        out: 'through\n',
        code: 7,
      })
    },
  )

  it.skipIf(!client)('refuses a machine with another host key, and says why no machine answers', async () => {
    await writeFile(join(folder, 'known'), `192.0.2.10 ${userKey.publicKey}\n`)
    expect((await ssh('192.0.2.10', ['true'])).err).toContain('Host key verification failed')
    expect(await ssh('203.0.113.9', ['true'])).toMatchObject({ code: 255 })
    expect((await ssh('203.0.113.9', ['true'])).err).toContain(
      'gateway: 203.0.113.9:22: HTTP/1.1 502 Bad Gateway',
    )
  })
})

describe('the ProxyCommand', () => {
  it('says how it is called', () => {
    const told = spawnSync(process.execPath, [programFile('gateway-connect-program'), '127.0.0.1'], {
      encoding: 'utf8',
    })
    expect(told.status).toBe(2)
    expect(told.stderr).toMatch(/^usage: /)
  })
})
