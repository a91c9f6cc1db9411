import { type CallOptions, CloudError, type ConnectTo, isCloudError } from '@cloud/core'
import { abortable, callScope, checkNames, invalid, type Say, sleep } from '@cloud/core/driver'
import { backoffMs } from './backoff.ts'
import { dial } from './dial.ts'
import { HostKeyRefused, handshake, LoginRefused } from './handshake.ts'
import { type HostKeyCheck, type Target, untrusted } from './host-key/check.ts'
import { withSuccessor } from './host-key/successor.ts'
import { offers } from './login.ts'
import { lineOf, type PublicKey } from './public-key.ts'
import type { Session } from './session.ts'
import type { Settings } from './settings.ts'
import { loadSsh2 } from './ssh2.ts'

const deadlineMs = 300_000

/** How the tries went so far. */
interface Tries {
  count: number
  readonly startedAt: number
  /** Tells the channel of a try. */
  readonly say: Say
  last?: unknown
  at?: string
  firstRefusalAt?: number
}

/** A session on the node: tries its addresses in turn, again and again, until the deadline or an error that time does not mend. */
export async function connect(
  settings: Settings,
  to: ConnectTo,
  call: CallOptions = {},
  say: Say = () => {},
): Promise<Session> {
  const { clock } = settings
  const hosts = settings.addresses(to.node)
  if (hosts.length === 0) throw noAddress(to)
  const scope = callScope(call, call.timeoutMs ?? deadlineMs, clock, {
    provider: 'ssh',
    operation: 'connect',
  })
  const tries: Tries = { count: 0, startedAt: clock.elapsed(), say }
  try {
    await abortable(readKey(settings), scope.signal)
    for (let round = 0; ; round++) {
      for (const host of hosts) {
        const session = await attempt(
          settings,
          { to, host, port: settings.port, clock, signal: scope.signal },
          tries,
        )
        if (session) return session
      }
      await sleep(backoffMs(round), clock, scope.signal)
    }
  } catch (error) {
    throw isCloudError(error, 'timeout') && error === scope.signal.reason ? gaveUp(error, tries) : error
  } finally {
    scope.end()
  }
}

/** `invalid` for what is no machine to connect to, or for call options that no call has. */
export function checkConnect(to: ConnectTo, call: CallOptions = {}): void {
  checkNames('What connect() was given', to, ['node', 'token', 'hostKeys', 'known', 'onHostKey'])
  checkNames('connect', call, ['signal', 'timeoutMs'])
  const { node } = to
  if (typeof node?.id === 'string' && Array.isArray(node.publicIps) && Array.isArray(node.privateIps)) return
  throw invalid('connect() was given no node', '{ node }, as getNode() resolves with it')
}

/** Before the first try: a key that cannot be read, or a passphrase that is wrong, is no matter of patience. */
async function readKey({ credentials }: Settings): Promise<void> {
  await credentials.key?.(await loadSsh2())
}

function noAddress({ node }: ConnectTo): CloudError {
  return invalid(
    `Node ${node.id} has no address to connect to`,
    'wait until it runs, or choose another address',
    {
      nodeId: node.id,
      publicIps: node.publicIps,
      privateIps: node.privateIps,
    },
  )
}

/** One try at one address: a session, nothing where another try may do better, or the error that ends it all. */
async function attempt(settings: Settings, target: Target, tries: Tries): Promise<Session | undefined> {
  tries.count++
  tries.at = `${target.host}:${target.port}`
  tries.say(() => ({ event: 'try', host: target.host }))
  try {
    return await open(settings, target)
  } catch (error) {
    if (target.signal.aborted) throw target.signal.reason
    if (error instanceof HostKeyRefused)
      throw untrusted(target, settings.hostKey.mode, error.seen, error.refusal)
    tries.last = error
    if (error instanceof LoginRefused) {
      const now = target.clock.elapsed()
      tries.firstRefusalAt ??= now
      if (now - tries.firstRefusalAt >= settings.authGraceMs)
        throw unauthorized(settings, target, error, tries)
    } else if (isCloudError(error) && !mayPass(error)) throw error
    else if (isDisagreement(error)) throw disagreement(target, error)
    return undefined
  }
}

async function open(settings: Settings, target: Target): Promise<Session> {
  const check = await abortable(settings.hostKey.check(target), target.signal)
  const session = await openWith(settings, target, check)
  if (!check.successor) return session
  const pair = check.successor(session.hostKey)
  // The machine shows it already: a connection was lost after it was put there.
  if (!pair) check.succeeded?.(session.hostKey)
  if (!pair) return session
  const begun = (key: PublicKey) => written(settings, target, key)
  const successor = { pair, begun, settled: check.succeeded }
  return withSuccessor(session, successor, { ...settings, ...target }, (other) =>
    openWith(settings, target, other),
  )
}

/** For who goes on where this process ends: the machine may have the key from now on. */
async function written(
  { hostKey: { mode } }: Settings,
  { to, signal }: Target,
  key: PublicKey,
): Promise<void> {
  try {
    const told = to.onHostKey?.({ mode, publicKey: lineOf(key), stage: 'next' })
    await abortable(Promise.resolve(told), signal)
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    throw new CloudError('The host key that is to be put on the machine could not be written down', {
      ...{ code: 'failed', provider: 'ssh', operation: 'connect', cause },
    })
  }
}

async function openWith(settings: Settings, target: Target, check: HostKeyCheck): Promise<Session> {
  const { signal } = target
  const ssh2 = await abortable(loadSsh2(), signal)
  const ways = await abortable(offers(ssh2, settings.user, settings.credentials), signal)
  const { open, connectTimeoutMs: timeoutMs, clock } = settings
  const stream = await dial({ host: target.host, port: target.port }, { open, timeoutMs, clock }, signal)
  return handshake(ssh2, stream, { ...settings, check, offers: ways }, signal)
}

/** A caller's own socket may reject with our errors. */
function mayPass(error: CloudError): boolean {
  return (
    error.retryable || error.code === 'network' || error.code === 'timeout' || error.code === 'unavailable'
  )
}

/** ssh2 tells by its text alone that both sides have no algorithm in common; waiting does not change that. */
const isDisagreement = (error: unknown): error is Error =>
  error instanceof Error && /no matching/i.test(error.message) && Reflect.get(error, 'level') === 'handshake'

function disagreement({ host, port }: Target, cause: Error): CloudError {
  return new CloudError(`${host}:${port} and this client have no algorithm in common: ${cause.message}`, {
    code: 'protocol',
    provider: 'ssh',
    operation: 'connect',
    hint: 'the machine needs an sshd of this decade: SHA-2, AES in GCM or CTR mode',
    details: { host, port },
    cause,
  })
}

function unauthorized(settings: Settings, target: Target, refused: LoginRefused, tries: Tries): CloudError {
  const { host, port, to } = target
  const tried = [...new Set(refused.tried)]
  const offered =
    tried.length > 0 ? `offered ${tried.join(', ')}` : 'it takes nothing of what there is to offer'
  return new CloudError(`${host}:${port} refuses to log in ${settings.user}: ${offered}`, {
    code: 'unauthorized',
    provider: 'ssh',
    operation: 'connect',
    hint: "the image's own user (ec2-user, ubuntu, debian, root, ...), and a key that the node was created with",
    details: { nodeId: to.node.id, host, port, user: settings.user, offered: tried, attempts: tries.count },
    cause: refused,
  })
}

function gaveUp(timeout: CloudError, tries: Tries): CloudError {
  const last = tries.last instanceof Error ? `: ${tries.last.message}` : ''
  const timeoutMs = Math.round(Number(timeout.details?.timeoutMs))
  const isLogin = tries.last instanceof LoginRefused
  return new CloudError(`No SSH session with ${tries.at} within ${timeoutMs} ms${last}`, {
    code: 'timeout',
    provider: 'ssh',
    operation: 'connect',
    retryable: true,
    hint: isLogin
      ? 'the machine answers and refuses the login: is it the user of the image, and has the machine made it yet?'
      : 'is the machine up, its address reachable from here, and port and firewall open?',
    details: { at: tries.at, attempts: tries.count, timeoutMs },
    cause: tries.last ?? timeout,
  })
}
