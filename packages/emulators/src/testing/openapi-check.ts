import { isIP } from 'node:net'
import { type OpenApi, resolve, responseOf, type Schema } from './openapi.ts'

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/**
 * Where the specification's schema is not what its own example, its prose and the vendor's clients have: the schema says that
 * the action is the answer, and it is the answer's member `action`.
 */
const wrapped: Readonly<Record<string, string>> = { imageActions_post: 'action', imageActions_get: 'action' }

/** Its example and the vendor's clients have a list, and its schema a single action. */
const listed: readonly string[] = ['imageActions_list']

/** What in an answer is not as the specification says: names, types, enumerations, formats, required ones. Empty when it is right. */
export function answerProblems(api: OpenApi, operation: string, answer: Answer): readonly string[] {
  const response = responseOf(api, operation, answer.status)
  if (!response) return [`${operation}: has no response ${answer.status}`]
  const problems = Object.keys(response.headers ?? {})
    .filter((name) => name !== 'content-type' && !answer.headers.has(name))
    .map((name) => `${operation}: the header ${name} is missing`)
  const schema = response.content?.['application/json']?.schema
  if (!schema) return answer.body === undefined ? problems : [...problems, `${operation}: has a body`]
  return [
    ...problems,
    ...check(api, schemaFor(operation, answer.status, schema), answer.body, '').map(
      (problem) => `${operation}: ${problem}`,
    ),
  ]
}

function schemaFor(operation: string, status: number, schema: Schema): Schema {
  const member = wrapped[operation]
  if (status >= 300) return schema
  if (member) return { type: 'object', properties: { [member]: schema }, required: [member] }
  if (!listed.includes(operation)) return schema
  const page = ['pagination', 'meta'].map((name) => ({ $ref: `#/components/schemas/${name}` }))
  const actions = { type: 'array', items: { $ref: '#/components/schemas/action' } }
  return { allOf: [{ properties: { actions } }, ...page] }
}

/** The parts of a schema that all hold at once, references followed. */
function parts(api: OpenApi, schema: Schema): readonly Schema[] {
  if (schema.$ref) return parts(api, resolve<Schema>(api, schema.$ref))
  return [schema, ...(schema.allOf ?? []).flatMap((part) => parts(api, part))]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function check(api: OpenApi, schema: Schema, value: unknown, path: string): readonly string[] {
  const all = parts(api, schema)
  const choices = all.flatMap(({ oneOf, anyOf }) => ((oneOf ?? anyOf) ? [oneOf ?? anyOf ?? []] : []))
  if (value === null) {
    const allowed = all.some(({ nullable }) => nullable) || choices.flat().some((one) => one.nullable)
    return allowed ? [] : [`${path} is null`]
  }
  const problems = all.flatMap((part) => scalarProblems(part, value, path))
  if (Array.isArray(value)) {
    const items = all.find((part) => part.items)?.items
    return [
      ...problems,
      ...value.flatMap((item, at) => (items ? check(api, items, item, `${path}[${at}]`) : [])),
    ]
  }
  if (!isObject(value)) return [...problems, ...choiceProblems(api, choices, value, path)]
  return [...problems, ...objectProblems(api, all, choices, value, path)]
}

/** One alternative of each choice must fit. */
const choiceProblems = (
  api: OpenApi,
  choices: readonly (readonly Schema[])[],
  value: unknown,
  path: string,
): readonly string[] =>
  choices.flatMap((choice) => nearest(choice.map((one) => check(api, one, value, path))))

const nearest = (tries: readonly (readonly string[])[]): readonly string[] =>
  [...tries].sort((a, b) => a.length - b.length)[0] ?? []

function objectProblems(
  api: OpenApi,
  all: readonly Schema[],
  choices: readonly (readonly Schema[])[],
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly string[] {
  if (choices.length > 0) {
    const [choice = [], ...others] = choices
    const own = all.map(({ oneOf: _one, anyOf: _any, ...rest }) => rest)
    return nearest(
      choice.map((one) => {
        const chosen = [...own, ...parts(api, one)]
        const nested = parts(api, one).flatMap(({ oneOf, anyOf }) =>
          (oneOf ?? anyOf) ? [oneOf ?? anyOf ?? []] : [],
        )
        return objectProblems(api, chosen, [...others, ...nested], value, path)
      }),
    )
  }
  const known = new Map(all.flatMap(({ properties }) => Object.entries(properties ?? {})))
  const rest = all.find(({ additionalProperties }) => additionalProperties)?.additionalProperties
  const isFree = known.size === 0 && rest === undefined
  const missing = all
    .flatMap(({ required = [] }) => required)
    .filter((name) => value[name] === undefined)
    .map((name) => `${path}.${name} is missing`)
  const members = Object.entries(value).flatMap(([name, member]) => {
    const schema = known.get(name) ?? (typeof rest === 'object' ? rest : undefined)
    if (schema) return check(api, schema, member, `${path}.${name}`)
    return isFree || rest === true ? [] : [`${path}.${name} is not in the specification`]
  })
  return [...new Set(missing), ...members]
}

function scalarProblems(schema: Schema, value: unknown, path: string): readonly string[] {
  if (schema.type && !hasType(schema.type, value)) return [`${path} is no ${schema.type}`]
  const problems =
    typeof value === 'string'
      ? textProblems(schema, value)
      : typeof value === 'number'
        ? numberProblems(schema, value)
        : []
  const listed = !schema.enum || schema.enum.includes(value)
  return [...problems, ...(listed ? [] : ['not in its enumeration'])].map(
    (problem) => `${path} is ${JSON.stringify(value)}, ${problem}`,
  )
}

function textProblems({ format, pattern, maxLength }: Schema, text: string): readonly string[] {
  const form = format && formats[format]
  return [
    ...(form && !form(text) ? [`no ${format}`] : []),
    ...(pattern && !new RegExp(pattern).test(text) ? ['not of its pattern'] : []),
    ...(maxLength !== undefined && text.length > maxLength ? ['too long'] : []),
  ]
}

function numberProblems({ minimum, maximum, multipleOf }: Schema, number: number): readonly string[] {
  return [
    ...(minimum !== undefined && number < minimum ? ['below its minimum'] : []),
    ...(maximum !== undefined && number > maximum ? ['above its maximum'] : []),
    ...(multipleOf && number % multipleOf !== 0 ? [`no multiple of ${multipleOf}`] : []),
  ]
}

function hasType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  return type === 'object' ? isObject(value) : typeof value === type
}

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text),
  ipv4: (text) => isIP(text) === 4,
  ipv6: (text) => isIP(text) === 6,
  uuid: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text),
  uri: (text) => URL.canParse(text),
}
