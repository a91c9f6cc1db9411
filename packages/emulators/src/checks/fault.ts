import type { Fault, FaultKind } from '../faults.ts'
import { type Check, chance, limit, milliseconds, retryAfter, text, wholeFrom, word } from './checks.ts'
import { checkKinded } from './kinded.ts'

const kinds: Readonly<Record<FaultKind, readonly (keyof Fault)[]>> = {
  error: ['code', 'message', 'status', 'retryAfter'],
  status: ['status', 'retryAfter'],
  'reset-before': [],
  'reset-after': [],
  stall: [],
  'stall-after': [],
  delay: ['ms'],
  errored: ['code', 'message'],
  'half-body': [],
  'late-error': ['code', 'message'],
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
  retryAfter,
  ms: milliseconds,
})

const common = ['operation', 'count', 'skip', 'probability']

/**
 * Throws a `TypeError` for what is no fault: no kind, an operation that no API of this cloud has, a member that is unknown, holds the
 * wrong type, or means nothing with its kind. `operations` are the names of every API.
 */
export function checkFault(fault: unknown, operations: readonly string[]): asserts fault is Fault {
  checkKinded(fault, { checks: checks(operations), common, kinds })
}
