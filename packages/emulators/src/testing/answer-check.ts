import type { Member, ServiceModel, Shape } from './service-model.ts'
import { readXml, type XmlElement } from './xml-tree.ts'

/** What in an answer is not as the service model says: names, types, list entries, enumerations. Empty when it is right. */
export function problemsOf(model: ServiceModel, action: string, document: string): readonly string[] {
  const root = readXml(document)
  const problems: string[] = []
  const report = (path: string, why: string) => problems.push(`${action}: ${path} ${why}`)
  if (root.name !== `${action}Response`) report(root.name, 'is not the name of the answer')
  if (!document.includes('xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"'))
    report(root.name, 'has no namespace')

  const [requestId, ...fields] = root.children
  if (requestId?.name !== 'requestId' || requestId.text === '')
    report('requestId', 'is not the first element')
  const output = model.operations[action]?.output?.shape
  const body = { ...root, children: fields }
  if (output) checkShape(model, output, body, '', report)
  else if (fields.some(({ name, text }) => name !== 'return' || text !== 'true'))
    report('return', 'is not true')
  return problems
}

/** The same for a protocol that names its results, such as that of Elastic Load Balancing. `namespace` is its document type. */
export function resultProblems(
  model: ServiceModel,
  action: string,
  document: string,
  namespace: string,
): readonly string[] {
  const root = readXml(document)
  const problems: string[] = []
  const report = (path: string, why: string) => problems.push(`${action}: ${path} ${why}`)
  if (root.name !== `${action}Response`) report(root.name, 'is not the name of the answer')
  if (!document.includes(`xmlns="${namespace}"`)) report(root.name, 'has no namespace')
  const [result, metadata] = root.children
  if (metadata?.children[0]?.name !== 'RequestId') report('ResponseMetadata', 'does not tell the request')
  const output = model.operations[action]?.output?.shape
  if (result?.name !== `${action}Result` || output === undefined)
    report('the result', 'is not the first element')
  else checkShape(model, output, result, '', report)
  return problems
}

type Report = (path: string, why: string) => void

function checkShape(
  model: ServiceModel,
  name: string,
  element: XmlElement,
  path: string,
  report: Report,
): void {
  const shape = model.shapes[name]
  if (shape?.type === 'structure') checkStructure(model, shape, element, path, report)
  else if (shape?.type === 'list') checkList(model, shape, element, path, report)
  else if (shape) checkScalar({ ...shape, more: beyondModel[name] }, element, path, report)
  else report(path, `has the unknown shape ${name}`)
}

/** The attachment of an internet gateway has a state of its own, which the documentation of its type tells and the enumeration does not. */
const beyondModel: Readonly<Record<string, readonly string[]>> = { AttachmentStatus: ['available'] }

interface Scalar extends Shape {
  readonly more: readonly string[] | undefined
}

function checkScalar(shape: Scalar, element: XmlElement, path: string, report: Report): void {
  const { text, children } = element
  const form = forms[shape.type]
  if (children.length > 0) report(path, `has elements, but is a ${shape.type}`)
  const values = shape.enum && [...shape.enum, ...(shape.more ?? [])]
  if (values && !values.includes(text)) report(path, `is '${text}', which is not in its enumeration`)
  if (form && !form.test(text)) report(path, `is '${text}', which is no ${shape.type}`)
}

const forms: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d+$/,
  long: /^-?\d+$/,
  float: /^-?\d+(\.\d+)?$/,
  double: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
  timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/,
  blob: /^[A-Za-z0-9+/]*=*$/,
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
    if (seen.has(child.name)) report(at, 'comes twice')
    seen.add(child.name)
    if (member) checkShape(model, member.shape, child, at, report)
    else report(at, 'is not in the model')
  }
}

function checkList(
  model: ServiceModel,
  shape: Shape,
  element: XmlElement,
  path: string,
  report: Report,
): void {
  const entry = shape.member ?? { shape: '' }
  for (const [index, child] of element.children.entries()) {
    const at = `${path}/${index + 1}`
    if (child.name !== (entry.locationName ?? 'member')) report(at, `is <${child.name}>`)
    checkShape(model, entry.shape, child, at, report)
  }
}
