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
  readonly enum?: readonly unknown[]
  readonly nullable?: boolean
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly multipleOf?: number
}

interface Response {
  readonly $ref?: string
  readonly headers?: Readonly<Record<string, unknown>>
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}

export interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly operationId?: string; readonly responses: Readonly<Record<string, Response>> }
        >
      >
    >
  >
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const file = fileURLToPath(new URL('../../../../../shared/specs/digitalocean-openapi.json', import.meta.url))

/** The vendor's specification, where this machine has it. */
export const openApi: OpenApi | undefined = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : undefined

/** For the titles of tests that need the specification. */
export const whereOpenApi: string = openApi ? '' : ' (skipped: the specification is not on this machine)'

/** What a reference points to. Throws where there is nothing. */
export function resolve<T>({ components }: OpenApi, ref: string): T {
  const [kind = '', name = ''] = ref.split('/').slice(2)
  const found = components[kind]?.[name]
  if (found === undefined) throw new Error(`The specification has no ${ref}`)
  return found as T
}

/** The response of an operation with a status; the default one where the status has none of its own. */
export function responseOf(api: OpenApi, operation: string, status: number): Response | undefined {
  const all = Object.values(api.paths).flatMap((methods) => Object.values(methods))
  const responses = all.find(({ operationId }) => operationId === operation)?.responses
  const response = responses?.[status] ?? responses?.default
  return response?.$ref ? resolve<Response>(api, response.$ref) : response
}
