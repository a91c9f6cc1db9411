import { invalid } from './errors.ts'

/** Beyond it Node's timers fire at once. */
export const longestTimerMs: number = 2 ** 31 - 1

/**
 * `invalid` unless it is left out, or a number from `min` to what a timer can wait. A text of digits is none: added to a time, it would be
 * put behind it.
 */
export function checkNumber(what: string, value: unknown, min: number): void {
  if (value === undefined || (typeof value === 'number' && value >= min && value <= longestTimerMs)) return
  const is = typeof value === 'number' ? value : typeof value
  throw invalid(`${what} is ${is}`, `a number from ${min} to ${longestTimerMs}`)
}
