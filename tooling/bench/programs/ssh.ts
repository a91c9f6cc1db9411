/** Connects over SSH, runs `true` and hangs up: so many times, so many at a time, in one of the ways of `contestants`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { Node } from '@cloud/core'
import { ssh } from '@cloud/ssh'
import ssh2 from 'ssh2'
import { measured, times } from './measured.ts'

const { port, user, userKey, hostKey, knownHosts } = JSON.parse(process.env.BENCH_SERVER ?? '{}')
const privateKey = readFileSync(userKey, 'utf8')
const host = '127.0.0.1'

function ours() {
  const access = ssh({ user, port, privateKey, hostKey: { pinned: hostKey } })
  const node: Node = {
    ...{ kind: 'node', id: 'n', name: 'n', state: 'running', publicIps: [host], privateIps: [] },
    ...{ tags: {}, native: {} },
  }
  return async () => {
    const shell = await access.connect({ node })
    const { exitCode } = await shell.run(['true'])
    await shell.close()
    if (exitCode !== 0) throw new Error(`exit code ${exitCode}`)
  }
}

/** The library that ours is made with, by itself: on a socket of its own making, or on one that does not wait to fill packets. */
function ssh2With(noDelay: boolean) {
  const blob = Buffer.from(hostKey.split(' ')[1], 'base64')
  return async () => {
    const client = new ssh2.Client()
    const ready = once(client, 'ready')
    const sock = noDelay ? connect({ host, port, noDelay: true }) : undefined
    if (sock) await once(sock, 'connect')
    client.connect({
      ...(sock ? { sock } : { host, port }),
      username: user,
      hostVerifier: (key: Buffer) => key.equals(blob),
      privateKey,
      authHandler: ['publickey'],
    })
    await ready
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    client.exec('true', (error, channel) => {
      if (error) reject(error)
      else channel.on('exit', resolve).resume()
    })
    const code = await promise
    const closed = once(client, 'close')
    client.end()
    await closed
    if (code !== 0) throw new Error(`exit code ${code}`)
  }
}

function command() {
  const options = {
    ...{ BatchMode: 'yes', IdentitiesOnly: 'yes', StrictHostKeyChecking: 'yes', ControlPath: 'none' },
    UserKnownHostsFile: knownHosts,
  }
  const set = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])
  const args = ['-F', '/dev/null', '-p', String(port), '-i', userKey, ...set, `${user}@${host}`, 'true']
  return async () => {
    const [code] = await once(spawn('ssh', args, { stdio: 'ignore' }), 'exit')
    if (code !== 0) throw new Error(`exit code ${code}`)
  }
}

const contestants: Readonly<Record<string, () => () => Promise<void>>> = {
  ours,
  floor: () => ssh2With(true),
  ssh2: () => ssh2With(false),
  command,
}
const [name = '', count = '', width = ''] = process.argv.slice(2)
const connectAndRun = contestants[name]?.()
if (connectAndRun === undefined) throw new TypeError(`no contestant ${name}`)
await times(5, 5, connectAndRun)
await measured(Number(count), () => times(Number(count), Number(width), connectAndRun))
