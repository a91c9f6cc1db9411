import type { Socket } from 'node:net'
import {
  type Access,
  type CallOptions,
  type Clock,
  type Prepared,
  reveal,
  type Shell,
  secret,
  systemClock,
} from '@cloud/core'
import type { ServerChannel } from 'ssh2'
import { openTcp } from '../dial.ts'
import type { SshKeyPair } from '../openssh-key.ts'
import type { SshOptions } from '../options.ts'
import { ssh } from '../ssh.ts'
import { type ServerOptions, type TestServer, testServer } from './server.ts'

const closing: (() => Promise<unknown>)[] = []

/** For `afterEach`: closes what the functions below opened, the last first. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close()
}

/** Closes it after the test. */
export function use<T extends { readonly close: () => Promise<unknown> }>(opened: T): T {
  closing.push(opened.close)
  return opened
}

/** A server that is closed after the test. */
export async function server(options: ServerOptions = {}): Promise<TestServer> {
  return use(await testServer(options))
}

/** A server, and a shell on it by a key that was prepared, its host key pinned. */
export async function machine(
  options: ServerOptions = {},
  more: Partial<SshOptions> = {},
): Promise<{ readonly server: TestServer; readonly access: Access; readonly shell: Shell }> {
  const authorized: string[] = []
  const at = await server({ ...options, authorized })
  const access = ssh({ user: 'root', port: at.port, hostKey: { pinned: at.hostKey }, ...more })
  authorized.push(...(await access.prepare()).authorizedKeys)
  return { server: at, access, shell: use(await access.connect({ node: at.node() })) }
}

/** The host key pair in user data, as cloud-init would install it. */
export function hostKeyIn({ userData = '' }: Prepared): SshKeyPair {
  const { ssh_keys: keys } = JSON.parse(reveal(userData).replace('#cloud-config\n', ''))
  return { publicKey: keys.ed25519_public, privateKey: secret(keys.ed25519_private) }
}

/** What a call was rejected with; fails where it was not. */
export async function failure(call: Promise<unknown>): Promise<unknown> {
  const resolved = Symbol('resolved')
  const result = await call.then(
    () => resolved,
    (error: unknown) => error,
  )
  if (result === resolved) throw new Error('the call resolved')
  return result
}

/** Ends a command that was asked for. */
export function finish(channel: ServerChannel, output = '', exitCode = 0): void {
  if (output !== '') channel.write(output)
  channel.exit(exitCode)
  channel.end()
}

export const soon: CallOptions = { timeoutMs: 10_000 }

/** For the `socket` option: to a server of a test, whatever the address. */
export async function connectLocal(port: number, signal?: AbortSignal): Promise<Socket> {
  return openTcp({ host: '127.0.0.1', port, signal })
}

const hurry = 100

/** A clock on which time passes a hundred times as fast. */
export const hurriedClock: Clock = {
  now: () => systemClock.now() * hurry,
  elapsed: () => systemClock.elapsed() * hurry,
  after: (ms, run) => systemClock.after(ms / hurry, run),
}

/** For tests of waiting: waits are short, and what is not waiting keeps the time it has. */
export const hurried: Partial<SshOptions> = {
  clock: hurriedClock,
  connectTimeoutMs: 10_000 * hurry,
  handshakeTimeoutMs: 20_000 * hurry,
}

/** Ten seconds on that clock. */
export const hurriedSoon: CallOptions = { timeoutMs: 10_000 * hurry }
