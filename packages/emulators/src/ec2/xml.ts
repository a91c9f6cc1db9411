/** What an answer is made of; undefined is left out. */
type Xml = string | number | boolean | Date | readonly Xml[] | XmlFields
export interface XmlFields {
  readonly [name: string]: Xml | undefined
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** Characters that XML 1.0 has no way to write become U+FFFD. */
const escapeText = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"\r]/g, (character) => escapes[character] ?? character)

/** Writes fields as the protocol does that calls the entries of its lists so. */
export function xmlWriter(entryName: string): (value: XmlFields) => string {
  const content = (value: Xml): string => {
    if (typeof value === 'string') return escapeText(value)
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    if (value instanceof Date) return value.toISOString()
    if (isList(value)) return value.map((entry) => element(entryName, entry)).join('')
    return fields(value)
  }
  const element = (name: string, value: Xml): string => {
    const inner = content(value)
    return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`
  }
  const fields = (value: XmlFields): string =>
    Object.entries(value)
      .map(([name, entry]) => (entry === undefined ? '' : element(name, entry)))
      .join('')
  return fields
}

const isList = (value: readonly Xml[] | XmlFields): value is readonly Xml[] => Array.isArray(value)

const fields = xmlWriter('item')

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

export const apiVersion = '2016-11-15'

/** The answer to an action: its own root and namespace, the request's id first. */
export const answerDocument = (action: string, requestId: string, body: XmlFields): string =>
  `${declaration}<${action}Response xmlns="http://ec2.amazonaws.com/doc/${apiVersion}/">${fields({ requestId, ...body })}</${action}Response>`

export const errorDocument = (code: string, message: string, requestId: string): string =>
  declaration +
  fields({
    Response: { Errors: { Error: { Code: code, Message: message } }, RequestID: requestId },
  })
