import { broken, decoded, excerpt, type XmlScan } from './xml-characters.ts'

const COLON = 58

const letters =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}'
const part = `[${letters}][${letters}0-9.\\xB7\\u0300-\\u036F\\u203F\\u2040-]*`
const qualified = /* @__PURE__ */ new RegExp(`^${part}(?::${part})?$`, 'u')

/** What an ASCII character may be in a name: 0 nothing, 1 a later character, 2 the first one too. */
const inName: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[A-Za-z_]/.test(character)) return 2
  return /[0-9.:-]/.test(character) ? 1 : 0
})

/** Takes the name that must stand at `from`, and leaves `nameStart`, `localStart`, `nameEnd` and `at` behind. */
export function takeName(scan: XmlScan, from: number): void {
  const { text } = scan
  let simple = inName[text.charCodeAt(from)] === 2
  let local = from
  let end = from
  for (; ; end += 1) {
    const code = text.charCodeAt(end)
    if (code >= 128) simple = false
    else if (code === COLON) {
      simple &&= local === from && inName[text.charCodeAt(end + 1)] === 2
      local = end + 1
    } else if (!inName[code]) break
  }
  if (!simple && !qualified.test(text.slice(from, end))) {
    throw broken(
      end === from ? 'a missing name' : `the name ${JSON.stringify(excerpt(text, from, end))}`,
      from,
    )
  }
  scan.nameStart = from
  scan.localStart = local
  scan.nameEnd = end
  scan.at = end
}

/** Stops on the `>` of a start tag. False when the tag also closes its element. The element's name stays the one in `scan`. */
export function skipAttributes(scan: XmlScan): boolean {
  const { text, nameStart, localStart, nameEnd } = scan
  let seen: Set<string> | undefined
  for (;;) {
    const at = afterSpace(text, scan.at)
    const code = text[at]
    if (code === '>' || (code === '/' && text[at + 1] === '>')) {
      scan.nameStart = nameStart
      scan.localStart = localStart
      scan.nameEnd = nameEnd
      scan.at = code === '>' ? at : at + 1
      return code === '>'
    }
    if (at === scan.at) throw broken(`the tag <${excerpt(text, nameStart, nameEnd)}> is not finished`, at)
    seen ??= new Set()
    const attribute = takeAttribute(scan, at)
    if (seen.has(attribute)) throw broken('the same attribute twice', at)
    seen.add(attribute)
  }
}

function takeAttribute(scan: XmlScan, from: number): string {
  const { text } = scan
  takeName(scan, from)
  const name = text.slice(from, scan.at)
  const equals = afterSpace(text, scan.at)
  const quote = afterSpace(text, equals + 1)
  const mark = text[quote]
  if (text[equals] !== '=' || (mark !== '"' && mark !== "'")) {
    throw broken('an attribute without a quoted value', from)
  }
  const end = text.indexOf(mark, quote + 1)
  if (end < 0) throw broken('an attribute that does not end', from)
  const value = text.slice(quote + 1, end)
  if (value.includes('<')) throw broken("'<' in an attribute", from)
  if (value.includes('&')) decoded(text, quote + 1, end)
  scan.at = end + 1
  return name
}

/** Passes over the comment, processing instruction or CDATA section that starts at `from`; anything else there is refused. */
export function skipMarkup(scan: XmlScan, from: number): void {
  const { text } = scan
  if (text.startsWith('<!--', from)) {
    const end = ending(text, '--', from + 4, from)
    if (text[end] !== '>') throw broken("'--' in a comment", end - 2)
    scan.at = end + 1
  } else if (text.startsWith('<![CDATA[', from)) {
    scan.at = ending(text, ']]>', from + 9, from)
  } else if (text.startsWith('<?', from)) {
    skipInstruction(scan, from)
  } else if (text.startsWith('<!DOCTYPE', from)) {
    throw broken('a DOCTYPE, which is never read,', from)
  } else throw broken("'<!' that starts nothing known", from)
}

function skipInstruction(scan: XmlScan, from: number): void {
  const { text } = scan
  takeName(scan, from + 2)
  const end = ending(text, '?>', scan.at, from)
  const target = text.slice(from + 2, scan.at)
  if (target.toLowerCase() === 'xml') throw broken('an XML declaration that is not at the start', from)
  if (scan.at < end - 2 && afterSpace(text, scan.at) === scan.at)
    throw broken('a bad processing instruction', from)
  scan.at = end
}

function ending(text: string, mark: string, from: number, start: number): number {
  const at = text.indexOf(mark, from)
  if (at < 0) throw broken(`no ${JSON.stringify(mark)} ends what begins`, start)
  return at + mark.length
}

/** The first offset from here that is not white space. */
export function afterSpace(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 9 || code === 13; ) {
    at += 1
    code = text.charCodeAt(at)
  }
  return at
}
