import type { RetryAfter, WireFault, WireFaultKind } from '@cloud/emulators'
import type { Answer, Failure } from './fault.ts'

/** Nothing of the request can have reached the provider. */
const unmade: Failure = { code: 'network', outcome: 'not-applied', retryable: true }
/** It may have. */
const lost: Failure = { code: 'network', outcome: 'unknown', retryable: true }
/** Whoever answers is not who was asked: it is never asked again. */
const untrusted: Failure = { code: 'untrusted', outcome: 'not-applied', retryable: false }
/** A good status with an answer that cannot be read: asked again it would be the same, and the effect may be there. */
const broken: Failure = { code: 'protocol', outcome: 'unknown', retryable: false }
/** A server or gateway that failed may have failed after the effect. */
const failed: Failure = { code: 'unavailable', outcome: 'unknown', retryable: true }

const refused = (code: Failure['code']): Failure => ({
  code,
  outcome: 'not-applied',
  retryable: false,
  knowsToken: true,
})
const turnedAway = (code: Failure['code']): Failure => ({ code, outcome: 'not-applied', retryable: false })

/** What a status means that no API gave a reason for. */
const statuses: Readonly<Record<number, Failure>> = {
  301: broken,
  307: broken,
  400: refused('invalid'),
  401: turnedAway('unauthorized'),
  403: turnedAway('forbidden'),
  404: refused('not-found'),
  408: failed,
  409: refused('conflict'),
  412: refused('precondition'),
  429: { code: 'rate-limited', outcome: 'not-applied', retryable: true },
  500: failed,
  502: failed,
  503: failed,
  504: failed,
}

/** How long each spelling of `Retry-After` asks to wait; what cannot be read, or cannot be meant, asks for nothing. */
const waits: Readonly<Record<Exclude<RetryAfter, number>, number>> = {
  seconds: 2000,
  zero: 0,
  // A date has whole seconds: at least this.
  'future-date': 2000,
  'past-date': 0,
  garbage: 0,
  negative: 0,
  'not-a-number': 0,
  infinite: 0,
  huge: 0,
}

export const waitOf = (asked: RetryAfter): number => (typeof asked === 'number' ? asked * 1000 : waits[asked])

function ofStatus(status: number, retryAfter: RetryAfter | undefined): Failure {
  const failure = statuses[status]
  if (failure === undefined) throw new Error(`Say in answers.ts what status ${status} means to a client`)
  return retryAfter === undefined ? failure : { ...failure, waitMs: waitOf(retryAfter) }
}

/** What a client makes of each kind of fault; a kind that is new does not compile until it is here. */
const answers: Readonly<Record<WireFaultKind, (fault: WireFault) => Answer>> = {
  latency: () => 'right',
  bandwidth: () => 'right',
  slicer: () => 'right',
  'slow-close': () => 'right',
  'slow-headers': () => 'right',

  down: () => unmade,
  'handshake-alert': () => untrusted,
  'wrong-certificate': () => untrusted,
  'expired-certificate': () => untrusted,
  'wrong-name': () => untrusted,

  'reset-before-request': () => lost,
  'reset-after-request': () => lost,
  'reset-before-reply': () => lost,
  'reset-after-headers': () => lost,
  'reset-mid-body': () => lost,
  'reset-peer': () => lost,
  'limit-data': () => lost,
  'close-mid-chunk': () => lost,

  stall: () => 'none',
  'stalled-first-byte': () => 'none',
  'stalled-body': () => 'none',
  timeout: ({ ms }) => (ms === undefined ? 'none' : lost),

  status: ({ status = 503, retryAfter }) => ofStatus(status, retryAfter),
  'status-after': ({ status = 503, retryAfter }) => ofStatus(status, retryAfter),
  redirect: ({ status = 307 }) => ofStatus(status, undefined),

  'close-without-length': () => broken,
  'garbage-status-line': () => broken,
  'header-bomb': () => broken,
  'informational-flood': () => broken,
  'duplicate-length': () => broken,
  'wrong-chunk-sizes': () => broken,
  'gzip-bomb': () => broken,
  'endless-body': () => broken,
}

export const answerTo = (fault: WireFault): Answer => answers[fault.kind](fault)
