import type { Member, ServiceModel, Shape } from './service-model.ts'
import { readXml, type XmlElement } from './xml-tree.ts'

/** What in an answer of S3 is not as the service model says: headers, elements, types, enumerations. Empty when it is right. */
export function s3Problems(
  model: ServiceModel,
  operation: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): readonly string[] {
  const problems: string[] = []
  const report: Report = (path, why) => problems.push(`${operation}: ${path} ${why}`)
  const output = model.shapes[model.operations[operation]?.output?.shape ?? '']
  const members = Object.entries(output?.members ?? {})
  checkHeaders(headers, members, report)
  const inBody = members.filter(([, { location }]) => location === undefined)
  if (output?.payload !== undefined) {
    const member = output.members?.[output.payload]
    const shape = member && model.shapes[member.shape]
    if (shape?.type === 'structure') checkShape(model, member?.shape ?? '', rootOf(body, report), '', report)
  } else if (inBody.length > 0) {
    // A list of versions holds two kinds of elements among each other, which the model tells apart by name only.
    checkStructure(
      model,
      { type: 'structure', members: Object.fromEntries(inBody) },
      rootOf(body, report),
      '',
      report,
    )
  } else if (body !== '') report('body', 'is not in the model')
  return problems
}

type Report = (path: string, why: string) => void

function rootOf(body: string, report: Report): XmlElement {
  if (!body.includes('xmlns="http://s3.amazonaws.com/doc/2006-03-01/"')) report('root', 'has no namespace')
  const root = readXml(body)
  // The one answer whose root is the member itself.
  return root.name === 'LocationConstraint' ? { name: '', text: '', children: [root] } : root
}

/** What is in no model: who answered, how it came, and the headers of CORS. */
const common =
  /^(?:date|server|connection|keep-alive|content-length|content-type|transfer-encoding|vary|location|access-control-.*|x-amz-request-id|x-amz-id-2)$/

function checkHeaders(
  headers: Readonly<Record<string, string>>,
  members: readonly (readonly [string, Member])[],
  report: Report,
): void {
  const known = members.flatMap(([, { location, locationName = '' }]) =>
    location === 'header' ? [locationName.toLowerCase()] : [],
  )
  const hasMetadata = members.some(([, { location }]) => location === 'headers')
  for (const name of Object.keys(headers)) {
    if (known.includes(name) || common.test(name)) continue
    if (hasMetadata && name.startsWith('x-amz-meta-')) continue
    report(name, 'is a header that is not in the model')
  }
}

function checkShape(
  model: ServiceModel,
  name: string,
  element: XmlElement,
  path: string,
  report: Report,
): void {
  const shape = model.shapes[name]
  if (shape?.type === 'structure') checkStructure(model, shape, element, path, report)
  else if (shape?.type === 'list') checkEntries(model, shape, element, path, report)
  else if (shape) checkScalar(shape, element, path, report)
  else report(path, `has the unknown shape ${name}`)
}

const forms: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d+$/,
  long: /^-?\d+$/,
  boolean: /^(true|false|TRUE|FALSE)$/,
  timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
}

function checkScalar(shape: Shape, { text, children }: XmlElement, path: string, report: Report): void {
  if (children.length > 0) report(path, `has elements, but is a ${shape.type}`)
  if (shape.enum && !shape.enum.includes(text)) report(path, `is '${text}', which is not in its enumeration`)
  if (forms[shape.type]?.test(text) === false) report(path, `is '${text}', which is no ${shape.type}`)
}

function checkStructure(
  model: ServiceModel,
  shape: Shape,
  element: XmlElement,
  path: string,
  report: Report,
): void {
  if (element.text.trim() !== '') report(path, 'has text, but is a structure')
  const members = new Map(
    Object.entries(shape.members ?? {}).map(([name, member]): [string, Member] => [
      member.locationName ?? name,
      member,
    ]),
  )
  const seen = new Set<string>()
  for (const child of element.children) {
    const at = `${path}/${child.name}`
    const member = members.get(child.name)
    const target = member && model.shapes[member.shape]
    if (!member || !target) {
      report(at, 'is not in the model')
      continue
    }
    const entry = (member.flattened ?? target.flattened) ? target.member?.shape : undefined
    if (seen.has(child.name) && entry === undefined) report(at, 'comes twice')
    seen.add(child.name)
    checkShape(model, entry ?? member.shape, child, at, report)
  }
}

function checkEntries(
  model: ServiceModel,
  shape: Shape,
  element: XmlElement,
  path: string,
  report: Report,
): void {
  for (const child of element.children) {
    const at = `${path}/${child.name}`
    if (child.name !== (shape.member?.locationName ?? 'member')) report(at, 'is not the name of an entry')
    checkShape(model, shape.member?.shape ?? '', child, at, report)
  }
}
