import { broken, decoded, excerpt, type XmlScan } from './xml-characters.ts'

const COLON = 58

/** What a character may be in a name: 0 nothing, 1 a later character, 2 the first one too. No provider names elements beyond ASCII. */
const inName: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[A-Za-z_]/.test(character)) return 2
  return /[0-9.:-]/.test(character) ? 1 : 0
})

/** Takes the name that must stand at `from`, and leaves `start`, `local`, `end` and `at` behind. */
export function takeName(scan: XmlScan, from: number): void {
  const { text } = scan
  let good = inName[text.charCodeAt(from)] === 2
  let local = from
  let end = from
  for (let code = text.charCodeAt(end); inName[code] || code >= 128; code = text.charCodeAt(end)) {
    if (code >= 128) good = false
    end += 1
    if (code !== COLON) continue
    good &&= local === from && inName[text.charCodeAt(end)] === 2
    local = end
  }
  if (!good) throw broken(`the name ${JSON.stringify(excerpt(text, from, end))}`, from)
  scan.start = from
  scan.local = local
  scan.end = end
  scan.at = end
}

const attribute = /\s+[A-Za-z_][\w.-]*(?::[\w.-]+)?\s*=\s*("[^<"]*"|'[^<']*')/y

/** Stops on the `>` of a start tag. False when the tag also closes its element. */
export function skipAttributes(scan: XmlScan): boolean {
  const { text } = scan
  for (;;) {
    attribute.lastIndex = scan.at
    const value = attribute.exec(text)?.[1]
    if (value === undefined) break
    scan.at = attribute.lastIndex
    if (value.includes('&')) decoded(text, scan.at - value.length, scan.at)
  }
  const at = afterSpace(text, scan.at)
  const open = text[at] === '>'
  if (!open && !text.startsWith('/>', at))
    throw broken(`the tag <${excerpt(text, scan.start, scan.end)}> is not well-formed`, at)
  scan.at = open ? at : at + 1
  return open
}

/** Passes over the comment, processing instruction or CDATA section that starts at `from`; anything else there is refused. */
export function skipMarkup(scan: XmlScan, from: number): void {
  const { text } = scan
  if (text.startsWith('<!--', from)) {
    scan.at = ending(text, '-->', from + 4, from)
  } else if (text.startsWith('<![CDATA[', from)) {
    scan.at = ending(text, ']]>', from + 9, from)
  } else if (text[from + 1] === '?') {
    scan.at = ending(text, '?>', from + 2, from)
  } else throw broken("a DOCTYPE, or another '<!',", from)
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
