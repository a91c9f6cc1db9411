import {
  type Check,
  callback,
  chance,
  limit,
  milliseconds,
  retryAfter,
  text,
  textByName,
  wholeFrom,
  word,
} from '../checks/checks.ts'
import { checkKinded, type Kinded } from '../checks/kinded.ts'
import { operationNames } from '../operation-names.ts'
import { isEarly, wireFaultKinds, wireFaults } from './kinds.ts'
import type { WireFault } from './wire-fault.ts'

const size = wholeFrom(1, 2 ** 40)

const checks: Readonly<Record<keyof WireFault, Check>> = {
  kind: word(wireFaultKinds),
  operation: word(operationNames),
  match: callback,
  count: limit,
  skip: limit,
  probability: chance,
  direction: word(['upstream', 'downstream']),
  ms: milliseconds,
  jitterMs: milliseconds,
  bytesPerSecond: size,
  bytes: size,
  status: wholeFrom(200, 599),
  retryAfter,
  body: text,
  headers: textByName,
  location: text,
}

const turns = ['count', 'skip', 'probability']

const takenBy = (kind: (typeof wireFaultKinds)[number]): readonly string[] => {
  const { phase, takes } = wireFaults[kind]
  if (phase === 'port') return takes
  return isEarly(kind) ? [...turns, ...takes] : [...turns, 'operation', 'match', ...takes]
}

const kinded: Kinded = {
  checks,
  common: [],
  kinds: Object.fromEntries(wireFaultKinds.map((kind) => [kind, takenBy(kind)])),
}

/** Throws a `TypeError` for what is no fault of the wire, in words that say what would be right. */
export function checkWireFault(fault: unknown, tls: boolean): asserts fault is WireFault {
  checkKinded(fault, kinded)
  const { kind } = fault as WireFault
  if (wireFaults[kind].phase === 'handshake' && !tls)
    throw new TypeError(`fault.kind ${kind} needs a proxy that speaks TLS: startFaultProxy({ tls: true })`)
}
