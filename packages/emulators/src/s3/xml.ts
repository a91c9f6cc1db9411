/** What an answer is made of. A list repeats its element; under an empty name there is none around it; undefined is left out. */
export type Xml = string | number | boolean | Date | readonly Xml[] | XmlFields
export interface XmlFields {
  readonly [name: string]: Xml | undefined
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Control characters are written as references, as the real one does although XML 1.0 has none: that is why clients ask for `encoding-type`. */
const escapeText = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => escapes[character] ?? character)
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
      (character) => `&#x${character.charCodeAt(0).toString(16)};`,
    )

const isList = (value: readonly Xml[] | XmlFields | Date): value is readonly Xml[] => Array.isArray(value)

function content(value: Exclude<Xml, readonly Xml[]>): string {
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  return fields(value)
}

const fields = (value: XmlFields): string =>
  Object.entries(value)
    .map(([name, entry]) => (entry === undefined ? '' : element(name, entry)))
    .join('')

/** `Grantee xsi:type="Group"` opens so, and is closed by its name alone. */
function element(opening: string, value: Xml): string {
  if (typeof value === 'object' && !(value instanceof Date) && isList(value))
    return value.map((entry) => element(opening, entry)).join('')
  const inner = content(value)
  if (opening === '') return inner
  const [name = opening] = opening.split(' ')
  return inner === '' ? `<${opening}/>` : `<${opening}>${inner}</${name}>`
}

export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

export const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

export const documentOf = (root: string, value: Xml): string =>
  `${declaration}${element(`${root} xmlns="${namespace}"`, value)}`

/** The answer to what went wrong has no namespace. */
export const errorDocument = (error: XmlFields): string => `${declaration}${element('Error', error)}`
