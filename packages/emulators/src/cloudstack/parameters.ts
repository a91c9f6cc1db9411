import type { CommandName } from './command-names.ts'
import { commands } from './command-table.ts'
import { Refusal } from './refusal.ts'
import type { Sent } from './signature.ts'

/** What a parameter holds once it is read: of a map, its numbered entries in order. */
export type Value =
  | string
  | number
  | boolean
  | readonly string[]
  | readonly Readonly<Record<string, string>>[]
export type Parameters = Readonly<Record<string, Value>>

interface Field {
  readonly type: string
  /** Of a map's entries; undefined where they may be any. */
  readonly members: readonly string[] | undefined
  readonly required: boolean
}

interface Declared {
  readonly asynchronous: boolean
  readonly fields: ReadonlyMap<string, Field>
}

const declared = new Map<CommandName, Declared>()

/** A command as the table declares it. */
export function declarationOf(command: CommandName): Declared {
  const known = declared.get(command)
  if (known) return known
  const [way, ...fields] = commands[command].split(' ')
  const made = { asynchronous: way === 'async', fields: new Map(fields.map(readField)) }
  declared.set(command, made)
  return made
}

function readField(text: string): [string, Field] {
  const [name = '', type = '', members] = text.split(':')
  const required = name.endsWith('!')
  return [required ? name.slice(0, -1) : name, { type, required, members: members?.split(',') }]
}

/** Of every command: who asks, and how the answer is to be. */
const common = new Set([
  'command',
  'apikey',
  'signature',
  'signatureversion',
  'expires',
  'response',
  'projectid',
  '_',
])

/** The parameters of a command in the types of the table. Throws a `Refusal` for one that is unknown, missing or wrong. */
export function readParameters(command: CommandName, sent: Sent): Parameters {
  const { fields } = declarationOf(command)
  const parameters: Record<string, Value> = {}
  const maps = new Map<string, Map<number, Record<string, string>>>()
  for (const [name, value] of sent) {
    if (controlled(value))
      throw apiRefusal(
        `Received value containing illegal ASCII non-printable characters for parameter ${name}`,
      )
    const entry = readEntry(name)
    const field = fields.get(entry.name) ?? (entry.name === 'projectid' ? projectField : undefined)
    if (!field && !common.has(entry.name)) throw apiRefusal(`Unknown parameters : ${entry.name}`)
    if (!field) continue
    if (field.type === 'map') collect(maps, field, entry, value)
    else parameters[entry.name] = readValue(command, entry.name, field.type, value)
  }
  for (const [name, entries] of maps)
    parameters[name] = [...entries].sort(([a], [b]) => a - b).map(([, members]) => members)
  for (const [name, { required }] of fields) {
    if (required && !(name in parameters))
      throw apiRefusal(
        `Unable to execute API command ${command.toLowerCase()} due to missing parameter ${name}`,
      )
  }
  return parameters
}

const projectField: Field = { type: 'string', required: false, members: undefined }
const apiRefusal = (message: string) => new Refusal(431, message, 9999)
const controlled = (value: string) => /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value)

interface Entry {
  readonly name: string
  readonly index?: number
  readonly member?: string
}

/** 'tags[0].key', or a plain name; names are the same in every case. */
function readEntry(text: string): Entry {
  if (!text.includes('[')) return { name: text.toLowerCase() }
  const [, name, index, member] = /^([^[\].]+)\[(\d+)\]\.([^[\]]+)$/.exec(text) ?? []
  if (name === undefined || member === undefined) {
    const example = 'parameter[index].field=XXX, e.g. userGroupList[0].group=httpGroup'
    throw new Refusal(
      430,
      `Unable to decode parameter ${text}; if specifying an object array, please use ${example}`,
      9999,
    )
  }
  return { name: name.toLowerCase(), index: Number(index), member }
}

function collect(
  maps: Map<string, Map<number, Record<string, string>>>,
  { members: known }: Field,
  { name, index, member }: Entry,
  value: string,
): void {
  if (index === undefined || member === undefined)
    throw new Refusal(430, `Unable to decode parameter ${name}; it is a map`, 9999)
  if (known && !known.includes(member)) throw apiRefusal(`Unknown parameters : ${name}[${index}].${member}`)
  const entries = maps.get(name) ?? new Map<number, Record<string, string>>()
  maps.set(name, entries)
  const members = entries.get(index) ?? Object.create(null)
  entries.set(index, members)
  members[member] = value
}

function readValue(command: CommandName, name: string, type: string, text: string): Value {
  const wrong = () =>
    apiRefusal(
      `Unable to execute API command ${command.toLowerCase()} due to invalid value ${text} for parameter ${name}`,
    )
  if (type === 'list') return text.split(',').filter((token) => token !== '')
  if (type === 'integer' || type === 'number') {
    const pattern = type === 'integer' ? /^-?\d{1,18}$/ : /^-?\d{1,15}(?:\.\d+)?$/
    if (!pattern.test(text)) throw wrong()
    return Number(text)
  }
  if (type === 'boolean') {
    if (!/^(?:true|false)$/i.test(text)) throw wrong()
    return text.toLowerCase() === 'true'
  }
  if (text.length > longest(name)) {
    throw apiRefusal(
      `Unable to execute API command ${command.toLowerCase()} due to invalid value. Value greater than max allowed length ${longest(name)} for param: ${name}`,
    )
  }
  return text
}

/** Most columns hold 255 characters; these hold more. */
const long: Readonly<Record<string, number>> = {
  userdata: 1_048_576,
  publickey: 5_120,
  url: 2_048,
  displaytext: 4_096,
  cidrlist: 4_096,
  destcidrlist: 4_096,
}
const longest = (name: string): number => long[name] ?? 255
