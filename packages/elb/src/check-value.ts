import { checkNames, idOf, invalid } from '@cloud/core/driver'
import { noSuch } from './lookups.ts'

/** A value as an error shows it: a text in quotes, and not all of a long one. */
export function told(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}

export function checkWhole(what: string, value: unknown, min: number, max: number): number {
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return Number(value)
  throw invalid(`${what} is ${told(value)}`, `a whole number from ${min} to ${max}`)
}

export const checkPort = (what: string, port: unknown): number => checkWhole(what, port, 1, 65_535)

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
  if (word !== undefined && !known.some((each) => each === word))
    throw invalid(`${what} is ${told(word)}`, known.join(' or '))
}

export const nameForm: RegExp = /^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/

/** A name that both versions of the API take. */
export function checkName(name: unknown): string {
  if (typeof name === 'string' && nameForm.test(name)) return name
  throw invalid(
    `The name ${told(name)} is none of a balancer`,
    'at most 32 letters, digits and hyphens, none at an end, not beginning with internal-',
  )
}

/** A node's id goes into requests of two services: one that EC2 cannot have given is `not-found`. */
export function nodeId(ref: unknown): string {
  const id = idOf('node', ref, 'node')
  if (/^i-[0-9a-f]{1,32}$/.test(id)) return id
  throw noSuch('node', id)
}

/** Options that name a node under `node`; a node in their place is a common slip. */
export function checkTarget(what: string, given: object, names: readonly string[]): void {
  if (typeof given === 'string' || Reflect.get(Object(given), 'kind') === 'node')
    throw invalid(`${what} is given a node itself`, 'pass { node }')
  checkNames(what, given, names)
}

/** A certificate of ACM or IAM; `not-found` for what can be none of theirs. */
export function certificateArn(ref: unknown): string {
  const id = idOf('certificate', ref, 'certificate')
  if (/^arn:[\w-]+:(acm|iam):[\w-]*:\d{12}:(certificate|server-certificate)\/\S+$/.test(id)) return id
  throw noSuch('certificate', id)
}
