import { invalid } from '@cloud/core/driver'

/** Text of a document, or elements in it. */
export type XmlContent = string | number | boolean | readonly XmlElement[] | undefined
/** A name and what is in it. What is undefined is left out. */
export type XmlElement = readonly [name: string, content: XmlContent]

/** A document as requests carry it, in S3's namespace. */
export function xmlText(root: string, content: readonly XmlElement[]): string {
  return `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${elements(content)}</${root}>`
}

/** Whether a document can hold the text: not all that is Unicode can be written in XML. */
export const isXmlText = (text: string): boolean => !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)

function elements(content: readonly XmlElement[]): string {
  return content.map(([name, inside]) => element(name, inside)).join('')
}

function element(name: string, content: XmlContent): string {
  if (content === undefined) return ''
  return `<${name}>${Array.isArray(content) ? elements(content) : escaped(String(content))}</${name}>`
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader turns a bare one into a line feed.
  '\r': '&#13;',
}

function escaped(text: string): string {
  if (!isXmlText(text)) throw invalid('A text has characters that XML cannot hold')
  return text.replace(/[&<>"\r]/g, (character) => references[character] ?? character)
}
