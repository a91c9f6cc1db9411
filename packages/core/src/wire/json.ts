import { CloudError } from '../errors.ts'
import { utf8Text } from './utf8.ts'

export interface JsonLimits {
  /** How deep arrays and objects may be nested; 64. */
  readonly depth?: number | undefined
}

const QUOTE = 34
const COMMA = 44
const BACKSLASH = 92
/** Brackets differ from braces by this bit alone. */
const CASE = 32
const OPEN = 123
/** Values take many times the room of their text: empty arrays as large as an answer may be would take half a gigabyte. */
const mostValues = 1_000_000
/** A value takes two bytes at least, its comma included. */
const mayHoldMore = 2 * mostValues

/**
 * Parses JSON that came from outside: UTF-8, a byte order mark tolerated. What is no JSON, nested deeper than the limit,
 * holds more than a million values or a key `__proto__` (which a later copy could turn into a prototype) throws `protocol`; the
 * message never quotes the text, which may hold secrets.
 */
export function readJson(body: Uint8Array | string, limits: JsonLimits = {}): unknown {
  if (body.length > mayHoldMore) checkCount(typeof body === 'string' ? new TextEncoder().encode(body) : body)
  const value = parsed(utf8Text(body))
  if (isNested(value)) checkNested(value, limits.depth ?? 64, limits.depth ?? 64)
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The engine's own message quotes the text, so it is not even the cause.
    throw broken('it cannot be parsed')
  }
}

/** Counts values before there are any: their commas and brackets. Over bytes, because that takes a third of the time it takes over a string. */
function checkCount(bytes: Uint8Array): void {
  let values = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at] as number
    if (code === QUOTE) at = stringEnd(bytes, at + 1)
    else if ((code | CASE) === OPEN || code === COMMA) values += 1
    if (values > mostValues) throw broken(`more than ${mostValues} values`)
  }
}

function stringEnd(bytes: Uint8Array, from: number): number {
  let at = from
  for (; at < bytes.length; at += 1) {
    const code = bytes[at]
    if (code === QUOTE) break
    if (code === BACKSLASH) at += 1
  }
  return at
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null

/**
 * One look at keys and depth. What is nested too deep breaks recursive code that gets it later, even where the parser itself does not recurse.
 * Of the parsed value, because that takes a tenth of the time it takes over its text.
 */
function checkNested(value: object, left: number, limit: number): void {
  if (left === 0) throw broken(`more than ${limit} levels`)
  if (Array.isArray(value)) {
    for (const item of value) if (isNested(item)) checkNested(item, left - 1, limit)
    return
  }
  for (const key in value) {
    if (key === '__proto__') throw broken("a key is '__proto__'")
    const member: unknown = value[key as keyof typeof value]
    if (isNested(member)) checkNested(member, left - 1, limit)
  }
}

function broken(what: string): CloudError {
  return new CloudError(`the answer is not the JSON it should be: ${what}`, { code: 'protocol' })
}
