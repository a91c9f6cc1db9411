import { type FieldSpec, type MessageSpec, messageOf, type Route, routeOf } from './protocol.ts'

export interface Sent {
  readonly method: string
  /** With its query, encoded. */
  readonly path: string
  readonly body?: string | undefined
}

/**
 * Members of the discovery document that Google's client has not: it keeps partial answers from its users, and leaves the older health
 * checks out.
 */
const unknownToClient = { query: ['returnPartialSuccess'], path: /\/global\/httpHealthChecks(\/|$)/ }

/** What is wrong with a request, held against the protocol of Google's own client: path, query, body; names, types, enumerations. */
export function violations({ method, path: target, body }: Sent): readonly string[] {
  const [path = '', query = ''] = target.split('?', 2)
  if (unknownToClient.path.test(path)) return []
  const route = routeOf(method, path)
  if (route === undefined) return [`there is no method ${method} ${path}`]
  return [
    ...queryProblems(route, new URLSearchParams(query)),
    ...missingTexts(route, new URLSearchParams(query)),
    ...bodyProblems(route, body),
  ].map((problem) => `${route.id}: ${problem}`)
}

function queryProblems({ request, path, body }: Route, query: URLSearchParams): readonly string[] {
  return [...query].flatMap(([name, text]) => {
    if (unknownToClient.query.includes(name)) return []
    const field = name in path || name === body ? undefined : request.fields?.[name]
    return field
      ? fieldProblems(field, name, textValue(field, text), request)
      : [`there is no parameter ${name}`]
  })
}

function missingTexts({ request, path, body }: Route, query: URLSearchParams): readonly string[] {
  return Object.entries(request.fields ?? {}).flatMap(([name, { options }]) => {
    const required = options?.['(google.api.field_behavior)'] === 'REQUIRED'
    return required && !(name in path) && name !== body && !query.has(name) ? [`${name} is missing`] : []
  })
}

function bodyProblems({ request, body: name }: Route, body: string | undefined): readonly string[] {
  if (name === undefined) return body === undefined || body === '{}' ? [] : ['there is a body']
  const field = request.fields?.[name]
  if (field === undefined) return [`the protocol has no ${name}`]
  return body === undefined ? ['there is no body'] : fieldProblems(field, 'body', JSON.parse(body), request)
}

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A query holds text: what it stands for by the field's type. */
function textValue({ type }: FieldSpec, text: string): unknown {
  if (type === 'bool') return text === 'true' ? true : text === 'false' ? false : text
  return /int32$/.test(type) && /^-?\d+$/.test(text) ? Number(text) : text
}

function fieldProblems(
  field: FieldSpec,
  path: string,
  value: unknown,
  within: MessageSpec,
): readonly string[] {
  const { type, keyType, rule } = field
  if (keyType !== undefined) {
    if (!isMembers(value)) return [`${path} is no map`]
    return Object.entries(value).flatMap(([key, item]) => valueProblems(type, `${path}.${key}`, item, within))
  }
  if (rule !== 'repeated') return valueProblems(type, path, value, within)
  if (!Array.isArray(value)) return [`${path} is no list`]
  return value.flatMap((item, at) => valueProblems(type, `${path}[${at}]`, item, within))
}

const isWhole = (value: unknown) =>
  Number.isInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value))
const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  int32: Number.isInteger,
  uint32: (value) => Number.isInteger(value) && Number(value) >= 0,
  int64: isWhole,
  uint64: isWhole,
  float: (value) => typeof value === 'number',
  double: (value) => typeof value === 'number',
}

function valueProblems(type: string, path: string, value: unknown, within: MessageSpec): readonly string[] {
  const fits = scalars[type]
  if (fits) return fits(value) ? enumProblems(path, value, within) : [`${path} is no ${type}`]
  const message = messageOf(type, within)
  if (message === undefined) return type.startsWith('google.') ? [] : [`the protocol has no ${type}`]
  if (!isMembers(value)) return [`${path} is no ${type}`]
  return Object.entries(value).flatMap(([name, member]) => {
    const field = message.fields?.[name]
    return field
      ? fieldProblems(field, `${path}.${name}`, member, message)
      : [`${path}.${name} is no field of ${type}`]
  })
}

/** Enumerations are fields of text beside which their words are listed, under the name of the field with a capital. */
function enumProblems(path: string, value: unknown, within: MessageSpec): readonly string[] {
  const field = /(\w+)(\[\d+\])?$/.exec(path)?.[1] ?? ''
  const values = within.nested?.[field.charAt(0).toUpperCase() + field.slice(1)]?.values
  if (values === undefined || (typeof value === 'string' && Object.hasOwn(values, value))) return []
  return [`${path} is ${JSON.stringify(value)}, not in its enumeration`]
}
