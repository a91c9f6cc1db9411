import { checkedBytes } from './checksums/checked-bytes.ts'
import type { OperationName } from './operation-names.ts'
import { bodies, checksummed, enums, structures } from './operation-table.ts'
import type { Body } from './payload/body.ts'
import { Refusal } from './refusal.ts'
import { readXml, type XmlElement } from './xml-reader.ts'

/** The model demands a checksum of these as well; clients in wide use send none, and are served. */
const goWithout: readonly string[] = [
  'PutBucketAcl',
  'PutBucketPolicy',
  'PutBucketRequestPayment',
  'PutBucketVersioning',
  'PutObjectAcl',
]

const largestDocument = 8 * 1024 * 1024

/** Reads the body of an operation that takes a document, and holds it against the schema. Undefined where there is none. */
export async function readDocument(
  operation: OperationName,
  body: Body,
  headers: Readonly<Record<string, string>>,
): Promise<XmlElement | undefined> {
  const rule = bodies[operation]
  if (rule === undefined) return undefined
  const text = await readText(operation, body, headers)
  const [root = '', structure = ''] = rule.split(':')
  if (text.trim() === '') {
    if (!root.endsWith('!')) return undefined
    throw new Refusal('MissingRequestBodyError', 'Request body is empty.')
  }
  const element = readXml(text)
  if (element.name !== root.replace('!', '')) throw new Refusal('MalformedXML')
  checkStructure(structure, element)
  return element
}

/** A small body as text, its checksums verified. */
export async function readText(
  operation: OperationName,
  body: Body,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  // What a completion says so is of the object that it makes.
  const own = operation === 'CompleteMultipartUpload' ? withoutChecksums(headers) : headers
  const checked = checkedBytes(body, own, {
    isRequired: checksummed.includes(operation) && !goWithout.includes(operation),
  })
  for await (const chunk of checked.bytes()) {
    size += chunk.length
    if (size > largestDocument) throw new Refusal('MaxMessageLengthExceeded', 'Your request was too big.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

interface Field {
  readonly type: string
  readonly required: boolean
  /** Undefined for one that comes once; empty when it repeats itself, else the name of what repeats in it. */
  readonly entry: string | undefined
}

const parsed = new Map<string, ReadonlyMap<string, Field>>()

function fieldsOf(structure: string): ReadonlyMap<string, Field> {
  const known = parsed.get(structure)
  if (known) return known
  const fields = new Map<string, Field>()
  for (const text of (structures[structure] ?? '').split(' ')) {
    const [, name = '', required, repeated, type = ''] = /^(\w+)(!?)(\*\w*)?:(.+)$/.exec(text) ?? []
    fields.set(name, { type, required: required === '!', entry: repeated?.slice(1) })
  }
  parsed.set(structure, fields)
  return fields
}

const malformed = () => new Refusal('MalformedXML')

function checkStructure(structure: string, { children, text }: XmlElement): void {
  if (text.trim() !== '') throw malformed()
  const fields = fieldsOf(structure)
  const seen = new Set<string>()
  for (const child of children) {
    const field = fields.get(child.name)
    if (!field || (seen.has(child.name) && field.entry !== '')) throw malformed()
    seen.add(child.name)
    checkField(field, child)
  }
  for (const [name, { required }] of fields) if (required && !seen.has(name)) throw malformed()
}

function checkField({ type, entry }: Field, element: XmlElement): void {
  if (!entry) {
    checkType(type, element)
    return
  }
  if (element.text.trim() !== '') throw malformed()
  for (const child of element.children) {
    if (child.name !== entry) throw malformed()
    checkType(type, child)
  }
}

const forms: Readonly<Record<string, RegExp>> = {
  integer: /^\s*-?\d{1,10}\s*$/,
  long: /^\s*-?\d{1,16}\s*$/,
  boolean: /^\s*(?:true|false|TRUE|FALSE)\s*$/,
  timestamp: /^\s*\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?\s*$|GMT\s*$/,
}

function checkType(type: string, element: XmlElement): void {
  if (type in structures) {
    checkStructure(type, element)
    return
  }
  const words = type.startsWith('#') ? (enums[type.slice(1)] ?? '').split(' ') : undefined
  const form = forms[type]
  if (element.children.length > 0) throw malformed()
  if (words && !words.includes(element.text)) throw malformed()
  if (form && !form.test(element.text)) throw malformed()
}

/** The text of an element inside another; undefined when it is not there. */
export const textOf = (element: XmlElement | undefined, ...path: readonly string[]): string | undefined => {
  let found = element
  for (const name of path) found = found?.children.find((child) => child.name === name)
  return found?.text
}

export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? []

const withoutChecksums = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum-')))
