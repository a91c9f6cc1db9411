import { broken, characters, excerpt, lineEnds, scanXml, type XmlScan } from './xml-characters.ts'
import { afterSpace, skipAttributes, skipMarkup, takeName } from './xml-markup.ts'

const otherEncoding = /^<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8|us-ascii)/i

/** An object takes many times the room of the empty element that it is made of. */
const mostElements = 1_000_000

/** Starts a reading and takes the root's name; what may stand before it is passed over. */
export function openDocument(text: string, maxDepth: number): XmlScan {
  const scan = scanXml(text, maxDepth)
  if (otherEncoding.test(text.slice(0, 200))) throw broken('an encoding other than UTF-8', 0)
  skipOutside(scan)
  if (scan.at === text.length) throw broken('no root element', scan.at)
  takeName(scan, scan.at + 1)
  return scan
}

/** Nothing but comments and white space may follow the root. */
export function closeDocument(scan: XmlScan): void {
  skipOutside(scan)
  if (scan.at < scan.text.length) throw broken('a second root', scan.at)
}

function skipOutside(scan: XmlScan): void {
  const { text } = scan
  for (;;) {
    scan.at = afterSpace(text, scan.at)
    if (scan.at === text.length) return
    if (text[scan.at] !== '<') throw broken('text outside the root', scan.at)
    const code = text[scan.at + 1]
    if (code !== '!' && code !== '?') return
    if (text.startsWith('<![', scan.at)) throw broken('text outside the root', scan.at)
    skipMarkup(scan, scan.at)
  }
}

/** The name of the last start tag, as a message shows it. */
export function tagName(scan: XmlScan): string {
  return excerpt(scan.text, scan.start, scan.end)
}

/** Whether the last start tag has this name, whatever its prefix. */
export function isNamed(scan: XmlScan, local: string): boolean {
  return scan.end - scan.local === local.length && scan.text.startsWith(local, scan.local)
}

/** Goes to the next child's name (true), or to the end tag of the element we are in (false). Text on the way is only checked. */
export function nextChild(scan: XmlScan): boolean {
  for (;;) {
    const less = nextLess(scan)
    if (less > scan.amp) characters(scan, scan.at, less)
    const code = scan.text[less + 1]
    if (code === '/') {
      scan.at = less
      return false
    }
    if (code !== '!' && code !== '?') {
      takeName(scan, less + 1)
      return true
    }
    skipMarkup(scan, less)
  }
}

function nextLess(scan: XmlScan): number {
  if (scan.text[scan.at] === '<') return scan.at
  const less = scan.text.indexOf('<', scan.at)
  if (less < 0) throw broken('the document ends inside an element', scan.text.length)
  return less
}

/** Finishes a start tag, attributes and all. False when the same tag closes the element, which is then read. */
export function enterElement(scan: XmlScan): boolean {
  if (scan.depth >= scan.maxDepth) throw broken(`more than ${scan.maxDepth} levels`, scan.at)
  if (++scan.elements > mostElements) throw broken(`more than ${mostElements} elements`, scan.at)
  const open = scan.text[scan.at] === '>' || skipAttributes(scan)
  scan.at += 1
  if (open) scan.depth += 1
  return open
}

/** Takes the end tag that must stand here, of the element whose name lies between `from` and `to`. */
export function leaveElement(scan: XmlScan, from: number, to: number): void {
  const { text } = scan
  let end = scan.at + 2
  for (let at = from; at < to; at += 1, end += 1) {
    if (text[at] !== text[end]) throw unclosed(scan, from, to)
  }
  if (text[end] !== '>') end = afterSpace(text, end)
  if (text[end] !== '>') throw unclosed(scan, from, to)
  scan.at = end + 1
  scan.depth -= 1
}

function unclosed(scan: XmlScan, from: number, to: number): Error {
  return broken(`not the end tag of <${excerpt(scan.text, from, to)}>`, scan.at)
}

/** Passes over an element that nobody wants; it must be well-formed all the same. */
export function skipElement(scan: XmlScan): void {
  const { start, end } = scan
  if (!enterElement(scan)) return
  while (nextChild(scan)) skipElement(scan)
  leaveElement(scan, start, end)
}

/** The text up to the end tag of the element we are in: references decoded, CDATA taken in, comments left out. */
export function readText(scan: XmlScan): string {
  let value = ''
  for (;;) {
    const less = nextLess(scan)
    value += characters(scan, scan.at, less)
    scan.at = less
    const code = scan.text[less + 1]
    if (code === '/') return value
    if (code !== '!' && code !== '?') throw broken('an element where text belongs', less)
    skipMarkup(scan, less)
    if (scan.text.startsWith('<![CDATA[', less)) value += lineEnds(scan.text.slice(less + 9, scan.at - 3))
  }
}
