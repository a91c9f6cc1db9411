import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly discriminator?: {
    readonly propertyName: string
    readonly mapping?: Readonly<Record<string, string>>
  }
  readonly enum?: readonly unknown[]
  readonly nullable?: boolean
  readonly readOnly?: boolean
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

export interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema?: Schema
}

export interface OperationSpec {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {
    readonly $ref?: string
    readonly required?: boolean
    readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
  }
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationSpec>>>>
}

/** DigitalOcean's own specification. It is large, and is not part of this repository: what needs it runs where it is found. */
const file = fileURLToPath(new URL('../../../../../shared/specs/digitalocean-openapi.json', import.meta.url))

export const specificationIsHere: boolean = existsSync(file)

let loaded: OpenApi | undefined
const specification = (): OpenApi => {
  loaded ??= JSON.parse(readFileSync(file, 'utf8')) as OpenApi
  return loaded
}

/** What is there under a reference, or the thing itself where it is none. */
export function resolve<T extends { readonly $ref?: string }>(value: T): T {
  if (value.$ref === undefined) return value
  let at: unknown = specification()
  for (const name of value.$ref.split('/').slice(1)) at = Reflect.get(Object(at), name)
  if (at === undefined) throw new Error(`The specification has no ${value.$ref}`)
  return resolve(at as T)
}

export interface Route {
  readonly operation: OperationSpec
  /** The texts in the place of the path's parameters, by their names. */
  readonly path: Readonly<Record<string, string>>
}

/** The operation that a request is for; of several templates that fit, the one with the most words of its own. */
export function routeOf(method: string, path: string): Route | undefined {
  const parts = path.split('/')
  const fitting = Object.entries(specification().paths)
    .flatMap(([template, methods]) => {
      const operation = methods[method.toLowerCase()]
      const found = operation && match(template.split('/'), parts)
      return found ? [{ operation, path: found }] : []
    })
    .sort((a, b) => Object.keys(a.path).length - Object.keys(b.path).length)
  return fitting[0]
}

function match(template: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (template.length !== parts.length) return undefined
  const found: Record<string, string> = {}
  for (const [index, part] of template.entries()) {
    const text = parts[index] ?? ''
    const name = /^\{(.+)\}$/.exec(part)?.[1]
    if (name !== undefined && text !== '') found[name] = decodeURIComponent(text)
    else if (part !== text) return undefined
  }
  return found
}

export const operationIds = (): readonly string[] =>
  Object.values(specification().paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ operationId }) => (operationId === undefined ? [] : [operationId]))
