import type { Times } from '../centre/times.ts'
import type { EmulatorOptions } from '../kit/start-emulator.ts'
import type { CentreOptions } from '../open-centre.ts'
import { age, type Check, members, methods, milliseconds, port, whole, word } from './checks.ts'

/** A check for each member of a type, none forgotten. */
export type ChecksOf<T> = Readonly<Record<keyof T, Check>>

const times: ChecksOf<Times> = {
  pendingMs: milliseconds,
  stoppingMs: milliseconds,
  terminatingMs: milliseconds,
  actionMs: milliseconds,
  importMs: milliseconds,
  rebootMs: milliseconds,
  terminatedShownMs: age,
  consoleMs: age,
}

export const centreOptions: ChecksOf<CentreOptions> = {
  machine: word(['shell', 'sshd']),
  clock: methods('now', 'elapsed', 'after'),
  times: members(times),
  seed: whole,
}

const emulatorOptions: ChecksOf<EmulatorOptions> = { ...centreOptions, latencyMs: milliseconds, port }

/** Throws a `TypeError` that names an option that is none, or whose value is none, and says what would be right. */
export function checkEmulatorOptions(given: unknown): void {
  members(emulatorOptions)(given, 'options')
}
