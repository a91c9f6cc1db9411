import type { Clock, Node } from '@cloud/core'
import { systemClock } from '@cloud/core'
import { checkFunctions, checkNames, checkRuntime, checkSecret, checkText, invalid } from '@cloud/core/driver'
import { type OpenSocket, openTcp } from './dial.ts'
import type { HostKeyPolicy } from './host-key/check.ts'
import { hostKeyPolicy } from './host-key/mode.ts'
import type { Credentials } from './login.ts'
import type { SshOptions } from './options.ts'
import { privateKeySource } from './private-key.ts'

/** The options, checked and filled in. */
export interface Settings {
  readonly user: string
  readonly port: number
  readonly credentials: Credentials
  readonly hostKey: HostKeyPolicy
  readonly addresses: (node: Node) => readonly string[]
  readonly open: OpenSocket
  readonly connectTimeoutMs: number
  readonly handshakeTimeoutMs: number
  readonly keepAliveMs: number
  readonly authGraceMs: number
  readonly clock: Clock
}

/** `invalid` for whatever can be seen to be wrong before anything is read or sent. */
export function settings(options: SshOptions): Settings {
  checkRuntime()
  checkNames('ssh()', options, names)
  const { hostKey = 'injected', password, socket, clock = systemClock } = options
  checkFunctions('clock', clock, ['now', 'elapsed', 'after'])
  if (socket !== undefined && typeof socket !== 'function') throw invalid('socket must be a function')
  if (hostKey === 'insecure' && password !== undefined)
    throw invalid(
      "hostKey: 'insecure' takes no password",
      'whoever answers would get it; use a key or another mode',
    )
  return {
    user: checkText('user', options.user, { max: 255 }),
    port: whole('port', options.port ?? 22, 1, 65_535),
    credentials: credentials(options),
    hostKey: hostKeyPolicy(hostKey),
    addresses: addresses(options.address),
    open: socket ?? openTcp,
    connectTimeoutMs: time('connectTimeoutMs', options.connectTimeoutMs ?? 10_000),
    handshakeTimeoutMs: time('handshakeTimeoutMs', options.handshakeTimeoutMs ?? 20_000),
    keepAliveMs: time('keepAliveMs', options.keepAliveMs ?? 15_000),
    authGraceMs: time('authGraceMs', options.authGraceMs ?? 120_000),
    clock,
  }
}

const names: readonly (keyof SshOptions)[] = [
  'user',
  'port',
  'privateKey',
  'passphrase',
  'agent',
  'password',
  'hostKey',
  'address',
  'socket',
  'connectTimeoutMs',
  'handshakeTimeoutMs',
  'keepAliveMs',
  'authGraceMs',
  'clock',
]

function credentials({ privateKey, passphrase, agent, password }: SshOptions): Credentials {
  if (agent !== undefined && agent !== true && (typeof agent !== 'string' || agent === ''))
    throw invalid('agent is neither true nor a path', 'true takes SSH_AUTH_SOCK')
  if (password !== undefined) checkSecret('password', password)
  if (passphrase !== undefined && typeof passphrase !== 'function') checkSecret('passphrase', passphrase)
  return {
    ...(privateKey !== undefined && { key: privateKeySource(privateKey, passphrase) }),
    ...(agent !== undefined && { agent }),
    ...(password !== undefined && { password }),
  }
}

function addresses(choice: SshOptions['address']): Settings['addresses'] {
  if (typeof choice === 'function') return (node) => chosen(choice(node))
  if (choice === 'public') return (node) => node.publicIps
  if (choice === 'private') return (node) => node.privateIps
  if (choice === undefined) return (node) => [...node.publicIps, ...node.privateIps]
  throw invalid('address is none of the choices', "'public', 'private' or a function of the node")
}

/** None where the caller's own choice gives none. */
function chosen(address: string | undefined): readonly string[] {
  if (!address) return []
  return [checkText('What the function address returned', address, { max: 255 })]
}

const time = (name: string, ms: number): number => whole(name, ms, 0, 2 ** 31 - 1)

function whole(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw invalid(`${name} is ${value}`, `a whole number from ${min} to ${max}`)
}
