import { CloudError } from '../errors.ts'

/**
 * Where a reading stands. One mutable record for the whole document, so that nothing is allocated for an element that nobody
 * wants. `nameStart` to `nameEnd` is the name of the start tag read last; `localStart` is where it goes on after a prefix.
 */
export interface XmlScan {
  readonly text: string
  readonly maxDepth: number
  at: number
  depth: number
  nameStart: number
  localStart: number
  nameEnd: number
  /** The next `&`, carriage return and `]]>`, each looked for again only once passed: that keeps the whole reading linear. */
  reference: number
  carriageReturn: number
  sectionEnd: number
  /** The nearest of the three. Text that ends before it is its own value. */
  special: number
}

/** Surrogates are left out: the text is well-formed before it comes here, and references are checked by number. */
const forbidden = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/
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
  const at = text.search(forbidden)
  if (at >= 0) throw broken('a character that XML does not allow', at)
  const name = { nameStart: 0, localStart: 0, nameEnd: 0 }
  return {
    text,
    maxDepth,
    at: 0,
    depth: 0,
    ...name,
    reference: -1,
    carriageReturn: -1,
    sectionEnd: -1,
    special: -1,
  }
}

/** Every failure: what is wrong and where, with at most a name or a few characters of the document in it. */
export function broken(what: string, offset: number): CloudError {
  return new CloudError(`the answer is not the XML it should be: ${what} at offset ${offset}`, {
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
  if (scan.special < from) lookAhead(scan, from)
  if (to <= scan.special) return text.slice(from, to)
  if (scan.sectionEnd >= from && scan.sectionEnd < to) throw broken("']]>' in text", scan.sectionEnd)
  return decoded(text, from, to)
}

function lookAhead(scan: XmlScan, from: number): void {
  if (scan.reference < from) scan.reference = next(scan.text, '&', from)
  if (scan.carriageReturn < from) scan.carriageReturn = next(scan.text, '\r', from)
  if (scan.sectionEnd < from) scan.sectionEnd = next(scan.text, ']]>', from)
  scan.special = Math.min(scan.reference, scan.carriageReturn, scan.sectionEnd)
}

function next(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? Number.POSITIVE_INFINITY : at
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
  if (character.isWellFormed() && character !== '' && !forbidden.test(character)) return character
  throw broken(`unknown reference ${JSON.stringify(`&${excerpt(name, 0, name.length)};`)}`, offset)
}
