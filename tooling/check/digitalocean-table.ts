/**
 * Writes the emulated DigitalOcean's table of operations from the vendor's OpenAPI specification: `node
 * tooling/check/digitalocean-table.ts`. With `--check` it writes nothing and exits 1 when the table is not what the specification says.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { operationNames } from '../../packages/emulators/src/digitalocean/operation-names.ts'

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly (string | number | null)[]
  readonly nullable?: boolean
  readonly readOnly?: boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly discriminator?: {
    readonly propertyName: string
    readonly mapping?: Readonly<Record<string, string>>
  }
}
interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema?: Schema
}
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
  }
  readonly responses: Readonly<Record<string, unknown>>
}
interface Specification {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const specificationFile = here('../../../shared/specs/digitalocean-openapi.json')
const tableFile = here('../../packages/emulators/src/digitalocean/operation-table.ts')

/** Members that the specification's prose and examples have and its schemas forget. */
const forgotten: Readonly<Record<string, string>> = {
  volume_action_post_attach: 'volume_name:string',
  volume_action_post_detach: 'volume_name:string',
}

/** Lists that page, as the specification's examples of their answers show, and are given no parameters for it. */
const paged: readonly string[] = [
  'imageActions_list',
  'projects_list_resources_default',
  'reservedIPsActions_list',
]
const pageParameters: readonly Parameter[] = ['per_page', 'page'].map((name) => ({
  $ref: `#/components/parameters/${name}`,
  name,
  in: 'query',
}))

const saysNothing = new Set(['description', 'example', 'title'])
const hasMeaning = (schema: Schema) => Object.keys(schema).some((key) => !saysNothing.has(key))

const nameOf = (ref: string) => ref.split('/').at(-1) ?? ref

/** A schema with its references followed and its parts laid into one. */
interface Flat extends Omit<Schema, '$ref' | 'allOf' | 'oneOf' | 'anyOf' | 'required'> {
  readonly name?: string | undefined
  readonly required: readonly string[]
  readonly alternatives: readonly Schema[]
}

const join = (a: Flat, b: Flat): Flat =>
  Object.assign({}, a, b, {
    name: undefined,
    properties: a.properties || b.properties ? { ...a.properties, ...b.properties } : undefined,
    required: [...new Set([...a.required, ...b.required])],
    alternatives: [...a.alternatives, ...b.alternatives],
  })

function table(specification: Specification): string {
  const structures = new Map<string, string>()
  const enums = new Map<string, string>()

  const resolve = <T>(ref: string): T => {
    const [kind = '', name = ''] = ref.split('/').slice(2)
    const found = specification.components[kind]?.[name]
    if (found === undefined) throw new Error(`The specification has no ${ref}`)
    return found as T
  }

  const flatten = (schema: Schema): Flat => {
    if (schema.$ref) return { ...flatten(resolve<Schema>(schema.$ref)), name: nameOf(schema.$ref) }
    const { allOf = [], oneOf = [], anyOf = [], required = [], ...own } = schema
    const flat = { ...own, required, alternatives: [...oneOf, ...anyOf] }
    const [first, ...others] = allOf.filter(hasMeaning).map(flatten)
    // A reference that only a description is added to keeps its name.
    if (first && others.length === 0 && !hasMeaning(own)) {
      return required.length === 0 ? first : join(first, { required, alternatives: [] })
    }
    return [...others, flat].reduce(join, first ?? { required: [], alternatives: [] })
  }

  const bounds = (min?: number, max?: number) =>
    min === undefined && max === undefined ? '' : `(${min ?? ''}..${max ?? ''})`

  /** The same values are written once, under the name that they were first met by. */
  const enumeration = (name: string, values: string): string => {
    const [known = name] = [...enums].find(([, text]) => text === values) ?? []
    enums.set(known, values)
    return known
  }

  const scalarOf = (flat: Flat, name: string): string => {
    if (!flat.type || flat.type === 'object') return 'any'
    const values = flat.enum && enumeration(name, flat.enum.filter((value) => value !== null).join('|'))
    const range =
      flat.type === 'string' ? bounds(flat.minLength, flat.maxLength) : bounds(flat.minimum, flat.maximum)
    return `${flat.type}${values ? `#${values}` : ''}${range}`
  }

  /** `path` names what has no name of its own. */
  const typeOf = (schema: Schema, path: string): string => {
    const flat = flatten(schema)
    const name = flat.name ?? path
    const end = flat.nullable ? '?' : ''
    if (flat.type === 'array' || flat.items) return `[${typeOf(flat.items ?? {}, path)}]${end}`
    if (flat.properties) return `{${structure(flat, name)}}${end}`
    if (flat.alternatives.length > 0) {
      const types = flat.alternatives.map((one, index) => typeOf(one, `${path}.${index + 1}`))
      return `${[...new Set(types)].join('|')}${end}`
    }
    return `${scalarOf(flat, name)}${end}`
  }

  const structure = (flat: Flat, name: string): string => {
    if (structures.has(name)) return name
    structures.set(name, '')
    const own = Object.entries(flat.properties ?? {})
    const optional = flat.alternatives.flatMap((one) => Object.entries(flatten(one).properties ?? {}))
    const fields = Object.entries(Object.fromEntries([...optional, ...own]))
      .filter(([, member]) => !flatten(member).readOnly)
      .map(([member, schema]) => {
        const mark = flat.required.includes(member) ? '!' : ''
        return `${member}${mark}:${typeOf(schema, `${name}.${member}`)}`
      })
    structures.set(name, [...fields, ...(forgotten[name] ? [forgotten[name]] : [])].sort().join(' '))
    return name
  }

  const body = ({ operationId, requestBody }: Operation): string | undefined => {
    const schema = requestBody?.content?.['application/json']?.schema
    if (!schema) return undefined
    const { propertyName, mapping } = schema.discriminator ?? {}
    if (!propertyName || !mapping) return typeOf(schema, operationId)
    const cases = Object.entries(mapping).map(([value, ref]) => `${value}=${typeOf({ $ref: ref }, value)}`)
    return [`@${propertyName}`, ...cases].join(' ')
  }

  const query = ({ operationId, parameters = [] }: Operation): readonly string[] =>
    [...parameters, ...(paged.includes(operationId) ? pageParameters : [])]
      .map((parameter) => (parameter.$ref ? resolve<Parameter>(parameter.$ref) : parameter))
      .filter((parameter) => parameter.in === 'query')
      .map(({ name, required, schema = {} }) => {
        return `${name}${required ? '!' : ''}:${typeOf(schema, `${operationId}.${name}`)}`
      })

  const operations = new Map<string, string>()
  const bodies = new Map<string, string>()
  for (const [path, methods] of Object.entries(specification.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const { operationId, responses } = operation
      if (!(operationNames as readonly string[]).includes(operationId)) continue
      const status = Object.keys(responses).find((code) => code.startsWith('2'))
      operations.set(operationId, [method.toUpperCase(), path, status, ...query(operation)].join(' '))
      const type = body(operation)
      if (type) bodies.set(operationId, type)
    }
  }
  const lost = operationNames.find((name) => !operations.has(name))
  if (lost) throw new Error(`The specification has no operation ${lost}`)
  return text(operations, bodies, structures, enums)
}

const lines = (entries: ReadonlyMap<string, string>) =>
  [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => {
      const key = /^[a-z_]\w*$/i.test(name) ? name : `'${name}'`
      const line = `  ${key}: '${text}',`
      return line.length <= 110 ? line : `  ${key}:\n    '${text}',`
    })
    .join('\n')

const text = (
  operations: ReadonlyMap<string, string>,
  bodies: ReadonlyMap<string, string>,
  structures: ReadonlyMap<string, string>,
  enums: ReadonlyMap<string, string>,
) => `// Written by tooling/check/digitalocean-table.ts from the vendor's specification: change that program, not this file.
import type { OperationName } from './operation-names.ts'

/** Method, path and status of success, then the query parameters. */
export const operations: Readonly<Record<OperationName, string>> = {
${lines(operations)}
}

/** The body of each operation that takes one; after \`@\` stands the member that decides between structures. */
export const bodies: Readonly<Partial<Record<OperationName, string>>> = {
${lines(bodies)}
}

/** Fields: \`!\` marks a required one, \`[]\` a list, \`{}\` a structure, \`#\` an enumeration, \`?\` what may be null. */
export const structures: Readonly<Record<string, string>> = {
${lines(structures)}
}

export const enums: Readonly<Record<string, string>> = {
${lines(enums)}
}
`

if (!existsSync(specificationFile)) {
  console.log(`The specification ${specificationFile} is not on this machine: nothing was compared.`)
} else {
  const written = table(JSON.parse(readFileSync(specificationFile, 'utf8')))
  if (!process.argv.includes('--check')) writeFileSync(tableFile, written)
  else if (readFileSync(tableFile, 'utf8') !== written) {
    console.error(
      "DigitalOcean's table of operations differs from the specification. Run: node tooling/check/digitalocean-table.ts",
    )
    process.exitCode = 1
  }
}
