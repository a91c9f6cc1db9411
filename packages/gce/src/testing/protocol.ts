import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

export interface FieldSpec {
  readonly type: string
  readonly rule?: 'repeated'
  readonly keyType?: string
  readonly options?: Readonly<Record<string, unknown>>
}

export interface MessageSpec {
  readonly fields?: Readonly<Record<string, FieldSpec>>
  readonly nested?: Readonly<Record<string, MessageSpec>>
  /** Of an enumeration. */
  readonly values?: Readonly<Record<string, number>>
}

interface ServiceSpec {
  readonly methods?: Readonly<
    Record<string, { readonly requestType: string; readonly options: Readonly<Record<string, string>> }>
  >
}

type Spec = MessageSpec & ServiceSpec

/** What Google's own client ships as data: every method with its route, every message with its fields, every enumeration. */
const file = createRequire(import.meta.url).resolve('@google-cloud/compute/build/protos/protos.json')

let loaded: Readonly<Record<string, Spec>> | undefined
function protocol(): Readonly<Record<string, Spec>> {
  if (loaded) return loaded
  let at: unknown = JSON.parse(readFileSync(file, 'utf8'))
  for (const name of ['google', 'cloud', 'compute', 'v1'])
    at = Reflect.get(Object(Reflect.get(Object(at), 'nested')), name)
  loaded = Reflect.get(Object(at), 'nested') as Readonly<Record<string, Spec>>
  return loaded
}

/** A message by its name, which may be one inside of another. */
export const messageOf = (name: string, within?: MessageSpec): MessageSpec | undefined =>
  within?.nested?.[name] ?? protocol()[name]

export interface Route {
  /** As the discovery document calls it. */
  readonly id: string
  readonly request: MessageSpec
  /** The texts in the place of the path's variables, by the fields of the request. */
  readonly path: Readonly<Record<string, string>>
  /** The field of the request that is the body. */
  readonly body: string | undefined
}

const camel = (text: string) => text.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

interface Template {
  readonly id: string
  readonly requestType: string
  readonly verb: string
  readonly segments: readonly string[]
  readonly body: string | undefined
}

const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const
let templates: readonly Template[] | undefined

function allTemplates(): readonly Template[] {
  templates ??= Object.entries(protocol()).flatMap(([service, { methods = {} }]) =>
    Object.entries(methods).flatMap(([method, { requestType, options }]) =>
      verbs.flatMap((verb) => {
        const path = options[`(google.api.http).${verb}`]
        const body = options['(google.api.http).body']
        const id = `compute.${lower(service)}.${lower(method)}`
        const one = {
          id,
          requestType,
          verb: verb.toUpperCase(),
          body: body === undefined ? undefined : camel(body),
        }
        return path === undefined ? [] : [{ ...one, segments: path.split('/') }]
      }),
    ),
  )
  return templates
}

/** The method that a request is for; of several that fit, the one with the most words of its own. */
export function routeOf(verb: string, path: string): Route | undefined {
  const parts = path.split('/')
  const fitting = allTemplates()
    .flatMap((template) => {
      const found = template.verb === verb ? match(template.segments, parts) : undefined
      return found ? [{ template, found }] : []
    })
    .sort((a, b) => Object.keys(a.found).length - Object.keys(b.found).length)
  const [first] = fitting
  if (first === undefined) return undefined
  const { id, requestType, body } = first.template
  return { id, request: messageOf(requestType) ?? {}, path: first.found, body }
}

function match(template: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (template.length !== parts.length) return undefined
  const found: Record<string, string> = {}
  for (const [index, segment] of template.entries()) {
    const text = parts[index] ?? ''
    const name = /^\{(.+)\}$/.exec(segment)?.[1]
    if (name !== undefined && text !== '') found[camel(name)] = decodeURIComponent(text)
    else if (segment !== text) return undefined
  }
  return found
}
