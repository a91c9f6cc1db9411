import type { Fault, FaultKind } from '../faults.ts'
import { type Check, chance, limit, members, milliseconds, seconds, text, wholeFrom, word } from './checks.ts'
import { hint } from './nearest.ts'

const kinds: Readonly<Record<FaultKind, readonly (keyof Fault)[]>> = {
  error: ['code', 'message', 'status', 'retryAfter'],
  status: ['status', 'retryAfter'],
  'reset-before': [],
  'reset-after': [],
  stall: [],
  'stall-after': [],
  delay: ['ms'],
  errored: [],
  'half-body': [],
}

const checks = (operations: readonly string[]): Readonly<Record<keyof Fault, Check>> => ({
  kind: word(Object.keys(kinds)),
  operation: word(operations),
  count: limit,
  skip: limit,
  probability: chance,
  code: text,
  message: text,
  status: wholeFrom(200, 599),
  retryAfter: seconds,
  ms: milliseconds,
})

const ofEveryKind: ReadonlySet<string> = new Set(['kind', 'operation', 'count', 'skip', 'probability'])

/**
 * Throws a `TypeError` for what is no fault: no kind, an operation that no API of this cloud has, a member that is unknown, holds the
 * wrong type, or means nothing with its kind. `operations` are the names of every API.
 */
export function checkFault(fault: unknown, operations: readonly string[]): asserts fault is Fault {
  if (typeof fault !== 'object' || fault === null)
    throw new TypeError(`faults.add takes a fault, such as { kind: 'error' }, not ${String(fault)}`)
  members(checks(operations))(fault, 'fault')
  const { kind } = fault as Partial<Fault>
  if (kind === undefined) throw new TypeError(`fault.kind is missing; ${hint(undefined, Object.keys(kinds))}`)
  const idle = Object.entries(fault).find(
    ([member, value]) =>
      value !== undefined && !ofEveryKind.has(member) && !kinds[kind].some((own) => own === member),
  )?.[0]
  if (idle === undefined) return
  const meant = Object.entries(kinds).flatMap(([name, own]) => (own.some((one) => one === idle) ? name : []))
  throw new TypeError(`fault.${idle} means nothing with kind ${kind}, only with ${meant.join(' or ')}`)
}
