import { checkNames, invalid } from '@cloud/core/driver'

/** A value as an error shows it: a text in quotes, and not all of a long one. */
export function told(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

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

/** One of the words that are known, or left out. */
export function checkWord(what: string, word: unknown, known: readonly string[]): void {
  if (word !== undefined && !known.includes(word as string))
    throw invalid(`${what} is ${told(word)}`, known.join(' or '))
}

/** A name that the API takes: `rule` says what `pattern` matches. */
export function checkName(
  what: string,
  name: unknown,
  { pattern, rule, max = 255 }: { readonly pattern: RegExp; readonly rule: string; readonly max?: number },
): string {
  if (typeof name === 'string' && name.length > max)
    throw invalid(`The name of the ${what} has ${name.length} characters`, `at most ${max}`)
  if (typeof name === 'string' && pattern.test(name)) return name
  throw invalid(`The name ${told(name)} is none of a ${what}`, rule)
}

/** Options that name a node under `node`; a node in their place is a common slip. */
export function checkTarget(what: string, given: object, names: readonly string[]): void {
  if (typeof given === 'string' || Reflect.get(Object(given), 'kind') === 'node')
    throw invalid(`${what} is given a node itself`, 'pass { node }')
  checkNames(what, given, names)
}
