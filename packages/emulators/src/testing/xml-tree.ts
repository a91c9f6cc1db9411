/** An element of an answer, as far as tests need it: no attributes but the root's namespace. */
export interface XmlElement {
  readonly name: string
  readonly text: string
  readonly children: readonly XmlElement[]
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#13': '\r' }

/** Reads a document made of elements and text. Throws where a tag does not close. */
export function readXml(document: string): XmlElement {
  const tags = document.matchAll(/<(\/?)([A-Za-z][\w.]*)([^<>]*?)(\/?)>([^<]*)/g)
  const top: { name: string; text: string; children: XmlElement[] } = { name: '', text: '', children: [] }
  const open = [top]
  for (const [, close, name = '', , empty, text = ''] of tags) {
    const current = open.at(-1) ?? top
    if (close) {
      if (current.name !== name) throw new Error(`</${name}> closes <${current.name}>`)
      open.pop()
      continue
    }
    const element = { name, text: decode(empty ? '' : text), children: [] }
    current.children.push(element)
    if (!empty) open.push(element)
  }
  const [root] = top.children
  if (!root || open.length > 1) throw new Error('The document is not one whole element')
  return root
}

const decode = (text: string) => text.replace(/&([^;]+);/g, (whole, name: string) => entities[name] ?? whole)
