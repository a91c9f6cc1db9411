/**
 * Writes the emulated EC2's parameter table from the vendor's service model: `node tooling/check/ec2-table.ts`. With `--check` it
 * writes nothing and exits 1 when the table is not what the model says.
 *
 * On the wire a parameter's name is its `queryName`, else its `locationName` with a capital, else its member name; lists are flat.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { actionNames } from '../../packages/emulators/src/ec2/action-names.ts'

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

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const modelFile = here('../../../shared/specs/aws/ec2.service.json')
const tableFile = here('../../packages/emulators/src/ec2/parameter-table.ts')

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

/** What the table will hold: the text of each structure and enumeration that an action's input reaches. */
interface Table {
  readonly model: Model
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
  const bounded = shape.type === 'integer' && (shape.min !== undefined || shape.max !== undefined)
  return bounded ? `integer(${shape.min ?? ''}..${shape.max ?? ''})` : shape.type
}

function field(table: Table, shape: Shape, name: string, member: Member): string {
  const location = member.locationName ?? name
  const wire = member.queryName ?? location.charAt(0).toUpperCase() + location.slice(1)
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

function tableText(model: Model): string {
  const table: Table = { model, structures: new Map(), enums: new Map() }
  const operations = actionNames.map((action): [string, string] => {
    const input = model.operations[action]?.input.shape
    if (!input) throw new Error(`The service model has no operation ${action}`)
    describe(table, input)
    return [action, input]
  })
  return `// Written by tooling/check/ec2-table.ts from the vendor's service model: change that program, not this file.

/** The input structure of each action. */
export const inputs: Readonly<Record<string, string>> = {
${lines(operations)}
}

/** Fields by wire name: \`*\` marks a list, \`!\` a required field, \`#\` an enumeration; capitals name a structure. */
export const structures: Readonly<Record<string, string>> = {
${lines(table.structures)}
}

export const enums: Readonly<Record<string, string>> = {
${lines(table.enums)}
}
`
}

if (!existsSync(modelFile)) {
  console.log(`The service model ${modelFile} is not on this machine: nothing was compared.`)
} else {
  const text = tableText(JSON.parse(readFileSync(modelFile, 'utf8')))
  if (!process.argv.includes('--check')) writeFileSync(tableFile, text)
  else if (readFileSync(tableFile, 'utf8') !== text) {
    console.error(
      'The EC2 parameter table differs from the service model. Run: node tooling/check/ec2-table.ts',
    )
    process.exitCode = 1
  }
}
