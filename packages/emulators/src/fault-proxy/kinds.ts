import type { Direction, WireFault } from './wire-fault.ts'

/** Whether the target gets the request: `maybe` where that depends on its size. */
export type WireEffect = 'never' | 'always' | 'maybe'

/** Where it strikes: at the listening port, a new connection, a TLS handshake, a request before its effect, a reply after it, or a stream. */
export type WirePhase = 'port' | 'connection' | 'handshake' | 'request' | 'reply' | 'stream'

export interface WireFaultEntry {
  readonly phase: WirePhase
  readonly effect: WireEffect
  /** The effect of one whose `direction` is `upstream`, where it has a direction. */
  readonly upstream?: WireEffect
  /** The members that mean something with it, beside `count`, `skip`, `probability` and those that choose requests. */
  readonly takes: readonly (keyof WireFault)[]
  readonly description: string
}

/** Strike a connection before any request on it is known. */
type EarlyKind =
  | 'reset-before-request'
  | 'handshake-alert'
  | 'wrong-certificate'
  | 'expired-certificate'
  | 'wrong-name'

/** Strike a request or its reply. */
export type RequestKind =
  | 'latency'
  | 'bandwidth'
  | 'slow-close'
  | 'timeout'
  | 'reset-peer'
  | 'slicer'
  | 'limit-data'
  | 'reset-after-request'
  | 'stall'
  | 'status'
  | 'redirect'
  | 'status-after'
  | 'reset-before-reply'
  | 'stalled-first-byte'
  | 'slow-headers'
  | 'reset-after-headers'
  | 'reset-mid-body'
  | 'stalled-body'
  | 'close-mid-chunk'
  | 'close-without-length'
  | HostileKind

/** Cost a careless client its memory or its time. */
export type HostileKind =
  | 'garbage-status-line'
  | 'informational-flood'
  | 'header-bomb'
  | 'duplicate-length'
  | 'wrong-chunk-sizes'
  | 'gzip-bomb'
  | 'endless-body'

export type WireFaultKind = 'down' | EarlyKind | RequestKind

const answer: readonly (keyof WireFault)[] = ['status', 'retryAfter', 'body', 'headers']

/** Each kind: where it strikes, whether the target gets the request, what it takes. */
export const wireFaults: Readonly<Record<WireFaultKind, WireFaultEntry>> = {
  latency: {
    phase: 'stream',
    effect: 'always',
    upstream: 'always',
    takes: ['direction', 'ms', 'jitterMs'],
    description: 'bytes come `ms` (1,000) later, give or take `jitterMs`',
  },
  down: {
    phase: 'port',
    effect: 'never',
    takes: ['ms'],
    description: 'connections are refused and open ones reset, for `ms` or until removed',
  },
  bandwidth: {
    phase: 'stream',
    effect: 'always',
    upstream: 'always',
    takes: ['direction', 'bytesPerSecond'],
    description: 'no more than `bytesPerSecond` (1,024)',
  },
  'slow-close': {
    phase: 'reply',
    effect: 'always',
    takes: ['ms'],
    description: 'the right reply, and the connection ends `ms` (1,000) after it',
  },
  timeout: {
    phase: 'stream',
    effect: 'always',
    upstream: 'never',
    takes: ['direction', 'ms'],
    description: 'no byte passes, and the connection ends after `ms` (never)',
  },
  'reset-peer': {
    phase: 'stream',
    effect: 'always',
    upstream: 'never',
    takes: ['direction', 'ms'],
    description: 'no byte passes, and the connection is reset after `ms` (0)',
  },
  slicer: {
    phase: 'stream',
    effect: 'always',
    upstream: 'always',
    takes: ['direction', 'bytes', 'ms'],
    description: 'bytes come in pieces of about `bytes` (64), `ms` (0) apart',
  },
  'limit-data': {
    phase: 'stream',
    effect: 'always',
    upstream: 'maybe',
    takes: ['direction', 'bytes'],
    description: 'the connection ends after `bytes` (100)',
  },
  'reset-before-request': {
    phase: 'connection',
    effect: 'never',
    takes: [],
    description: 'a new connection is reset before any byte of a request is read',
  },
  'handshake-alert': {
    phase: 'handshake',
    effect: 'never',
    takes: [],
    description: 'a fatal alert answers the hello of TLS',
  },
  'wrong-certificate': {
    phase: 'handshake',
    effect: 'never',
    takes: [],
    description: 'the certificate is by an authority that nobody trusts',
  },
  'expired-certificate': {
    phase: 'handshake',
    effect: 'never',
    takes: [],
    description: 'the certificate was good until 2020',
  },
  'wrong-name': {
    phase: 'handshake',
    effect: 'never',
    takes: [],
    description: 'the certificate is another host’s',
  },
  'reset-after-request': {
    phase: 'request',
    effect: 'never',
    takes: [],
    description: 'the request is read, then the connection is reset',
  },
  stall: { phase: 'request', effect: 'never', takes: [], description: 'the request is read, then nothing' },
  status: {
    phase: 'request',
    effect: 'never',
    takes: answer,
    description: '`status` (503) with a body that no API wrote, or with `body` and `headers`',
  },
  redirect: {
    phase: 'request',
    effect: 'never',
    takes: ['status', 'location'],
    description: '`status` (307) and a `location` elsewhere',
  },
  'status-after': {
    phase: 'reply',
    effect: 'always',
    takes: answer,
    description: 'as `status`, in place of the reply',
  },
  'reset-before-reply': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: 'the connection is reset in place of the reply',
  },
  'stalled-first-byte': { phase: 'reply', effect: 'always', takes: [], description: 'no reply ever comes' },
  'slow-headers': {
    phase: 'reply',
    effect: 'always',
    takes: ['ms'],
    description: 'the head comes in ten pieces over `ms` (30,000)',
  },
  'reset-after-headers': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: 'the head, then a reset',
  },
  'reset-mid-body': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: 'the head, half of the body, then a reset',
  },
  'stalled-body': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: 'the head, half of the body, then nothing',
  },
  'close-mid-chunk': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: 'the connection ends in the middle of a chunk',
  },
  'close-without-length': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: 'neither length nor chunks, half of the body, the end: what is missing cannot be seen',
  },
  'garbage-status-line': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: 'a first line that is not HTTP',
  },
  'informational-flood': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: '10,000 times `103 Early Hints`, then the right reply',
  },
  'header-bomb': {
    phase: 'reply',
    effect: 'always',
    takes: ['bytes'],
    description: '`bytes` (1 MiB) of headers before the right body',
  },
  'duplicate-length': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: 'two lengths that differ',
  },
  'wrong-chunk-sizes': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: 'a chunk longer than it says',
  },
  'gzip-bomb': {
    phase: 'reply',
    effect: 'always',
    takes: ['bytes'],
    description: 'a compressed body of `bytes` (300 MiB) in about a thousandth of that',
  },
  'endless-body': {
    phase: 'reply',
    effect: 'always',
    takes: [],
    description: 'a body that goes on until the client leaves',
  },
}

export const wireFaultKinds: readonly WireFaultKind[] = Object.keys(wireFaults) as WireFaultKind[]

/** Whether the target gets a request that this fault hits. */
export function effectOf(fault: {
  readonly kind: WireFaultKind
  readonly direction?: Direction | undefined
}): WireEffect {
  const { effect, upstream = effect } = wireFaults[fault.kind]
  return fault.direction === 'upstream' ? upstream : effect
}

/** Whether it strikes a connection before any request is known. */
export const isEarly = (kind: WireFaultKind): kind is EarlyKind =>
  ['connection', 'handshake'].includes(wireFaults[kind].phase)

/** An outage strikes neither: it goes by time. */
export const isOfRequests = (kind: WireFaultKind): kind is RequestKind => !isEarly(kind) && kind !== 'down'
