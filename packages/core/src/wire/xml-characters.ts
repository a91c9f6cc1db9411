import { CloudError } from '../errors.ts'

/**
 * Where a reading stands. One mutable record for the whole document, so that nothing is allocated for an element that nobody
 * wants. `start` to `end` is the name of the start tag read last; `local` is where it goes on after a prefix.
 */
export interface XmlScan {
  readonly text: string
  readonly maxDepth: number
  at: number
  depth: number
  elements: number
  start: number
  local: number
  end: number
  /** The next `&` and carriage return, each looked for again only once passed: that keeps the whole reading linear. */
  amp: number
  cr: number
}

/**
 * Surrogates are left out: the text is well-formed before it comes here, and references are checked by number. Two expressions, each of one row of
 * the table of characters: such the engine looks for in many characters at once, where one of both takes ten times as long.
 */
const forbidden = [/[\0-\x08\v\f\x0e\x0f]/, /[\x10-\x1f\ufffe\uffff]/]
const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const numbered = /^#(?:(\d{1,7})|x([\da-fA-F]{1,6}))$/

/** Starts a reading. A character that XML 1.0 allows nowhere is refused here, once for the document. */
export function scanXml(text: string, maxDepth: number): XmlScan {
  const found = forbidden.map((characters) => text.search(characters)).filter((at) => at >= 0)
  if (found.length > 0) throw broken('a character that XML does not allow', Math.min(...found))
  return {
    text,
    maxDepth,
    at: 0,
    depth: 0,
    elements: 0,
    start: 0,
    local: 0,
    end: 0,
    amp: -1,
    cr: -1,
  }
}

/** Every failure: what is wrong and where, with at most a name or a few characters of the document in it. */
export function broken(what: string, offset: number): CloudError {
  return new CloudError(`the answer is no good XML: ${what} at offset ${offset}`, {
    code: 'protocol',
    details: { offset },
  })
}

/** A piece of the document as a message may show it. */
export function excerpt(text: string, from: number, to: number): string {
  return to - from > 40 ? `${text.slice(from, from + 39)}…` : text.slice(from, to)
}

/** The value of the character data between two offsets: references decoded, line ends as XML wants them. */
export function characters(scan: XmlScan, from: number, to: number): string {
  const { text } = scan
  if (scan.amp < from) scan.amp = next(text, '&', from)
  if (scan.cr < from) scan.cr = next(text, '\r', from)
  return to <= scan.amp && to <= scan.cr ? text.slice(from, to) : decoded(text, from, to)
}

function next(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at
}

/** Decodes the references between two offsets; throws for one that is unknown or not finished there. */
export function decoded(text: string, from: number, to: number): string {
  const raw = text.slice(from, to)
  let value = ''
  let done = 0
  for (let start = raw.indexOf('&'); start >= 0; start = raw.indexOf('&', done)) {
    const end = raw.indexOf(';', start)
    if (end < 0) throw broken("'&' that starts no reference", from + start)
    value += lineEnds(raw.slice(done, start)) + referenced(raw.slice(start + 1, end), from + start)
    done = end + 1
  }
  return value + lineEnds(raw.slice(done))
}

export function lineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

function referenced(name: string, offset: number): string {
  const known = named.get(name)
  if (known !== undefined) return known
  const [, decimal, hexadecimal] = numbered.exec(name) ?? []
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  const character = code <= 0x10ffff ? String.fromCodePoint(code) : ''
  if (character.isWellFormed() && character !== '' && !forbidden.some((one) => one.test(character)))
    return character
  throw broken(`unknown reference ${JSON.stringify(`&${excerpt(name, 0, name.length)};`)}`, offset)
}
