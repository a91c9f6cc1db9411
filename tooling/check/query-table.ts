/** Writes the parameter table of a query protocol from the vendor's service model, for the programs that do it for each API. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface Member {
  readonly shape: string
  readonly locationName?: string
  readonly queryName?: string
}
interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Member>>
  readonly member?: Member
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
  readonly min?: number
  readonly max?: number
}
interface Model {
  readonly operations: Readonly<Record<string, { readonly input: { readonly shape: string } }>>
  readonly shapes: Readonly<Record<string, Shape>>
}

/** The enumeration of instance types has hundreds of values and goes stale monthly: the catalogue decides what exists. */
const longestEnum = 100

const lines = (entries: Iterable<readonly [string, string]>) =>
  [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => {
      const line = `  ${name}: '${text}',`
      return line.length <= 110 ? line : `  ${name}:\n    '${text}',`
    })
    .join('\n')

/** How the API writes on the wire, and what of its model a table takes. */
interface Dialect {
  /** The wire name of a member. */
  readonly wireName: (name: string, member: Member) => string
  /** The lengths of texts go into the table. */
  readonly textLengths?: boolean
  /** The entries of lists are named: `Name.member.1`. */
  readonly namedLists?: boolean
}

/** What the table will hold: the text of each structure and enumeration that an action's input reaches. */
interface Table {
  readonly model: Model
  readonly dialect: Dialect
  readonly structures: Map<string, string>
  readonly enums: Map<string, string>
}

function shapeOf({ model }: Table, name: string): Shape {
  const shape = model.shapes[name]
  if (!shape) throw new Error(`The service model has no shape ${name}`)
  return shape
}

function typeOf(table: Table, name: string): string {
  const shape = shapeOf(table, name)
  if (shape.type === 'structure') {
    describe(table, name)
    return name
  }
  if (shape.enum && shape.enum.length <= longestEnum) {
    table.enums.set(name, shape.enum.join(' '))
    return `#${name}`
  }
  const counted = shape.type === 'integer' || (shape.type === 'string' && table.dialect.textLengths)
  const bounded = counted && (shape.min !== undefined || shape.max !== undefined)
  return bounded ? `${shape.type}(${shape.min ?? ''}..${shape.max ?? ''})` : shape.type
}

function field(table: Table, shape: Shape, name: string, member: Member): string {
  const wire = table.dialect.wireName(name, member)
  const target = shapeOf(table, member.shape)
  const list = target.type === 'list' && target.member ? target.member.shape : undefined
  const required = shape.required?.includes(name) ? '!' : ''
  return `${wire}${list ? '*' : ''}${required}:${typeOf(table, list ?? member.shape)}`
}

/** Puts a structure into the table, and whatever it holds; one that holds itself is met only once. */
function describe(table: Table, name: string): void {
  if (table.structures.has(name)) return
  table.structures.set(name, '')
  const shape = shapeOf(table, name)
  const members = Object.entries(shape.members ?? {})
  const fields = members.map(([member, value]) => field(table, shape, member, value))
  table.structures.set(name, fields.sort().join(' '))
}

export interface TableOfApi {
  /** What the generated file says of itself: the program that wrote it. */
  readonly program: string
  /** The name of the service model, and the file that the table goes to, from this folder. */
  readonly model: string
  readonly file: string
  readonly actionNames: readonly string[]
  readonly dialect: Dialect
}

function tableText(model: Model, { program, actionNames, dialect }: TableOfApi): string {
  const table: Table = { model, dialect, structures: new Map(), enums: new Map() }
  const operations = actionNames.map((action): [string, string] => {
    const input = model.operations[action]?.input.shape
    if (!input) throw new Error(`The service model has no operation ${action}`)
    describe(table, input)
    return [action, input]
  })
  return `// Written by tooling/check/${program} from the vendor's service model: change that program, not this file.

/** The input structure of each action. */
export const inputs: Readonly<Record<string, string>> = {
${lines(operations)}
}

/** Fields by wire name: \`*\` marks a list, \`!\` a required field, \`#\` an enumeration; capitals name a structure. */
export const structures: Readonly<Record<string, string>> = {
${lines(table.structures)}
}

export const enums: Readonly<Record<string, string>> = ${table.enums.size === 0 ? '{}' : `{\n${lines(table.enums)}\n}`}
${dialect.namedLists ? '\nexport const namedLists = true\n' : ''}`
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** Writes the table; with `--check`, only sets the exit code 1 when it is not what the model says. */
export function writeTable(api: TableOfApi): void {
  const modelFile = here(`../../../shared/specs/aws/${api.model}.service.json`)
  if (!existsSync(modelFile)) {
    console.log(`The service model ${modelFile} is not on this machine: nothing was compared.`)
    return
  }
  const tableFile = here(api.file)
  const text = tableText(JSON.parse(readFileSync(modelFile, 'utf8')), api)
  if (!process.argv.includes('--check')) writeFileSync(tableFile, text)
  else if (readFileSync(tableFile, 'utf8') !== text) {
    console.error(`${api.file} differs from the service model. Run: node tooling/check/${api.program}`)
    process.exitCode = 1
  }
}
