import { bodies, enums, type operations, structures } from './operation-table.ts'
import { badRequest, unprocessable } from './refusal.ts'
import { type Field, fieldsOf, readType, type Type } from './table-types.ts'

type Members = Readonly<Record<string, unknown>>

/** Query parameters in the types of the table. Throws a `Refusal` for one that is unknown, missing, or wrong. */
export function readQuery(
  declared: readonly string[],
  text: string,
): Readonly<Record<string, string | number | boolean>> {
  const fields = fieldsOf(declared.join(' '))
  const query: Record<string, string | number | boolean> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const field = fields.get(name)
    if (!field) throw badRequest(`The query parameter ${name} is not known here.`)
    if (name in query) throw badRequest(`The query parameter ${name} is given twice.`)
    query[name] = readScalar(field, name, value)
  }
  for (const [name, { required }] of fields) {
    if (required && !(name in query)) throw badRequest(`The query parameter ${name} is required.`)
  }
  return query
}

function readScalar({ type }: Field, name: string, text: string): string | number | boolean {
  const [only] = type.alternatives
  const value =
    only?.kind === 'integer' && /^-?\d{1,15}$/.test(text)
      ? Number(text)
      : only?.kind === 'boolean' && (text === 'true' || text === 'false')
        ? text === 'true'
        : text
  const [problem] = problemsOf(type, value, name)
  if (problem) throw badRequest(problem)
  return value
}

/** Throws a `Refusal` for the first member that the table does not allow, and for a required one that is missing. */
export function checkBody(operation: keyof typeof operations, body: unknown): void {
  const expected = bodies[operation]
  if (expected === undefined) {
    if (body !== undefined) throw unprocessable('This request takes no body.')
    return
  }
  if (!isMembers(body)) throw unprocessable('The body of this request must be a JSON object.')
  const [problem] = expected.startsWith('@')
    ? discriminated(expected, body)
    : problemsOf(readType(expected), body, '')
  if (problem) throw unprocessable(problem)
}

/** `@type enable_backups={name} reboot={other}`: one member says which structure the others are of. */
function discriminated(expected: string, body: Members): readonly string[] {
  const [marker = '', ...cases] = expected.split(' ')
  const member = marker.slice(1)
  const chosen = cases.find((one) => one.startsWith(`${String(body[member])}=`))
  const known = cases.map((one) => one.split('=')[0]).join(', ')
  if (body[member] === undefined) return [`${member} is required.`]
  if (!chosen) return [`${member} must be one of ${known}.`]
  return structureProblems(chosen.split('=')[1]?.slice(1, -1) ?? '', body, '', member)
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is wrong with a value, by the alternative that it is nearest to. */
function problemsOf(type: Type, value: unknown, path: string): readonly string[] {
  if (value === null && type.nullable) return []
  const tries = type.alternatives.map((one): readonly string[] => {
    if (one.kind === 'list') {
      if (!Array.isArray(value)) return [`${path} must be an array.`]
      return value.flatMap((item, index) => problemsOf(one.items, item, `${path}[${index}]`))
    }
    if (one.kind === 'structure') {
      if (!isMembers(value)) return [`${path} must be an object.`]
      return structureProblems(one.name, value, path)
    }
    return scalarProblems(one, value, path)
  })
  return tries.sort((a, b) => a.length - b.length)[0] ?? []
}

function structureProblems(name: string, value: Members, path: string, judged?: string): readonly string[] {
  const fields = fieldsOf(structures[name] ?? '')
  const at = (member: string) => (path ? `${path}.${member}` : member)
  const wrong = Object.entries(value).flatMap(([member, given]) => {
    const field = fields.get(member)
    if (!field) return [`${at(member)} is not known here.`]
    return member === judged ? [] : problemsOf(field.type, given, at(member))
  })
  const missing = [...fields]
    .filter(([member, { required }]) => required && value[member] === undefined)
    .map(([member]) => `${at(member)} is required.`)
  return [...missing, ...wrong]
}

type Scalar = Extract<
  Type['alternatives'][number],
  { readonly kind: 'string' | 'integer' | 'number' | 'boolean' | 'any' }
>

function scalarProblems({ kind, min, max, values }: Scalar, value: unknown, path: string): readonly string[] {
  if (kind === 'any') return []
  const fits = kind === 'integer' ? Number.isInteger(value) : typeof value === kind
  if (!fits) return [`${path} must be ${kind === 'integer' ? 'an' : 'a'} ${kind}.`]
  const allowed = values === undefined ? undefined : (enums[values] ?? '').split('|')
  if (allowed && !allowed.includes(String(value))) return [`${path} must be one of ${allowed.join(', ')}.`]
  const size = typeof value === 'string' ? [...value].length : Number(value)
  const what = typeof value === 'string' ? `${path}'s length` : path
  if (min !== undefined && size < min) return [`${what} must be at least ${min}.`]
  if (max !== undefined && size > max) return [`${what} must be at most ${max}.`]
  return []
}
