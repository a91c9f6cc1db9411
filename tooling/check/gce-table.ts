/**
 * Writes the emulated Compute Engine's tables of operations and structures from the protocol that the vendor's client `@google-cloud/compute`
 * ships: `node tooling/check/gce-table.ts`. With `--check` it writes nothing and exits 1 when a table is not what the protocol says.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { operationNames } from '../../packages/emulators/src/gce/operation-names.ts'

interface ProtocolField {
  readonly type: string
  readonly rule?: string
  readonly keyType?: string
}
interface Method {
  readonly requestType: string
  readonly responseType: string
  readonly options: Readonly<Record<string, string>>
}
/** A message, an enumeration or a service of the protocol. */
interface Entry {
  readonly fields?: Readonly<Record<string, ProtocolField>>
  readonly nested?: Readonly<Record<string, { readonly values?: Readonly<Record<string, number>> }>>
  readonly methods?: Readonly<Record<string, Method>>
}
type Protocol = Readonly<Record<string, Entry>>

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const inEmulators = createRequire(here('../../packages/emulators/package.json'))
const tables = '../../packages/emulators/src/gce/'

function readProtocol(): Protocol {
  const file = inEmulators.resolve('@google-cloud/compute/build/protos/protos.json')
  const { nested } = JSON.parse(readFileSync(file, 'utf8'))
  return nested.google.nested.cloud.nested.compute.nested.v1.nested
}

/**
 * Values of enumerations that the protocol's source has in a comment alone, by message and field, as it says for technical reasons: a name
 * may stand in one enumeration of a message only.
 */
function readCommentedValues(): ReadonlyMap<string, readonly string[]> {
  const file = inEmulators.resolve('@google-cloud/compute/build/protos/google/cloud/compute/v1/compute.proto')
  const found = new Map<string, readonly string[]>()
  let message = ''
  let values: string[] | undefined
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    message = /^message (\w+) \{/.exec(line)?.[1] ?? message
    const comment = /^ +\/\/ ?(.*)$/.exec(line)?.[1]
    const field = /^ +enum (\w+) \{/.exec(line)?.[1]
    if (field && values) found.set(`${message}.${lowerFirst(field)}`, values)
    if (comment === undefined) values = undefined
    else if (comment.startsWith('Additional supported values')) values = []
    else if (/^[A-Z][A-Z0-9_]*$/.test(comment)) values?.push(comment)
  }
  return found
}

const verbs = ['get', 'post', 'put', 'patch', 'delete'] as const
const lowerFirst = (word: string) => word.charAt(0).toLowerCase() + word.slice(1)
const upperFirst = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const camelCase = (word: string) =>
  word.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase())

const scalars: Readonly<Record<string, string>> = {
  string: 'string',
  bool: 'boolean',
  int32: 'int32',
  uint32: 'uint32',
  int64: 'int64',
  uint64: 'uint64',
  double: 'number',
  float: 'number',
  'google.protobuf.Any': 'any',
}

/** A number of the protocol that stands for no value on the wire. */
const isValue = (name: string) => !name.startsWith('UNDEFINED_')

/** What every list of the API takes, and the protocol of some versions leaves out. */
const forgotten: Readonly<Record<string, ProtocolField>> = { returnPartialSuccess: { type: 'bool' } }

/** What every list takes stands as `+list`, and a path begins after the project's. */
const paging = [
  'filter:string',
  'maxResults:uint32',
  'orderBy:string',
  'pageToken:string',
  'returnPartialSuccess:boolean',
]
const line = (verb: string, path: string, body: string, answer: string, query: readonly string[]): string => {
  const others = query.filter((one) => !paging.includes(one))
  const lists = others.length + paging.length === query.length
  return [verb, path || '.', body, answer, ...(lists ? ['+list', ...others] : query)].join(' ')
}

/** Legacy health checks, which target pools take and the discovery document has: the vendor's newer clients leave them out. */
const legacyChecks = 'global/httpHealthChecks'
const legacyCheck = `${legacyChecks}/{httpHealthCheck}`
const legacyOperations: Readonly<Record<string, string>> = {
  delete: `DELETE ${legacyCheck} - Operation requestId:string`,
  get: `GET ${legacyCheck} - HttpHealthCheck`,
  insert: `POST ${legacyChecks} {HttpHealthCheck} Operation requestId:string`,
  list: `GET ${legacyChecks} - HttpHealthCheckList +list`,
  patch: `PATCH ${legacyCheck} {HttpHealthCheck} Operation requestId:string`,
  update: `PUT ${legacyCheck} {HttpHealthCheck} Operation requestId:string`,
}
const legacyStructure =
  'checkIntervalSec:int32 creationTimestamp:string description:string healthyThreshold:int32 host:string id:uint64 kind:string name:string port:int32 requestPath:string selfLink:string timeoutSec:int32 unhealthyThreshold:int32'

interface Table {
  readonly operations: Map<string, string>
  readonly structures: Map<string, string>
  readonly enums: Map<string, string>
}

function read(protocol: Protocol, commented: ReadonlyMap<string, readonly string[]>): Table {
  const operations = new Map<string, string>()
  const structures = new Map<string, string>()
  const enums = new Map<string, string>()

  /** The same values are written once, under the name that they were first met by. */
  const enumeration = (name: string, values: string): string => {
    const [known = name] = [...enums].find(([, text]) => text === values) ?? []
    enums.set(known, values)
    return known
  }

  const typeOf = (message: string, field: string, { type, rule, keyType }: ProtocolField): string => {
    const values = protocol[message]?.nested?.[upperFirst(field)]?.values
    const named = [
      ...Object.keys(values ?? {}).filter(isValue),
      ...(commented.get(`${message}.${field}`) ?? []),
    ]
    const words = named.sort().join('|')
    const one = words ? `#${enumeration(`${message}.${field}`, words)}` : (scalars[type] ?? structure(type))
    if (keyType) return `<${one}>`
    return rule === 'repeated' ? `[${one}]` : one
  }

  const structure = (name: string): string => {
    if (structures.has(name)) return `{${name}}`
    const { fields } = protocol[name] ?? {}
    if (!fields) throw new Error(`The protocol has no message ${name}`)
    structures.set(name, '')
    const members = Object.entries(fields).map(([field, one]) => `${field}:${typeOf(name, field, one)}`)
    structures.set(name, members.sort().join(' '))
    return `{${name}}`
  }

  const operation = ({ requestType, responseType, options }: Method): string => {
    const verb = verbs.find((one) => options[`(google.api.http).${one}`]) ?? 'get'
    const path = options[`(google.api.http).${verb}`] ?? ''
    const { fields = {} } = protocol[requestType] ?? {}
    const body = camelCase(options['(google.api.http).body'] ?? '')
    const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => camelCase(name)))
    const query = Object.entries({ ...(fields.maxResults && forgotten), ...fields })
      .filter(([name]) => name !== body && !inPath.has(name))
      .map(([name, field]) => `${name}:${typeOf(requestType, name, field)}`)
    const takes = body ? structure(fields[body]?.type ?? '') : '-'
    const template = path
      .replace(/^\/compute\/v1\/projects\/\{project\}\/?/, '')
      .replace(/\{(\w+)\}/g, (_all, name) => `{${camelCase(name)}}`)
    return line(verb.toUpperCase(), template, takes, responseType, query.sort())
  }

  const wanted: readonly string[] = operationNames
  for (const [service, { methods = {} }] of Object.entries(protocol)) {
    for (const [name, method] of Object.entries(methods)) {
      const id = `compute.${lowerFirst(service)}.${lowerFirst(name)}`
      if (wanted.includes(id)) operations.set(id, operation(method))
    }
  }
  for (const [name, text] of Object.entries(legacyOperations))
    operations.set(`compute.httpHealthChecks.${name}`, text)
  structures.set('HttpHealthCheck', legacyStructure)
  const lost = wanted.find((name) => name.startsWith('compute.') && !operations.has(name))
  if (lost) throw new Error(`The protocol has no operation ${lost}`)
  return { operations, structures, enums }
}

/** As the formatter of this repository lays it out. */
const lines = (entries: ReadonlyMap<string, string>) =>
  [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => {
      const key = /^[a-z_]\w*$/i.test(name) ? name : `'${name}'`
      const line = `  ${key}: '${text}',`
      // After a key as short as that a new line would win nothing.
      return line.length <= 110 || key.length < 5 ? line : `  ${key}:\n    '${text}',`
    })
    .join('\n')

const origin =
  "// Written by tooling/check/gce-table.ts from the protocol of the vendor's client: change that program, not this file."

function write({ operations, structures, enums }: Table): ReadonlyMap<string, string> {
  return new Map([
    [
      'operation-table.ts',
      `${origin}
import type { ComputeOperation } from './operation-names.ts'

/** Method, path in the project, the structure of the body or \`-\`, that of the answer, then the query parameters; \`+list\` are those of every list. */
export const operationTable: Readonly<Record<ComputeOperation, string>> = {
${lines(operations)}
}
`,
    ],
    [
      'structure-table.ts',
      `${origin}

/** Fields of the structures in requests: \`[]\` a list, \`<>\` a map by words, \`{}\` a structure, \`#\` an enumeration. */
export const structureTable: Readonly<Record<string, string>> = {
${lines(structures)}
}
`,
    ],
    [
      'enum-table.ts',
      `${origin}

/** By the structure and the field that they were first met in. */
export const enumTable: Readonly<Record<string, string>> = {
${lines(enums)}
}
`,
    ],
  ])
}

for (const [name, text] of write(read(readProtocol(), readCommentedValues()))) {
  const file = here(`${tables}${name}`)
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(
      `${name} of the emulated Compute Engine differs from the protocol. Run: node tooling/check/gce-table.ts`,
    )
    process.exitCode = 1
  }
}
