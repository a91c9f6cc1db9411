import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Amazon's own model of a service. They are large, and no part of this repository: what needs one runs where it is found. */
export interface AwsModel {
  readonly isHere: boolean
  /** What is wrong with a request's form, held against the model: names, types, required members, enumerations. */
  readonly violations: (form: string) => readonly string[]
  /** The codes of the errors that it declares. */
  readonly errorCodes: () => readonly string[]
}

export interface ModelOptions {
  /** How lists are written: numbered, or with `member` before the number. */
  readonly lists?: 'numbers' | 'members'
  /** Enumerations that grow every few weeks: a value that is not in one makes no request wrong. */
  readonly open?: readonly string[]
}

interface Member {
  readonly shape: string
  readonly locationName?: string
  readonly queryName?: string
}

interface Shape {
  readonly type: string
  readonly exception?: boolean
  readonly error?: { readonly code?: string }
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

/** What is looked up, and how. */
interface Held {
  readonly model: Model
  readonly options: ModelOptions
}

export function awsModel(service: string, options: ModelOptions = {}): AwsModel {
  const path = `../../../../shared/specs/aws/${service}.service.json`
  const file = fileURLToPath(new URL(path, import.meta.url))
  let loaded: Model | undefined
  const model = (): Model => {
    loaded ??= JSON.parse(readFileSync(file, 'utf8')) as Model
    return loaded
  }
  return {
    isHere: existsSync(file),
    violations: (form) => violations({ model: model(), options }, form),
    errorCodes: () =>
      Object.entries(model().shapes)
        .filter(([, { exception }]) => exception)
        .map(([name, { error }]) => error?.code ?? name),
  }
}

/** A parameter's tree: `A.1.B=x` is `{ A: { 1: { B: 'x' } } }`. */
interface Tree {
  [name: string]: Tree | string
}

function violations(held: Held, form: string): readonly string[] {
  const { Action: action = '', Version: version, ...parameters } = treeOf(form)
  const { metadata, operations } = held.model
  const found: string[] = []
  if (version !== metadata.apiVersion) found.push(`Version is ${String(version)}`)
  const operation = operations[String(action)]
  if (operation === undefined) return [...found, `there is no action ${String(action)}`]
  if (operation.input) check(held, parameters, { name: operation.input.shape, path: String(action), found })
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

/** Where in a request, and what is held to what. */
interface Place {
  readonly name: string
  readonly path: string
  readonly found: string[]
}

function check(held: Held, value: Tree | string, { name, path, found }: Place): void {
  const shape = held.model.shapes[name]
  if (shape === undefined) return void found.push(`${path}: no shape ${name}`)
  if (shape.type === 'structure') checkStructure(held, value, shape, { name, path, found })
  else if (shape.type === 'list') checkList(held, value, shape, { name, path, found })
  else if (typeof value !== 'string') found.push(`${path}: ${shape.type} expected`)
  else checkScalar(value, held.options.open?.includes(name) ? { type: shape.type } : shape, path, found)
}

/**
 * EC2 begins names with capitals, and has some of its own; elsewhere they are as they are.
 * https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#query-key-resolution
 */
function wireName(held: Held, name: string, { queryName, locationName }: Member): string {
  if (held.options.lists === 'members') return locationName ?? name
  return queryName ?? (locationName ? locationName.charAt(0).toUpperCase() + locationName.slice(1) : name)
}

function checkStructure(held: Held, value: Tree | string, shape: Shape, { path, found }: Place): void {
  if (typeof value === 'string') return void found.push(`${path}: structure expected`)
  const members = Object.entries(shape.members ?? {})
  for (const [name, inner] of Object.entries(value)) {
    const member = members.find(([key, each]) => wireName(held, key, each) === name)
    if (member === undefined) found.push(`${path}.${name}: unknown`)
    else check(held, inner, { name: member[1].shape, path: `${path}.${name}`, found })
  }
  for (const name of shape.required ?? []) {
    const member = shape.members?.[name]
    if (member && !(wireName(held, name, member) in value)) found.push(`${path}.${name}: required`)
  }
}

function checkList(held: Held, value: Tree | string, shape: Shape, { path, found }: Place): void {
  const items = itemsOf(held, value)
  if (items === undefined || shape.member === undefined) return void found.push(`${path}: list expected`)
  const indices = Object.keys(items)
  indices.forEach((index, position) => {
    if (index !== String(position + 1)) found.push(`${path}.${index}: items are numbered from 1`)
    check(held, items[index] ?? '', { name: shape.member?.shape ?? '', path: `${path}.${index}`, found })
  })
  if (shape.max !== undefined && indices.length > shape.max) found.push(`${path}: more than ${shape.max}`)
}

function itemsOf({ options }: Held, value: Tree | string): Tree | undefined {
  if (options.lists !== 'members') return typeof value === 'string' ? undefined : value
  // A list without items is an empty text.
  if (value === '') return {}
  const items = typeof value === 'string' ? undefined : value.member
  return typeof items === 'string' ? undefined : items
}

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
  if (
    shape.pattern &&
    !new RegExp(`^(?:${shape.pattern})$`, shape.pattern.includes('\\p{') ? 'u' : '').test(value)
  )
    found.push(`${path}: pattern ${shape.pattern}`)
  const size = shape.type === 'string' ? value.length : Number(value)
  if (shape.min !== undefined && size < shape.min) found.push(`${path}: below ${shape.min}`)
  if (shape.max !== undefined && size > shape.max) found.push(`${path}: above ${shape.max}`)
}
