import { checkNames } from './check.ts'
import { invalid } from './errors.ts'

/** A value as an error shows it: a text in quotes, and not all of a long one. */
export function told(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

/** `invalid` unless it is a whole number of the range. */
export function checkWhole(what: string, value: unknown, min: number, max: number): number {
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return Number(value)
  throw invalid(`${what} is ${told(value)}`, `a whole number from ${min} to ${max}`)
}

/** Whole seconds of a time in milliseconds; `min` and `max` are seconds too. */
export function checkSeconds(what: string, ms: unknown, min: number, max: number): number {
  const seconds = typeof ms === 'number' ? ms / 1000 : Number.NaN
  if (Number.isInteger(seconds) && seconds >= min && seconds <= max) return seconds
  throw invalid(
    `${what} is ${told(ms)}`,
    `whole seconds, in milliseconds, from ${min * 1000} to ${max * 1000}`,
  )
}

/** Options that name a node under `node`; a node in their place is a common slip. */
export function checkTarget(what: string, given: object, names: readonly string[]): void {
  if (typeof given === 'string' || Reflect.get(Object(given), 'kind') === 'node')
    throw invalid(`${what} is given a node itself`, 'pass { node }')
  checkNames(what, given, names)
}
