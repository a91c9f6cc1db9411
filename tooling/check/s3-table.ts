/**
 * Writes the emulated S3's operation table from the vendor's service model: `node tooling/check/s3-table.ts`. With `--check` it writes
 * nothing and exits 1 when the table is not what the model says.
 *
 * In the model an operation is told by its method, by whether its path names a bucket or a key, and by what a request must carry: the
 * query of its URI, and the query parameters and headers that its input requires.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { operationNames } from '../../packages/emulators/src/s3/operation-names.ts'

interface Member {
  readonly shape: string
  readonly location?: string
  readonly locationName?: string
  readonly xmlAttribute?: boolean
  readonly flattened?: boolean
}
interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Member>>
  readonly member?: { readonly shape: string; readonly locationName?: string }
  readonly flattened?: boolean
  readonly payload?: string
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
}
interface Operation {
  readonly http: { readonly method: string; readonly requestUri: string }
  readonly input?: { readonly shape: string }
  readonly httpChecksum?: { readonly requestChecksumRequired?: boolean }
}
interface Model {
  readonly operations: Readonly<Record<string, Operation>>
  readonly shapes: Readonly<Record<string, Shape>>
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const modelFile = here('../../../shared/specs/aws/s3.service.json')
const tableFile = here('../../packages/emulators/src/s3/operation-table.ts')

/** The emulated regions decide which exist. */
const openEnums = new Set(['BucketLocationConstraint'])

/** Not told from others by what they carry: an older name for the same request, a request to another host, a bucket of another kind. */
const passedOver = new Set([
  'GetBucketLifecycle',
  'GetBucketNotification',
  'ListDirectoryBuckets',
  'PutBucketLifecycle',
  'PutBucketNotification',
  'WriteGetObjectResponse',
])

interface Table {
  readonly model: Model
  readonly structures: Map<string, string>
  readonly enums: Map<string, string>
}

const quoted = (text: string) => `'${text}'`

const lines = (entries: Iterable<readonly [string, string]>) =>
  [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => {
      const line = `  ${name}: ${quoted(text)},`
      return line.length <= 110 ? line : `  ${name}:\n    ${quoted(text)},`
    })
    .join('\n')

function shapeOf({ model }: Table, name: string): Shape {
  const shape = model.shapes[name]
  if (!shape) throw new Error(`The service model has no shape ${name}`)
  return shape
}

const inputOf = (table: Table, name: string): Shape => {
  const input = table.model.operations[name]?.input?.shape
  return input === undefined ? { type: 'structure' } : shapeOf(table, input)
}

function typeOf(table: Table, name: string): string {
  const shape = shapeOf(table, name)
  if (shape.type === 'structure') {
    describe(table, name)
    return name
  }
  if (!shape.enum || openEnums.has(name)) return shape.type
  table.enums.set(name, shape.enum.join(' '))
  return `#${name}`
}

function field(table: Table, shape: Shape, name: string, member: Member): string {
  const wire = member.locationName ?? name
  const target = shapeOf(table, member.shape)
  const required = shape.required?.includes(name) ? '!' : ''
  if (target.type !== 'list' || !target.member) return `${wire}${required}:${typeOf(table, member.shape)}`
  const list = (member.flattened ?? target.flattened) ? '*' : `*${target.member.locationName ?? 'member'}`
  return `${wire}${required}${list}:${typeOf(table, target.member.shape)}`
}

/** Puts a structure into the table, and whatever it holds; one that holds itself is met only once. */
function describe(table: Table, name: string): void {
  if (table.structures.has(name)) return
  table.structures.set(name, '')
  const shape = shapeOf(table, name)
  const members = Object.entries(shape.members ?? {}).filter(([, member]) => !member.xmlAttribute)
  table.structures.set(name, members.map(([member, value]) => field(table, shape, member, value)).join(' '))
}

function requestOf(table: Table, name: string, { http }: Operation): string {
  const [path = '', query = ''] = http.requestUri.split('?')
  const place = path.includes('{Key+}') ? 'object' : path.includes('{Bucket}') ? 'bucket' : 'service'
  const input = inputOf(table, name)
  const carried = (input.required ?? []).flatMap((required) => {
    const { location, locationName = '' } = input.members?.[required] ?? {}
    if (location === 'querystring') return [`?${locationName}`]
    return location === 'header' ? [locationName.toLowerCase()] : []
  })
  const literal = query.split('&').filter(Boolean)
  return [http.method, place, ...literal.map((each) => `?${each}`), ...carried].join(' ')
}

function parametersOf(table: Table, name: string): string {
  const members = Object.values(inputOf(table, name).members ?? {})
  const parameters = members.flatMap(({ shape, location, locationName = '' }) => {
    if (location !== 'header' && location !== 'querystring') return []
    const target = shapeOf(table, shape)
    const type = typeOf(table, target.type === 'list' && target.member ? target.member.shape : shape)
    return [`${location === 'header' ? locationName.toLowerCase() : `?${locationName}`}:${type}`]
  })
  return parameters.sort().join(' ')
}

/** The root element of a document that is sent, and its structure; undefined where the body is anything, or none. */
function bodyOf(table: Table, name: string): string | undefined {
  const { payload, members = {}, required = [] } = inputOf(table, name)
  const member = payload === undefined ? undefined : members[payload]
  if (payload === undefined || !member || shapeOf(table, member.shape).type !== 'structure') return undefined
  const needed = required.includes(payload) ? '!' : ''
  return `${member.locationName ?? payload}${needed}:${typeOf(table, member.shape)}`
}

const entriesOf = (names: readonly string[], text: (name: string) => string | undefined) =>
  names.flatMap((name): [string, string][] => {
    const found = text(name)
    return found === undefined ? [] : [[name, found]]
  })

function tableText(model: Model): string {
  const table: Table = { model, structures: new Map(), enums: new Map() }
  const all = Object.entries(model.operations).filter(([name]) => !passedOver.has(name))
  const requests = all.map(([name, operation]): [string, string] => [name, requestOf(table, name, operation)])
  const parameters = entriesOf(operationNames, (name) => parametersOf(table, name))
  const bodies = entriesOf(operationNames, (name) => bodyOf(table, name))
  const checksums = operationNames.filter(
    (name) => model.operations[name]?.httpChecksum?.requestChecksumRequired,
  )
  return `// Written by tooling/check/s3-table.ts from the vendor's service model: change that program, not this file.

/** By operation: method, place, and what a request must carry, \`?\` in its query, else in its headers. */
export const requests: Readonly<Record<string, string>> = {
${lines(requests)}
}

/** By operation, its query parameters (\`?\`) and headers with their types; \`#\` marks an enumeration. */
export const parameters: Readonly<Record<string, string>> = {
${lines(parameters)}
}

/** By operation, the root element of the document that it takes (\`!\` when it must) and its structure. */
export const bodies: Readonly<Record<string, string>> = {
${lines(bodies)}
}

/** The operations whose body must come with a checksum. */
export const checksummed: readonly string[] = [
${checksums.map((name) => `  ${quoted(name)},`).join('\n')}
]

/** Fields by element: \`!\` marks a required one, \`*\` a repeated one, which may lie in an element of its own; capitals name a structure. */
export const structures: Readonly<Record<string, string>> = {
${lines(table.structures)}
}

export const enums: Readonly<Record<string, string>> = {
${lines(table.enums)}
}
`
}

if (!existsSync(modelFile)) {
  console.log(`The service model ${modelFile} is not on this machine: nothing was compared.`)
} else {
  const text = tableText(JSON.parse(readFileSync(modelFile, 'utf8')))
  if (!process.argv.includes('--check')) writeFileSync(tableFile, text)
  else if (readFileSync(tableFile, 'utf8') !== text) {
    console.error(
      'The S3 operation table differs from the service model. Run: node tooling/check/s3-table.ts',
    )
    process.exitCode = 1
  }
}
