import { CloudError } from '../errors.ts'
import { utf8Text } from './utf8.ts'

export interface JsonLimits {
  /** How deep arrays and objects may be nested; 64. */
  readonly depth?: number | undefined
}

const SPACE = 32
const QUOTE = 34
const COMMA = 44
const COLON = 58
const BACKSLASH = 92
const UNDERSCORE = 95
/** Brackets differ from braces by this bit alone. */
const CASE = 32
const OPEN = 123
const CLOSE = 125
/** Values take many times the room of their text: empty arrays as large as an answer may be would take half a gigabyte. */
const mostValues = 1_000_000
/** `__proto__` with every character escaped. */
const longestPrototype = 9 * 6

/**
 * Parses JSON that came from outside: UTF-8, a byte order mark tolerated. What is no JSON, nested deeper than the limit,
 * holds more than a million values or a key `__proto__` (which a later copy could turn into a prototype) throws `protocol`; the
 * message never quotes the text, which may hold secrets.
 */
export function readJson(body: Uint8Array | string, limits: JsonLimits = {}): unknown {
  checkTokens(typeof body === 'string' ? new TextEncoder().encode(body) : body, limits.depth ?? 64)
  const text = utf8Text(body)
  try {
    return JSON.parse(text)
  } catch {
    // The engine's own message quotes the text, so it is not even the cause.
    throw broken('it cannot be parsed')
  }
}

/**
 * One look at brackets, commas and keys. What is nested too deep breaks recursive code that gets it later, even where the parser
 * itself does not recurse. Over bytes, because that takes a third of the time it takes over a string.
 */
function checkTokens(bytes: Uint8Array, limit: number): void {
  let depth = 0
  let values = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at] as number
    if (code === QUOTE) {
      const start = at + 1
      at = stringEnd(bytes, start)
      const first = bytes[start]
      if (first === UNDERSCORE || first === BACKSLASH) checkKey(bytes, start, at)
    } else if ((code | CASE) === OPEN) {
      depth += 1
      values += 1
      if (depth > limit) throw broken(`more than ${limit} levels at offset ${at}`)
    } else if ((code | CASE) === CLOSE) depth -= 1
    else if (code === COMMA) values += 1
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

function checkKey(bytes: Uint8Array, from: number, to: number): void {
  if (to - from > longestPrototype) return
  let after = to + 1
  while ((bytes[after] ?? COLON) <= SPACE) after += 1
  if (bytes[after] !== COLON) return
  const written = String.fromCharCode(...bytes.subarray(from, to))
  const key = written.replace(/\\u([\da-f]{4})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
  if (key === '__proto__') throw broken("a key is '__proto__'")
}

function broken(what: string): CloudError {
  return new CloudError(`the answer is not the JSON it should be: ${what}`, { code: 'protocol' })
}
