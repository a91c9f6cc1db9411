import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { HttpRequest } from '@cloud/core'

interface CommandSpec {
  readonly async: boolean
  readonly params: Readonly<Record<string, string>>
  readonly required: readonly string[]
}

/** The description of every command. It is large, and is not part of this repository: what needs it runs where it is found. */
const file = fileURLToPath(new URL('../../../../../shared/specs/cloudstack-apis.json', import.meta.url))

export const specificationIsHere: boolean = existsSync(file)

let loaded: Readonly<Record<string, CommandSpec>> | undefined

export function specification(): Readonly<Record<string, CommandSpec>> {
  loaded ??= JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, CommandSpec>>
  return loaded
}

/** What the description calls required and no server has. */
const mistaken = ['affinityGroupType']

/** Of every command. */
const common = ['command', 'response', 'apiKey', 'signatureVersion', 'expires', 'signature', 'projectid']

/** What is wrong with a request, held against the description: the command, names, types, what is required. Servers take every command as a form. */
export function violations({
  method,
  path,
  body,
}: Pick<HttpRequest, 'method' | 'path' | 'body'>): readonly string[] {
  const sent = new URLSearchParams(String(body).replaceAll('+', '%2B'))
  const name = sent.get('command') ?? ''
  const command = specification()[name]
  if (command === undefined) return [`there is no command ${name}`]
  const { params, required } = command
  const isSent = (each: string) => [...sent.keys()].some((key) => key === each || key.startsWith(`${each}[`))
  const lacking = required.filter((each) => !mistaken.includes(each) && !isSent(each))
  return [
    ...(method === 'POST' && !path.includes('?') ? [] : [`it is sent by ${method} to ${path}`]),
    ...lacking.map((each) => `the parameter ${each} is missing`),
    ...[...sent].flatMap(([key, value]) => problemsOf(params, key, value)),
  ].map((problem) => `${name}: ${problem}`)
}

function problemsOf(params: CommandSpec['params'], key: string, value: string): readonly string[] {
  if (common.includes(key)) return []
  const [, name = '', member] = /^([^[]+)(?:\[\d+\]\.(.+))?$/.exec(key) ?? []
  const type = params[name]
  if (type === undefined) return [`the parameter ${key} is unknown`]
  const [kind, members = ''] = type.split(/:(.*)/)
  const isMap = kind === 'map'
  if (isMap !== (member !== undefined)) return [`the parameter ${key} is of the type ${type}`]
  if (isMap && members !== '' && !members.split(',').includes(member ?? ''))
    return [`the map ${name} has no ${member}`]
  if (kind === 'integer' && !/^-?\d+$/.test(value)) return [`${key} is ${value}, and no whole number`]
  if (kind === 'boolean' && !/^(true|false)$/.test(value)) return [`${key} is ${value}, and no boolean`]
  return []
}
