import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Amazon's own model of the service. It is large, and is not part of this repository: what needs it runs where it is found. */
const file = fileURLToPath(new URL('../../../../../shared/specs/aws/ec2.service.json', import.meta.url))

export const modelIsHere: boolean = existsSync(file)

interface Member {
  readonly shape: string
  readonly locationName?: string
  readonly queryName?: string
}

interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Member>>
  readonly required?: readonly string[]
  readonly member?: Member
  readonly enum?: readonly string[]
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
}

interface Model {
  readonly metadata: { readonly apiVersion: string }
  readonly operations: Readonly<Record<string, { readonly input?: Member }>>
  readonly shapes: Readonly<Record<string, Shape>>
}

let loaded: Model | undefined
const model = (): Model => {
  loaded ??= JSON.parse(readFileSync(file, 'utf8')) as Model
  return loaded
}

/** A parameter's tree: `A.1.B=x` is `{ A: { 1: { B: 'x' } } }`. */
interface Tree {
  [name: string]: Tree | string
}

/** What is wrong with a request's form, held against the model: names, types, required members, enumerations. */
export function violations(form: string): readonly string[] {
  const { Action: action = '', Version: version, ...parameters } = treeOf(form)
  const { metadata, operations } = model()
  const found: string[] = []
  if (version !== metadata.apiVersion) found.push(`Version is ${String(version)}`)
  const operation = operations[String(action)]
  if (operation === undefined) return [...found, `there is no action ${String(action)}`]
  if (operation.input) check(parameters, operation.input.shape, String(action), found)
  return found
}

function treeOf(form: string): Tree {
  const tree: Tree = {}
  for (const [path, value] of new URLSearchParams(form.replaceAll('+', '%2B'))) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    let at = tree
    for (const name of names) {
      const next = at[name] ?? {}
      if (typeof next === 'string') throw new Error(`${path} is under a value`)
      at[name] = next
      at = next
    }
    at[last] = value
  }
  return tree
}

function check(value: Tree | string, name: string, path: string, found: string[]): void {
  const shape = model().shapes[name]
  if (shape === undefined) return void found.push(`${path}: no shape ${name}`)
  if (shape.type === 'structure') checkStructure(value, shape, path, found)
  else if (shape.type === 'list') checkList(value, shape, path, found)
  else if (typeof value !== 'string') found.push(`${path}: ${shape.type} expected`)
  else checkScalar(value, openEnumerations.includes(name) ? { type: shape.type } : shape, path, found)
}

/** https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#query-key-resolution */
function wireName(name: string, { queryName, locationName }: Member): string {
  return queryName ?? (locationName ? locationName.charAt(0).toUpperCase() + locationName.slice(1) : name)
}

function checkStructure(value: Tree | string, shape: Shape, path: string, found: string[]): void {
  if (typeof value === 'string') return void found.push(`${path}: structure expected`)
  const members = Object.entries(shape.members ?? {})
  for (const [name, inner] of Object.entries(value)) {
    const member = members.find(([key, each]) => wireName(key, each) === name)
    if (member === undefined) found.push(`${path}.${name}: unknown`)
    else check(inner, member[1].shape, `${path}.${name}`, found)
  }
  for (const name of shape.required ?? []) {
    const member = shape.members?.[name]
    if (member && !(wireName(name, member) in value)) found.push(`${path}.${name}: required`)
  }
}

function checkList(value: Tree | string, shape: Shape, path: string, found: string[]): void {
  if (typeof value === 'string' || shape.member === undefined)
    return void found.push(`${path}: list expected`)
  const indices = Object.keys(value)
  indices.forEach((index, position) => {
    if (index !== String(position + 1)) found.push(`${path}.${index}: items are numbered from 1`)
    check(value[index] ?? '', shape.member?.shape ?? '', `${path}.${index}`, found)
  })
  if (shape.max !== undefined && indices.length > shape.max) found.push(`${path}: more than ${shape.max}`)
}

/** AWS adds instance types every few weeks: that one is not in the list makes no request wrong. */
const openEnumerations: readonly string[] = ['InstanceType']

const forms: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d+$/,
  long: /^-?\d+$/,
  double: /^-?\d+(\.\d+)?$/,
  float: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
  blob: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
}

function checkScalar(value: string, shape: Shape, path: string, found: string[]): void {
  if (forms[shape.type]?.test(value) === false) found.push(`${path}: ${shape.type} expected`)
  if (shape.enum && !shape.enum.includes(value)) found.push(`${path}: ${value} is not in the enumeration`)
  if (shape.pattern && !new RegExp(`^(?:${shape.pattern})$`).test(value))
    found.push(`${path}: pattern ${shape.pattern}`)
  const size = shape.type === 'string' ? value.length : Number(value)
  if (shape.min !== undefined && size < shape.min) found.push(`${path}: below ${shape.min}`)
  if (shape.max !== undefined && size > shape.max) found.push(`${path}: above ${shape.max}`)
}
