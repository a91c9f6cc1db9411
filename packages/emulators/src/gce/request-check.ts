import { enumTable } from './enum-table.ts'
import { isMembers } from './json.ts'
import { Refusal } from './refusal.ts'
import { structureTable } from './structure-table.ts'
import { fieldsOf, type Type } from './table-types.ts'

export type QueryValue = string | number | boolean

/** Parameters that every operation takes. `$alt` is what the vendor's own clients say for `alt`. */
const common = fieldsOf(
  'alt:string $alt:string fields:string key:string prettyPrint:boolean quotaUser:string userIp:string',
)

/** Query parameters in the types of the table. Throws a `Refusal` for one that is unknown or wrong. */
export function readQuery(declared: string, text: string): Readonly<Record<string, QueryValue>> {
  const fields = fieldsOf(declared)
  const query: Record<string, QueryValue> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const type = fields.get(name) ?? common.get(name)
    if (!type) {
      const message = `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`
      throw new Refusal('invalid', message)
    }
    query[name] = readScalar(type, name, value)
  }
  return query
}

function readScalar(type: Type, name: string, text: string): QueryValue {
  const value =
    (type.kind === 'uint32' || type.kind === 'int32') && /^-?\d{1,10}$/.test(text)
      ? Number(text)
      : type.kind === 'boolean' && (text === 'true' || text === 'false')
        ? text === 'true'
        : text
  const [problem] = problemsOf(type, value, name)
  if (problem) throw new Refusal('invalid', problem)
  return value
}

/** Throws a `Refusal` for the first member that the structure does not have or whose value is of another type. */
export function checkBody(structure: string, body: unknown): void {
  if (structure === '-') {
    // The vendor's own client sends an empty string where it has nothing to send.
    if (body === undefined || body === '' || (isMembers(body) && Object.keys(body).length === 0)) return
    throw new Refusal('badRequest', 'This request takes no body.')
  }
  if (!isMembers(body)) throw new Refusal('badRequest', 'The body of this request must be a JSON object.')
  const [problem] = structureProblems(structure.slice(1, -1), body, '')
  if (problem) throw new Refusal('invalid', problem)
}

function structureProblems(
  name: string,
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] {
  const fields = fieldsOf(structureTable[name] ?? '')
  return Object.entries(value).flatMap(([member, given]) => {
    const type = fields.get(member)
    if (type) return problemsOf(type, given, path ? `${path}.${member}` : member)
    const where = path ? ` at '${path}'` : ''
    return [`Invalid JSON payload received. Unknown name "${member}"${where}: Cannot find field.`]
  })
}

/** What is wrong with a value. Null is as good as nothing, as in every JSON of Google's. */
function problemsOf(type: Type, value: unknown, path: string): readonly string[] {
  if (value === null || type.kind === 'any') return []
  if (type.kind === 'list') {
    if (!Array.isArray(value)) return [wrongStart(path, value)]
    return value.flatMap((item, index) => problemsOf(type.items, item, `${path}[${index}]`))
  }
  if (type.kind === 'structure') {
    return isMembers(value) ? structureProblems(type.name, value, path) : [wrongStart(path, value)]
  }
  if (type.kind === 'map') {
    if (!isMembers(value)) return [wrongStart(path, value)]
    return Object.entries(value).flatMap(([key, item]) => problemsOf(type.items, item, `${path}.${key}`))
  }
  if (type.kind === 'enum') {
    const known = (enumTable[type.name] ?? '').split('|')
    return typeof value === 'string' && known.includes(value) ? [] : [wrongValue(path, type.name, value)]
  }
  return fits[type.kind](value) ? [] : [wrongValue(path, type.kind.toUpperCase(), value)]
}

const wrongStart = (path: string, value: unknown): string =>
  Array.isArray(value)
    ? `Invalid JSON payload received. Unknown name "${path}": Proto field is not repeating, cannot start list.`
    : `Invalid value at '${path}', ${JSON.stringify(value)}`

const wrongValue = (path: string, type: string, value: unknown): string =>
  `Invalid value at '${path}' (${type}), ${JSON.stringify(value)}`

const isWhole = (value: unknown, least: bigint, most: bigint): boolean => {
  if (typeof value === 'number' ? !Number.isSafeInteger(value) : !/^-?\d{1,20}$/.test(String(value)))
    return false
  const number = BigInt(value as number | string)
  return number >= least && number <= most
}

/** Whole numbers come as numbers or in strings, those of 64 bits as strings above all. */
const fits: Readonly<
  Record<
    'string' | 'boolean' | 'int32' | 'uint32' | 'int64' | 'uint64' | 'number',
    (value: unknown) => boolean
  >
> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  int32: (value) => isWhole(value, -(2n ** 31n), 2n ** 31n - 1n),
  uint32: (value) => isWhole(value, 0n, 2n ** 32n - 1n),
  int64: (value) => isWhole(value, -(2n ** 63n), 2n ** 63n - 1n),
  uint64: (value) => isWhole(value, 0n, 2n ** 64n - 1n),
  number: (value) =>
    typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value)),
}
