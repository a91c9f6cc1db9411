import { isIP } from 'node:net'
import { resolve, type Schema } from './openapi.ts'

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What in a value is not as its schema says. Empty when it is right. */
export function schemaProblems(schema: Schema, value: unknown, path: string): readonly string[] {
  return nearest(alternatives(schema, value).map((parts) => problemsOf(parts, value, path)))
}

/** A query or a path holds text: what it stands for by the schema's type. */
export function textValue(schema: Schema, text: string): unknown {
  const types = alternatives(schema, text).flatMap((parts) => parts.map(({ type }) => type))
  if (types.includes('string')) return text
  if (types.includes('boolean')) return text === 'true' ? true : text === 'false' ? false : text
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

const nearest = (tries: readonly (readonly string[])[]): readonly string[] =>
  [...tries].sort((a, b) => a.length - b.length)[0] ?? []

/** The sets of schemas of which one must hold whole: references followed, every choice made. */
function alternatives(schema: Schema, value: unknown): readonly (readonly Schema[])[] {
  const { allOf = [], oneOf, anyOf, ...own } = resolve(schema)
  const choices = [...allOf.map((part) => [part]), ...[oneOf, anyOf].flatMap((each) => (each ? [each] : []))]
  // A part that names what extends it, by a discriminator of its own, makes no choice.
  const chosen = oneOf || anyOf ? chosenBy(own, value) : undefined
  const sets = (chosen ? [...allOf.map((part) => [part]), [chosen]] : choices).map((choice) =>
    choice.flatMap((one) => alternatives(one, value)),
  )
  return sets.reduce<readonly (readonly Schema[])[]>(
    (all, set) => all.flatMap((parts) => set.map((more) => [...parts, ...more])),
    [[own]],
  )
}

/** The schema that the value itself names. */
function chosenBy({ discriminator }: Schema, value: unknown): Schema | undefined {
  if (discriminator === undefined || !isObject(value)) return undefined
  const $ref = discriminator.mapping?.[String(value[discriminator.propertyName])]
  return $ref === undefined ? undefined : { $ref }
}

function problemsOf(parts: readonly Schema[], value: unknown, path: string): readonly string[] {
  if (value === null) return parts.some(({ nullable }) => nullable) ? [] : [`${path} is null`]
  const problems = parts.flatMap((part) => scalarProblems(part, value, path))
  if (Array.isArray(value)) {
    const items = parts.find((part) => part.items)?.items
    const inside = value.flatMap((item, at) => (items ? schemaProblems(items, item, `${path}[${at}]`) : []))
    return [...problems, ...inside]
  }
  return isObject(value) ? [...problems, ...memberProblems(parts, value, path)] : problems
}

function memberProblems(parts: readonly Schema[], value: Members, path: string): readonly string[] {
  const known = new Map<string, Schema[]>()
  for (const { properties = {} } of parts)
    for (const [name, schema] of Object.entries(properties))
      known.set(name, [...(known.get(name) ?? []), schema])
  const missing = new Set(parts.flatMap(({ required = [] }) => required).filter((name) => !(name in value)))
  const isOpen = parts.some(({ additionalProperties }) => additionalProperties)
  const inside = Object.entries(value).flatMap(([name, member]) => {
    const schemas = known.get(name)
    if (schemas === undefined) return isOpen ? [] : [`${path}.${name} is not in the specification`]
    if (schemas.some((schema) => resolve(schema).readOnly)) return [`${path}.${name} is read only`]
    return schemaProblems({ allOf: schemas }, member, `${path}.${name}`)
  })
  return [...[...missing].map((name) => `${path}.${name} is missing`), ...inside]
}

function scalarProblems(schema: Schema, value: unknown, path: string): readonly string[] {
  if (schema.type && !hasType(schema.type, value)) return [`${path} is no ${schema.type}`]
  const problems = [
    ...(isListed(schema, value) ? [] : ['not in its enumeration']),
    ...(typeof value === 'string' ? textProblems(schema, value) : []),
    ...(typeof value === 'number' ? numberProblems(schema, value) : []),
  ]
  return problems.map((problem) => `${path} is ${JSON.stringify(value)}, ${problem}`)
}

/** DigitalOcean adds regions: that one is not in the list makes no request wrong. */
function isListed({ enum: listed }: Schema, value: unknown): boolean {
  return (
    listed === undefined || listed.includes(value) || (listed.includes('nyc1') && typeof value === 'string')
  )
}

function textProblems({ format, pattern, minLength, maxLength }: Schema, text: string): readonly string[] {
  const form = format === undefined ? undefined : formats[format]
  return [
    ...(form && !form(text) ? [`no ${format}`] : []),
    ...(pattern && !new RegExp(pattern).test(text) ? ['not of its pattern'] : []),
    ...(minLength !== undefined && text.length < minLength ? ['too short'] : []),
    ...(maxLength !== undefined && text.length > maxLength ? ['too long'] : []),
  ]
}

function numberProblems({ minimum, maximum }: Schema, number: number): readonly string[] {
  return [
    ...(minimum !== undefined && number < minimum ? ['below its minimum'] : []),
    ...(maximum !== undefined && number > maximum ? ['above its maximum'] : []),
  ]
}

function hasType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  return type === 'object' ? isObject(value) : typeof value === type
}

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  ipv4: (text) => isIP(text) === 4,
  ipv6: (text) => isIP(text) === 6,
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
  uri: (text) => URL.canParse(text),
}
