import type { Xml, XmlFields } from '../xml.ts'
import type { XmlElement } from '../xml-reader.ts'

/** A document that was sent, to be sent back. */
export function shownDocument({ children }: XmlElement): XmlFields {
  const names = [...new Set(children.map(({ name }) => name))]
  return Object.fromEntries(
    names.map((name): [string, Xml] => [
      name,
      children
        .filter((child) => child.name === name)
        .map((child): Xml => (child.children.length > 0 ? shownDocument(child) : child.text)),
    ]),
  )
}
