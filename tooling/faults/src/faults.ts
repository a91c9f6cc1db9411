import {
  effectOf,
  type Fault,
  type RetryAfter,
  type WireFault,
  type WireFaultCase,
  wireFaultCases,
  wireFaults,
} from '@cloud/emulators'
import { answerTo, waitOf } from './answers.ts'
import type { Failure, Hit, MatrixFault } from './fault.ts'
import type { DriverEntry } from './operation.ts'

const throttled: Failure = { code: 'rate-limited', outcome: 'not-applied', retryable: true }

/** A new connection is refused or reset before anything tells which operation it is for. */
const reachOf = ({ kind }: WireFault): MatrixFault['reach'] =>
  ['port', 'connection', 'handshake'].includes(wireFaults[kind].phase) ? 'everything' : 'operation'

/** Slow, and in time all the same, also for the longest answer. */
const inTime: Readonly<Partial<Record<WireFault['kind'], Partial<WireFault>>>> = {
  'slow-headers': { ms: 20_000 },
  bandwidth: { bytesPerSecond: 32 * 1024 },
}

const hitOf = (fault: WireFault): Hit => ({ seen: effectOf(fault) === 'always', answer: answerTo(fault) })

function wireFault({ name, faults, tls }: Omit<WireFaultCase, 'effect'>, lasting = false): MatrixFault {
  const wire = faults.map((fault) => ({ ...fault, ...inTime[fault.kind] }))
  const [first, ...more] = wire
  if (first === undefined) throw new Error(`${name} does nothing`)
  return {
    name,
    reach: reachOf(first),
    hits: [hitOf(first), ...more.map(hitOf)],
    lasting,
    ...(first.kind === 'down' && first.ms !== undefined && { lastsMs: first.ms }),
    tls,
    faults: [],
    wire,
  }
}

/** Whether it is not the size of a request that decides what becomes of it. */
const isDecided = ({ faults }: WireFaultCase) => faults.every((fault) => effectOf(fault) !== 'maybe')

/** For good: the same fault again and again. */
const lasting = (name: string, { count: _, ...fault }: WireFault): MatrixFault =>
  wireFault({ name: `${name}, for good`, faults: [fault], tls: false }, true)

/** The API's own throttle, which DigitalOcean gives as 429 and EC2 as 503 with a code. */
function throttle(retryAfter: RetryAfter | undefined, count: number | undefined): MatrixFault {
  const name = `throttle${retryAfter === undefined ? '' : `, Retry-After ${retryAfter}`}`
  const waitMs = retryAfter === undefined ? 0 : waitOf(retryAfter)
  const fault: Fault = { kind: 'error', count, retryAfter }
  return {
    name: count === undefined ? `${name}, for good` : name,
    reach: 'operation',
    hits: [{ seen: false, answer: { ...throttled, waitMs } }],
    lasting: count === undefined,
    tls: false,
    faults: [fault],
    wire: [],
  }
}

/** What a call meets in an outage: its looks for the effect fail as it did. */
function outage(fault: WireFault): MatrixFault {
  return { ...lasting(`outage: ${fault.kind}`, fault), reach: 'everything' }
}

/** The answer is lost, and so is the sight of what it told of: no look is answered. */
const blind: MatrixFault = {
  ...wireFault(
    {
      name: 'reset-before-reply, then every look 503',
      faults: [
        { kind: 'reset-before-reply', count: 1 },
        { kind: 'status', status: 503 },
      ],
      tls: false,
    },
    true,
  ),
  reach: 'looks',
}

/** Every fault of the matrix. Each is hit once, or in the order that its name tells, unless it is there for good. */
export const matrixFaults: readonly MatrixFault[] = [
  ...wireFaultCases.filter(isDecided).map((each) => wireFault(each)),
  throttle(undefined, 1),
  throttle(45, 1),
  throttle(undefined, undefined),
  throttle('seconds', undefined),
  throttle(45, undefined),
  throttle(600, 1),
  lasting('status 503', { kind: 'status', status: 503 }),
  lasting('status 503, Retry-After 2', { kind: 'status', status: 503, retryAfter: 2 }),
  lasting('status-after 504', { kind: 'status-after', status: 504 }),
  lasting('reset-after-request', { kind: 'reset-after-request' }),
  lasting('reset-before-reply', { kind: 'reset-before-reply' }),
  lasting('reset-mid-body', { kind: 'reset-mid-body' }),
  lasting('stalled-first-byte', { kind: 'stalled-first-byte' }),
  outage({ kind: 'status', status: 503 }),
  outage({ kind: 'reset-after-request' }),
  outage({ kind: 'reset-before-reply' }),
  outage({ kind: 'stall' }),
  blind,
]

/** One of each end that a call can have: sent again, refused, found, and not known. */
const fewFaults = [
  'status 503',
  'throttle',
  'reset-before-reply',
  'status 503, for good',
  'stalled-first-byte, for good',
  'reset-before-reply, then every look 503',
]

/** What every run tries of a driver. */
export const faultsOf = ({ brandOf }: Pick<DriverEntry, 'brandOf'>): readonly MatrixFault[] =>
  brandOf === undefined ? matrixFaults : matrixFaults.filter(({ name }) => fewFaults.includes(name))

/** Whether virtual time jumps far in it, which takes a quiet moment: such cells are run beside each other, and not beside busy ones. */
export const isSlow = ({ hits }: MatrixFault): boolean =>
  hits.some(({ answer }) => answer === 'none' || (answer !== 'right' && (answer.waitMs ?? 0) >= 10_000))
