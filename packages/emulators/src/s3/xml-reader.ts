import { Refusal } from './refusal.ts'

/** An element of a document that was sent. What an element holds beside text and elements is not looked at. */
export interface XmlElement {
  readonly name: string
  readonly text: string
  readonly children: readonly XmlElement[]
  /** Its `xsi:type`. */
  readonly type?: string
}

interface Open {
  readonly name: string
  text: string
  readonly children: XmlElement[]
  readonly type?: string
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const token =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s>]+)\s*>|<([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy

const deepest = 32

/** Throws `MalformedXML` for what is no whole document, has a DOCTYPE, or is nested more than 32 deep. */
export function readXml(document: string): XmlElement {
  const top: Open = { name: '', text: '', children: [] }
  const open = [top]
  token.lastIndex = 0
  let end = 0
  for (let match = token.exec(document); match; match = token.exec(document)) {
    end = token.lastIndex
    take(open, match)
  }
  const [root, ...more] = top.children
  if (end < document.length || open.length !== 1 || !root || more.length > 0 || top.text.trim() !== '')
    throw new Refusal('MalformedXML')
  return root
}

function take(open: Open[], match: RegExpExecArray): void {
  const [, cdata, closing, opening, attributes = '', empty, text] = match
  const current = open.at(-1)
  if (!current || open.length > deepest) throw new Refusal('MalformedXML')
  if (cdata !== undefined) current.text += cdata
  if (text !== undefined) current.text += decode(text)
  if (closing !== undefined) {
    if (open.length < 2 || current.name !== bare(closing)) throw new Refusal('MalformedXML')
    open.pop()
  }
  if (opening === undefined) return
  const type = /\sxsi:type\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]
  const element: Open = { name: bare(opening), text: '', children: [], ...(type !== undefined && { type }) }
  current.children.push(element)
  if (!empty) open.push(element)
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)

const decode = (text: string): string =>
  text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const code = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name)
    const point = code ? Number.parseInt(code[1] ?? code[2] ?? '', code[1] ? 16 : 10) : undefined
    if (point !== undefined && point <= 0x10ffff) return String.fromCodePoint(point)
    const known = Object.hasOwn(entities, name) && whole.endsWith(';') ? entities[name] : undefined
    if (known === undefined) throw new Refusal('MalformedXML')
    return known
  })
