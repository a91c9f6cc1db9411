import { invalidValue, missing, Refusal } from './refusal.ts'

/** The parameters of a request as a tree by wire name, checked against the table. */
export type Input = { readonly [name: string]: InputValue | undefined }
type InputValue = string | number | boolean | Date | readonly InputValue[] | Input

/** What a query protocol's service model says of its requests: see the generated tables. */
export interface ParameterTable {
  /** The input structure of each action. */
  readonly inputs: Readonly<Record<string, string>>
  readonly structures: Readonly<Record<string, string>>
  readonly enums: Readonly<Record<string, string>>
  /** `Name.member.1` instead of `Name.1`; an empty list is `Name=`. */
  readonly namedLists?: boolean
}

interface Field {
  readonly type: string
  readonly list: boolean
  readonly required: boolean
}

/** A parameter's name cut at the dots, level by level: a leaf holds a text. */
type Branch = Map<string, Branch | string>

const parsed = new WeakMap<ParameterTable, Map<string, ReadonlyMap<string, Field>>>()

function fieldsOf(table: ParameterTable, structure: string): ReadonlyMap<string, Field> {
  const ofTable = parsed.get(table) ?? new Map<string, ReadonlyMap<string, Field>>()
  parsed.set(table, ofTable)
  const known = ofTable.get(structure)
  if (known) return known
  const fields = new Map<string, Field>()
  for (const text of (table.structures[structure] ?? '').split(' ')) {
    const [name = '', type = ''] = text.split(':')
    const bare = name.replace(/[*!]+$/, '')
    if (bare) fields.set(bare, { type, list: name.includes('*'), required: name.endsWith('!') })
  }
  ofTable.set(structure, fields)
  return fields
}

/** Reads and checks the parameters of an action. Throws a `Refusal` for one unknown, missing, or of the wrong type. */
export function readInput(table: ParameterTable, action: string, params: ReadonlyMap<string, string>): Input {
  const root: Branch = new Map()
  for (const [name, value] of params) grow(root, name, value)
  return readStructure(table, table.inputs[action] ?? '', root, '')
}

function grow(root: Branch, name: string, value: string): void {
  const steps = name.split('.')
  const last = steps.pop() ?? ''
  let branch = root
  for (const step of steps) {
    const next = branch.get(step) ?? new Map()
    if (typeof next === 'string') throw unknown(name)
    branch.set(step, next)
    branch = next
  }
  if (branch.has(last)) throw unknown(name)
  branch.set(last, value)
}

function readStructure(table: ParameterTable, structure: string, branch: Branch, path: string): Input {
  const fields = fieldsOf(table, structure)
  const input: Record<string, InputValue> = Object.create(null)
  for (const [name, value] of branch) {
    const field = fields.get(name)
    if (!field) throw unknown(path + name)
    const read = field.list ? readList : readValue
    input[name] = read(table, field.type, value, path + name)
  }
  for (const [name, { required }] of fields) {
    if (required && input[name] === undefined) throw missing(path + name)
  }
  return input
}

function readList(
  table: ParameterTable,
  type: string,
  given: Branch | string,
  path: string,
): readonly InputValue[] {
  if (table.namedLists && given === '') return []
  const value = table.namedLists && typeof given !== 'string' ? given.get('member') : given
  if (value === undefined || typeof value === 'string') throw unknown(path)
  const indexes = [...value.keys()]
  for (const index of indexes) if (!/^[1-9]\d{0,5}$/.test(index)) throw unknown(`${path}.${index}`)
  return indexes
    .sort((a, b) => Number(a) - Number(b))
    .map((index) => readValue(table, type, value.get(index) ?? '', `${path}.${index}`))
}

function readValue(table: ParameterTable, type: string, value: Branch | string, path: string): InputValue {
  if (type in table.structures) {
    if (typeof value === 'string') throw unknown(path)
    return readStructure(table, type, value, `${path}.`)
  }
  if (typeof value !== 'string') throw unknown(`${path}.${[...value.keys()][0] ?? ''}`)
  return readScalar(table, type, value, path)
}

function readScalar({ enums }: ParameterTable, type: string, text: string, path: string): InputValue {
  if (type.startsWith('#')) return readEnum(enums[type.slice(1)] ?? '', text, path)
  if (type.startsWith('integer')) return readInteger(type, text, path)
  if (type.startsWith('string(')) return readText(type, text, path)
  if (type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw wrong(text, path, 'must be true or false')
    return text === 'true'
  }
  if (type === 'timestamp') {
    const time = new Date(text)
    if (Number.isNaN(time.getTime())) throw wrong(text, path, 'must be an ISO 8601 time')
    return time
  }
  if (type === 'long' || type === 'double' || type === 'float') {
    if (text === '' || !Number.isFinite(Number(text))) throw wrong(text, path, 'must be a number')
    return Number(text)
  }
  return text
}

function readEnum(values: string, text: string, path: string): string {
  if (!values.split(' ').includes(text))
    throw wrong(text, path, `must be one of ${values.replaceAll(' ', ', ')}`)
  return text
}

function readInteger(type: string, text: string, path: string): number {
  const number = Number(text)
  if (!/^-?\d{1,10}$/.test(text) || number > 2 ** 31 - 1) throw wrong(text, path, 'must be an integer')
  const { from, to } = boundsOf(type)
  if (from && number < Number(from)) throw wrong(text, path, `must be at least ${from}`)
  if (to && number > Number(to)) throw wrong(text, path, `must be at most ${to}`)
  return number
}

function readText(type: string, text: string, path: string): string {
  const { from, to } = boundsOf(type)
  if (from && text.length < Number(from))
    throw wrong(text, path, `must have length greater than or equal to ${from}`)
  if (to && text.length > Number(to)) throw wrong(text, path, `must have length less than or equal to ${to}`)
  return text
}

function boundsOf(type: string): { readonly from: string; readonly to: string } {
  const [, from = '', to = ''] = /\((\d*)\.\.(\d*)\)/.exec(type) ?? []
  return { from, to }
}

const unknown = (name: string) => new Refusal('UnknownParameter', `The parameter ${name} is not recognized`)

const wrong = (value: string, path: string, why: string) =>
  invalidValue(`Value (${value}) for parameter ${path} is invalid. It ${why}.`)
