import { retryAfterSpellings } from '../retry-after.ts'
import { effectOf, type WireEffect, type WireFaultKind, wireFaultKinds, wireFaults } from './kinds.ts'
import type { WireFault } from './wire-fault.ts'

/** One way for a call to meet the network at its worst: what to give to `faults.add`, in this order. */
export interface WireFaultCase {
  readonly name: string
  readonly faults: readonly WireFault[]
  /** Whether the target gets the requests that are hit. */
  readonly effect: WireEffect
  /** Whether it needs a proxy that speaks TLS. */
  readonly tls: boolean
}

const statuses = [401, 403, 404, 408, 409, 412, 429, 500, 502, 503, 504]
const outageMs = 500

const caseOf = (name: string, first: WireFault, ...more: readonly WireFault[]): WireFaultCase => ({
  name,
  faults: [first, ...more],
  effect: effectOf(first),
  tls: wireFaults[first.kind].phase === 'handshake',
})

/** With what it does where nothing more is said. */
const plain = (kind: WireFaultKind): WireFaultCase =>
  caseOf(kind, kind === 'down' ? { kind, ms: outageMs } : { kind, count: 1 })

const upstream = (kind: WireFaultKind): WireFaultCase =>
  caseOf(`${kind} upstream`, { kind, direction: 'upstream', count: 1 })

const status = (code: number): WireFault => ({ kind: 'status', status: code, count: 1 })

/**
 * Every kind as it comes, each with a direction in both; each status alone, before the next one, and those of a gateway after the effect;
 * redirects; and every spelling of Retry-After with 429 and 503. Each hits one request, or one with each of its faults.
 */
export const wireFaultCases: readonly WireFaultCase[] = [
  ...wireFaultKinds.filter((kind) => kind !== 'status' && kind !== 'status-after').map(plain),
  ...wireFaultKinds.filter((kind) => wireFaults[kind].upstream !== undefined).map(upstream),
  ...statuses.map((code) => caseOf(`status ${code}`, status(code))),
  ...statuses.map((code, index) => {
    const next = statuses[(index + 1) % statuses.length] ?? code
    return caseOf(`status ${code}, then ${next}`, status(code), status(next))
  }),
  ...[500, 502, 503, 504].map((code) =>
    caseOf(`status-after ${code}`, { kind: 'status-after', status: code, count: 1 }),
  ),
  caseOf('redirect 301', { kind: 'redirect', status: 301, count: 1 }),
  ...[429, 503].flatMap((code) =>
    retryAfterSpellings.map((retryAfter) =>
      caseOf(`status ${code}, Retry-After ${retryAfter}`, { ...status(code), retryAfter }),
    ),
  ),
]
