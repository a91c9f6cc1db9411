import { inspect } from 'node:util'
import { retryAfterSpellings } from '../retry-after.ts'
import { hint } from './nearest.ts'

/** Looks at the value that a caller gave under a name. Throws a `TypeError` that says what it would have to be; undefined is right for all. */
export type Check = (value: unknown, name: string) => void

/** As it is written in source, on one line; long ones are cut. */
const shown = (value: unknown): string =>
  inspect(value, { depth: 1, breakLength: Infinity, maxStringLength: 60 })

function wrong(name: string, wanted: string, value: unknown): never {
  throw new TypeError(`${name} takes ${wanted}, not ${shown(value)}`)
}

export const text: Check = (value, name) => {
  if (value !== undefined && typeof value !== 'string') wrong(name, 'a string', value)
}

/** `wanted` says in words what `fits` looks for. */
const number =
  (wanted: string, fits: (value: number) => boolean): Check =>
  (value, name) => {
    if (value !== undefined && !(typeof value === 'number' && fits(value))) wrong(name, wanted, value)
  }

/** The longest that a timer of Node.js waits; from one millisecond more on it does not wait at all. */
const longestMs = 2 ** 31 - 1

export const milliseconds: Check = number(
  `milliseconds from 0 to ${longestMs}`,
  (value) => value >= 0 && value <= longestMs,
)
export const age: Check = number('milliseconds, 0 or more', (value) => value >= 0)
export const offset: Check = number('milliseconds, which may be negative', Number.isFinite)
const seconds: Check = number('seconds, 0 or more', (value) => value >= 0 && Number.isFinite(value))
export const chance: Check = number('a number from 0 to 1', (value) => value >= 0 && value <= 1)
export const whole: Check = number('a whole number', Number.isSafeInteger)
export const limit: Check = number(
  'a whole number, 0 or more, or Infinity',
  (value) => value >= 0 && (Number.isSafeInteger(value) || value === Number.POSITIVE_INFINITY),
)

export const wholeFrom = (least: number, greatest: number): Check =>
  number(
    `a whole number from ${least} to ${greatest}`,
    (value) => Number.isInteger(value) && value >= least && value <= greatest,
  )
export const port: Check = wholeFrom(0, 65_535)

/** One of the words that are `known`. */
export const word =
  (known: readonly string[]): Check =>
  (value, name) => {
    if (value === undefined || known.includes(value as string)) return
    throw new TypeError(`${name} does not take ${shown(value)}; ${hint(value, known)}`)
  }

/** A list of words that are `known`. */
export const words =
  (known: readonly string[]): Check =>
  (value, name) => {
    if (value === undefined) return
    if (!Array.isArray(value)) wrong(name, 'a list', value)
    for (const [index, one] of value.entries()) word(known)(one, `${name}[${index}]`)
  }

/** A list of strings. */
export const texts: Check = (value, name) => {
  if (value === undefined) return
  if (!Array.isArray(value)) wrong(name, 'a list', value)
  for (const [index, one] of value.entries())
    if (typeof one !== 'string') wrong(`${name}[${index}]`, 'a string', one)
}

/** Seconds, or the name of a spelling. */
export const retryAfter: Check = (value, name) =>
  typeof value === 'string' ? word(retryAfterSpellings)(value, name) : seconds(value, name)

export const flag: Check = (value, name) => {
  if (value !== undefined && typeof value !== 'boolean') wrong(name, 'true or false', value)
}

export const callback: Check = (value, name) => {
  if (value !== undefined && typeof value !== 'function') wrong(name, 'a function', value)
}

/** An object whose members all hold a string. */
export const textByName: Check = (value, name) => {
  if (value === undefined) return
  for (const [member, given] of entries(value, name)) text(given, `${name}.${member}`)
}

/** An object with no members but these. */
export const members =
  (known: Readonly<Record<string, Check>>): Check =>
  (value, name) => {
    if (value === undefined) return
    for (const [member, given] of entries(value, name)) {
      const check = Object.hasOwn(known, member) ? known[member] : undefined
      if (check === undefined)
        throw new TypeError(`${name}.${member} is unknown; ${hint(member, Object.keys(known))}`)
      check(given, `${name}.${member}`)
    }
  }

/** An object whose members are named by `known` words and hold one kind of value. */
export const byWord =
  (known: readonly string[], check: Check): Check =>
  (value, name) =>
    members(Object.fromEntries(known.map((each) => [each, check])))(value, name)

/** An object with these methods, and whatever else. */
export const methods =
  (...names: readonly string[]): Check =>
  (value, name) => {
    if (value === undefined) return
    const given = typeof value === 'object' && value !== null ? value : {}
    const missing = names.find((method) => typeof Reflect.get(given, method) !== 'function')
    if (missing !== undefined) wrong(name, `an object with the functions ${names.join(', ')}`, value)
  }

function entries(value: unknown, name: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong(name, 'an object', value)
  return Object.entries(value)
}
