/**
 * Writes the emulated CloudStack's tables from the description of its commands: `node tooling/check/cloudstack-table.ts`. With `--check`
 * it writes nothing and exits 1 when a table is not what the description says.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type CommandName, commandNames } from '../../packages/emulators/src/cloudstack/command-names.ts'

/** A type by its Go name, a structure, or a list of one. */
type Answer = string | readonly Answer[] | { readonly [field: string]: Answer }

interface Described {
  readonly async: boolean
  readonly params: Readonly<Record<string, string>>
  readonly required: readonly string[]
  readonly response: { readonly [field: string]: Answer }
}
type Description = Readonly<Record<string, Described>>

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const descriptionFile = here('../../../shared/specs/cloudstack-apis.json')
const commandFile = here('../../packages/emulators/src/cloudstack/command-table.ts')
const answerFile = here('../../packages/emulators/src/testing/cloudstack-answer-table.ts')

/** Parameters that the server has and the description forgets, by command. */
const forgotten: Readonly<Partial<Record<CommandName, Readonly<Record<string, string>>>>> = {}

function commandText({ async, params, required }: Described, command: CommandName): string {
  const fields = Object.entries({ ...params, ...forgotten[command] })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]) => `${name}${required.includes(name) ? '!' : ''}:${type.replace(/:$/, '')}`)
  return [async ? 'async' : 'sync', ...fields].join(' ')
}

const scalars: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int: 'integer',
  int64: 'integer',
  float64: 'number',
  string: 'string',
  UUID: 'string',
}

/** What the server answers with where the description names something else: a structure, or the answer of another command. */
const answeredAs: Readonly<Partial<Record<CommandName, string>>> = {
  authorizeSecurityGroupEgress: 'SecurityGroup',
  authorizeSecurityGroupIngress: 'SecurityGroup',
  registerIso: 'listIsos',
}

/** Structures that are described once and named elsewhere, and where their description is. */
const named: Readonly<Record<string, readonly [command: string, ...path: readonly string[]]>> = {
  Nic: ['listNics', 'nic'],
  SecurityGroup: ['listSecurityGroups', 'securitygroup'],
  Tags: ['listTags', 'tag'],
  VirtualMachineSecuritygroupRule: ['listSecurityGroups', 'securitygroup', 'ingressrule'],
}

/** The answers' types: each structure is written once, under a number. */
function answerTypes(description: Description): {
  readonly answers: ReadonlyMap<string, string>
  readonly structures: ReadonlyMap<string, string>
} {
  const structures = new Map<string, string>()

  const structure = (fields: { readonly [field: string]: Answer }): string => {
    const text = Object.entries(fields)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, type]) => `${name}:${typeOf(type)}`)
      .join(' ')
    const [known] = [...structures].find(([, one]) => one === text) ?? []
    if (known !== undefined) return `{${known}}`
    const name = `shape${structures.size + 1}`
    structures.set(name, text)
    return `{${name}}`
  }

  const typeOf = (type: Answer): string => {
    if (typeof type === 'object' && !isList(type)) return structure(type)
    if (typeof type === 'object') return `[${typeOf(type[0] ?? 'any')}]`
    const list = /^\[\](.*)$/.exec(type)?.[1]
    if (list !== undefined) return `[${typeOf(list)}]`
    if (type.startsWith('map[')) return 'map'
    return scalars[type] ?? reference(type.replace('*', ''))
  }

  const reference = (name: string): string => {
    const [command = '', ...path] = named[name] ?? []
    let found: Answer | undefined = description[command]?.response
    for (const step of path) {
      const level: Answer | undefined = isList(found) ? found[0] : found
      found = typeof level === 'object' && !isList(level) ? level[step] : undefined
    }
    return isList(found) && found[0] !== undefined ? typeOf(found[0]) : 'any'
  }

  const answers = new Map(
    commandNames.map((command) => {
      const other = answeredAs[command] ?? command
      const answer = description[other]?.response
      return [command, answer ? structure(answer) : reference(other)] as const
    }),
  )
  return { answers, structures }
}

const isList = (type: Answer | undefined): type is readonly Answer[] => Array.isArray(type)

function described(description: Description, command: CommandName): Described {
  const found = description[command]
  if (!found) throw new Error(`The description has no command ${command}`)
  return found
}

const lines = (entries: Iterable<readonly [string, string]>) =>
  [...entries]
    .map(([name, text]) => {
      const line = `  ${name}: '${text}',`
      return line.length <= 110 ? line : `  ${name}:\n    '${text}',`
    })
    .join('\n')

const written = "from the description of CloudStack's commands: change that program, not this file."

const commandTable = (description: Description) => `// Written by tooling/check/cloudstack-table.ts ${written}
import type { CommandName } from './command-names.ts'

/** Whether a command answers with a job, then its parameters: \`!\` marks a required one; after \`map:\` stand an entry's members. */
export const commands: Readonly<Record<CommandName, string>> = {
${lines(commandNames.map((command) => [command, commandText(described(description, command), command)]))}
}
`

function answerTable(description: Description): string {
  const { answers, structures } = answerTypes(description)
  return `// Written by tooling/check/cloudstack-table.ts ${written}
import type { CommandName } from '../cloudstack/command-names.ts'

/** The structure of each command's answer, or of what its job results in. */
export const answers: Readonly<Record<CommandName, string>> = {
${lines(answers)}
}

/** Fields: \`[]\` is a list, \`{}\` a structure, \`map\` an object of strings. */
export const structures: Readonly<Record<string, string>> = {
${lines(structures)}
}
`
}

if (!existsSync(descriptionFile)) {
  console.log(`The description ${descriptionFile} is not on this machine: nothing was compared.`)
} else {
  const description: Description = JSON.parse(readFileSync(descriptionFile, 'utf8'))
  const check = process.argv.includes('--check')
  for (const [file, text] of [
    [commandFile, commandTable(description)],
    [answerFile, answerTable(description)],
  ] as const) {
    if (!check) writeFileSync(file, text)
    else if (readFileSync(file, 'utf8') !== text) {
      console.error(`${file} differs from the description. Run: node tooling/check/cloudstack-table.ts`)
      process.exitCode = 1
    }
  }
}
