import type { ErrorCode, Outcome } from '@cloud/core'
import type { Failure, Hit, MatrixFault } from './fault.ts'
import type { MatrixOperation } from './operation.ts'

/** What must come of one call of one operation under one fault. */
export interface Expected {
  /** The code that it rejects with; left out where it resolves. */
  readonly code?: ErrorCode
  /** Of a write that rejects. */
  readonly outcome?: Outcome
  /** How often it takes effect. */
  readonly effects: 0 | 1
  /** How often the operation's request is sent. */
  readonly sent: number
  /** Beside the times that the provider was busy. */
  readonly busy?: true
  /** The least time between an answer and the next try, one for each pause. */
  readonly pausesMs: readonly number[]
}

type Op = Pick<
  MatrixOperation<never>,
  | 'repeat'
  | 'pages'
  | 'bare'
  | 'looksFirst'
  | 'looksLast'
  | 'looksOnly'
  | 'busy'
  | 'polled'
  | 'anew'
  | 'second'
  | 'forgives'
  | 'codes'
>

/** A read is cheap to try once more. */
const attemptsOf = ({ repeat }: Op) => (repeat === 'read' ? 4 : 3)

const right: Hit = { seen: true, answer: 'right' }

/** The oracle: it knows the facts of the fault and how the operation may be repeated, and nothing of the driver. */
export function expected(operation: Op, fault: MatrixFault, timeoutMs: number): Expected {
  return operation.looksFirst && fault.reach === 'everything'
    ? ofLook(operation, fault)
    : ofCall(operation, fault, timeoutMs)
}

/** The look that comes first is what is hit: it is repeated as reads are; where it fails for good, nothing was written. */
function ofLook({ repeat, pages = 1 }: Op, fault: MatrixFault): Expected {
  const [{ answer }] = fault.hits
  const passes =
    answer !== 'none' && (answer === 'right' || (answer.retryable && !fault.lasting && !fault.lastsMs))
  const reads = repeat === 'read'
  if (passes) return { effects: reads ? 0 : 1, sent: pages, pausesMs: [] }
  const code = answer === 'none' ? 'timeout' : answer.code
  return { code, ...(!reads && { outcome: 'not-applied' as const }), effects: 0, sent: 0, pausesMs: [] }
}

/** What is known after some attempts. */
interface Course {
  readonly made: boolean
  /** An attempt failed in a way that does not tell whether it took effect. */
  readonly doubt: boolean
  readonly sent: number
  readonly pausesMs: readonly number[]
}

function ofCall(operation: Op, fault: MatrixFault, timeoutMs: number): Expected {
  let course: Course = { made: false, doubt: false, sent: 0, pausesMs: [] }
  for (;;) {
    const { answer, seen } = hitOf(fault, course.sent, operation)
    if (answer === 'right' && course.made && operation.busy) return ofBusy(operation, fault, course)
    // Whatever is sent again is of a kind that a second one changes nothing more, or it was found that the first changed nothing.
    course = { ...course, made: course.made || (seen && operation.repeat !== 'read'), sent: course.sent + 1 }
    if (answer === 'right') return ofGood(operation, fault, course)
    if (answer === 'none')
      return rejected(operation, course, { code: 'timeout', outcome: 'unknown', retryable: false })
    course = { ...course, doubt: inDoubt(operation, course, answer) }
    // Made: the look that follows finds it, and the call succeeds after all.
    if (course.doubt && course.made && canLook(operation, fault)) return resolved(course)
    const pause = pauseBefore(operation, fault, course, answer, timeoutMs)
    if (pause === undefined) return rejected(operation, course, answer)
    course = { ...course, pausesMs: [...course.pausesMs, pause] }
  }
}

/** The request was answered well; where no look after it is, the caller learns less. */
function ofGood({ polled, looksLast, pages = 1 }: Op, { reach }: MatrixFault, course: Course): Expected {
  if (reach === 'looks' && polled) return unended(course)
  if (reach === 'looks' && looksLast) return unseen(course)
  return resolved({ ...course, sent: course.sent + pages - 1 })
}

/** A second one comes while the provider is at the first: it is turned away, however often, and then looked at. */
function ofBusy(operation: Op, { reach }: MatrixFault, course: Course): Expected {
  const blind: Failure = { code: 'unavailable', outcome: 'unknown', retryable: false }
  if (reach === 'looks') return { ...rejected(operation, course, blind), busy: true }
  return { ...resolved({ ...course, sent: course.sent + (operation.busy === 'again' ? 1 : 0) }), busy: true }
}

function hitOf({ hits, lasting, lastsMs, reach, wire }: MatrixFault, sent: number, operation: Op): Hit {
  const [first] = hits
  if (operation.bare && wire[0]?.kind === 'close-without-length') return right
  if (reach === 'looks' && sent > 0 && operation.repeat !== 'read') return sentBlindly(operation)
  // All attempts come within it.
  if (lastsMs !== undefined) return sent < attemptsOf(operation) ? first : right
  return hits[sent] ?? (lasting ? (hits.at(-1) ?? first) : right)
}

/** What becomes of a second one that is sent with the first in doubt, since no look was answered. */
function sentBlindly({ repeat, busy, second = 'already-exists' }: Op): Hit {
  if (repeat !== 'named' || busy || second === 'right') return right
  return { seen: false, answer: { code: second, outcome: 'not-applied', retryable: false } }
}

/**
 * Doubt stays: a later refusal says nothing of an earlier attempt. But a provider that knows the call by its token would have answered
 * with the earlier attempt's result, had there been any.
 */
function inDoubt({ repeat }: Op, { doubt }: Course, { outcome, knowsToken }: Failure): boolean {
  if (repeat === 'token' && knowsToken) return false
  return doubt || outcome === 'unknown'
}

/** Only these say how their effect is found; while every request is hit, the looks are too. */
const canLook = ({ repeat }: Op, { reach, lasting }: MatrixFault) =>
  (repeat === 'named' || repeat === 'lookup') && (reach === 'operation' || !lasting)

/** How long to wait before the next try; undefined where there must be none. */
function pauseBefore(
  operation: Op,
  fault: MatrixFault,
  { doubt, sent, pausesMs }: Course,
  { code, retryable, waitMs = 0 }: Failure,
  timeoutMs: number,
): number | undefined {
  // It was for what has changed since, and nothing was written.
  if (code === 'precondition' && operation.anew && !doubt) return 0
  // Asked again it would say the same.
  if (!retryable) return undefined
  // A second one would be a second effect, unless a look found that there is none.
  if (doubt && operation.repeat === 'once') return undefined
  if (doubt && operation.repeat === 'lookup' && !canLook(operation, fault)) return undefined
  if (sent >= attemptsOf(operation)) return undefined
  // The provider would not take it in the time that is left: the caller learns that now rather than then.
  const waited = pausesMs.reduce((sum, ms) => sum + ms, 0)
  return waited + waitMs >= timeoutMs ? undefined : waitMs
}

/** It is known to be there, and not what it is like. */
function unseen(course: Course): Expected {
  return { ...resolved(course), code: 'unavailable', outcome: 'applied' }
}

/** It was begun, and nobody can ask what becomes of it. */
function unended(course: Course): Expected {
  return { ...resolved(course), code: 'unavailable', outcome: 'unknown' }
}

function resolved({ made, sent, pausesMs }: Course): Expected {
  return { effects: made ? 1 : 0, sent, pausesMs }
}

function rejected(
  { repeat, looksOnly, forgives = [], codes = {} }: Op,
  course: Course,
  { code, outcome }: Failure,
): Expected {
  if (forgives.includes(code)) return resolved(course)
  const told = course.doubt || outcome === 'unknown' ? 'unknown' : 'not-applied'
  return {
    code: codes[code] ?? code,
    // A read has no effect that could be told of.
    ...((repeat !== 'read' || looksOnly) && { outcome: repeat === 'read' ? 'not-applied' : told }),
    ...resolved(course),
  }
}
