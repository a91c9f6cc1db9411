import { commandNames } from '../cloudstack/command-names.ts'
import { answers, structures } from './cloudstack-answer-table.ts'

/**
 * What the description of a command's answer does not allow: fields that it does not have, and values of another type. `body` is the
 * answer without its envelope, or the result of its job; a thing that is answered under its kind's name is taken out first.
 */
export function answerProblems(command: string, body: unknown): readonly string[] {
  const name = commandNames.find((one) => one === command)
  if (name === undefined) return [`${command} is not described`]
  const expected = answers[name]
  return problemsOf(expected, unwrapped(expected, body), command)
}

function unwrapped(expected: string, body: unknown): unknown {
  const [[name, value] = ['', undefined], ...others] = Object.entries(body ?? {})
  const field = fieldsOf(expected).get(name)
  // The kind of an address is called as one of its fields.
  const named = field === undefined || field === 'string'
  return others.length === 0 && named && isObject(value) ? value : body
}

const fieldsOf = (structure: string): ReadonlyMap<string, string> =>
  new Map(
    (structures[structure.slice(1, -1)] ?? '').split(' ').map((field): [string, string] => {
      const colon = field.indexOf(':')
      return [field.slice(0, colon), field.slice(colon + 1)]
    }),
  )

function problemsOf(type: string, value: unknown, path: string): readonly string[] {
  if (type === 'any') return []
  if (type.startsWith('[')) {
    if (!Array.isArray(value)) return [`${path} is no list`]
    return value.flatMap((item, place) => problemsOf(type.slice(1, -1), item, `${path}[${place}]`))
  }
  if (type.startsWith('{')) return structureProblems(type, value, path)
  if (type === 'map') {
    const isMap = isObject(value) && Object.values(value).every((member) => typeof member === 'string')
    return isMap ? [] : [`${path} is no map of strings`]
  }
  const fits = type === 'integer' ? Number.isSafeInteger(value) : typeof value === type
  return fits ? [] : [`${path} is ${JSON.stringify(value)}, and no ${type}`]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function structureProblems(type: string, value: unknown, path: string): readonly string[] {
  if (!isObject(value)) return [`${path} is no object`]
  const fields = fieldsOf(type)
  return Object.entries(value).flatMap(([name, member]) => {
    const field = fields.get(name)
    return field === undefined
      ? [`${path}.${name} is not described`]
      : problemsOf(field, member, `${path}.${name}`)
  })
}
