import type { Duplex } from 'node:stream'
import type { Clock } from '@cloud/core'
import { abortable } from '@cloud/core/driver'
import type { Client, ConnectConfig } from 'ssh2'
import { algorithms } from './algorithms.ts'
import { systemError } from './dial.ts'
import type { HostKeyCheck, Refusal } from './host-key/check.ts'
import { loginHandler, type Offer } from './login.ts'
import { type PublicKey, publicKeyOf } from './public-key.ts'
import { type Session, session } from './session.ts'
import type { Ssh2 } from './ssh2.ts'

export interface HandshakeOptions {
  readonly user: string
  readonly check: HostKeyCheck
  readonly offers: readonly Offer[]
  readonly handshakeTimeoutMs: number
  readonly keepAliveMs: number
  readonly clock: Clock
}

/** What the host key check made of the machine: this ends every further try. */
export class HostKeyRefused extends Error {
  readonly seen: PublicKey
  readonly refusal: Refusal
  constructor(seen: PublicKey, refusal: Refusal) {
    super(refusal.why)
    this.seen = seen
    this.refusal = refusal
  }
}

/** The machine was the right one and took none of what was offered. */
export class LoginRefused extends Error {
  readonly tried: readonly string[]
  constructor(message: string, tried: readonly string[]) {
    super(message)
    this.tried = tried
  }
}

/** From a byte stream to an authenticated session. On failure the stream is destroyed. */
export async function handshake(
  ssh2: Ssh2,
  stream: Duplex,
  options: HandshakeOptions,
  signal: AbortSignal,
): Promise<Session> {
  const client = new ssh2.Client()
  const gone = new AbortController()
  const late = new AbortController()
  const cancel = options.clock.after(options.handshakeTimeoutMs, () =>
    late.abort(
      systemError('ETIMEDOUT', `no session ${options.handshakeTimeoutMs} ms after the connection stood`),
    ),
  )
  try {
    const seen = await abortable(login(client, stream, options, gone), AbortSignal.any([signal, late.signal]))
    await abortable(Promise.resolve(options.check.accepted?.(seen)), signal)
    return session(client, stream, gone, seen)
  } catch (error) {
    stream.destroy()
    throw error
  } finally {
    cancel()
  }
}

/** Resolves with the host key once the machine has proved it and let the user in. */
function login(client: Client, stream: Duplex, options: HandshakeOptions, gone: AbortController) {
  const { promise, resolve, reject } = Promise.withResolvers<PublicKey>()
  const tried: string[] = []
  let seen: PublicKey | undefined
  let phase: Phase = 'handshake'
  const end = (error: unknown) => {
    gone.abort(error)
    reject(error)
    stream.destroy()
  }
  const hostVerifier = (blob: Buffer): boolean => {
    const key = publicKeyOf(blob)
    const refusal = key ? options.check.judge(key) : undefined
    if (key && refusal) end(new HostKeyRefused(key, refusal))
    seen = key
    return key !== undefined && refusal === undefined
  }
  client.once('handshake', () => {
    phase = 'login'
  })
  client.once('ready', () => {
    phase = 'open'
    if (seen) resolve(seen)
  })
  client.on('error', (error: Ssh2Error) => {
    // An agent or key that cannot sign is passed over: ssh2 tells it as an error and goes on to the next.
    if (phase === 'login' && cannotSign(error)) tried.push(error.message)
    else end(refusesLogin(phase, error) ? new LoginRefused(error.message, tried) : error)
  })
  client.on('end', () => stream.destroy())
  client.on('close', () => end(systemError('ECONNRESET', 'the machine closed the connection')))
  const authHandler = loginHandler(options.offers, (label) => {
    if (label === undefined) phase = 'exhausted'
    else tried.push(label)
  })
  client.connect({ ...settings(stream, options), hostVerifier, authHandler })
  return promise
}

type Phase = 'handshake' | 'login' | 'exhausted' | 'open'
type Ssh2Error = Error & { readonly level?: string; readonly code?: unknown }

const cannotSign = ({ level }: Ssh2Error): boolean => level === 'agent' || level === 'client-authentication'

/** Either nothing is left to offer, or the machine disconnects with a reason, a number, as after too many failures. */
const refusesLogin = (phase: Phase, { code }: Ssh2Error): boolean =>
  phase === 'exhausted' || (phase === 'login' && typeof code === 'number')

function settings(stream: Duplex, options: HandshakeOptions): ConnectConfig {
  return {
    sock: stream as NonNullable<ConnectConfig['sock']>,
    username: options.user,
    algorithms: algorithms(options.check.types),
    readyTimeout: 0,
    keepaliveInterval: options.keepAliveMs,
    keepaliveCountMax: 3,
  }
}
