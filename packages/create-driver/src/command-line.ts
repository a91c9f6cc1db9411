import { parseArgs } from 'node:util'
import {
  type Authentication,
  baseUrlOf,
  type DriverOptions,
  packageNameOf,
  problems,
  type Service,
} from './options.ts'

/** What a command line tells: what it leaves out is asked for, or has its default. */
export interface Answers {
  readonly name?: string | undefined
  readonly packageName?: string | undefined
  readonly services?: readonly Service[] | undefined
  readonly authentication?: Authentication | undefined
  readonly baseUrl?: string | undefined
  readonly folder?: string | undefined
  /** Nothing is asked for. */
  readonly yes: boolean
  /** A package of this repository. */
  readonly inside: boolean
}

export const help = `Writes a new driver package for @cloud/core.

  npm create @cloud/driver [NAME] -- [options]

  --services LIST         compute, load-balancers, storage: one or more, with commas (compute)
  --authentication KIND   bearer, api-key, basic or hmac (bearer)
  --base-url URL          of the API (https://api.NAME.example)
  --package NAME          of the package (cloud-driver-NAME; inside the repository of @cloud/core @cloud/NAME)
  --folder PATH           where it is written; must be new or empty (./PACKAGE; inside the repository always packages/NAME)
  --yes                   asks nothing: what is left out has its default
`

const flags = {
  services: { type: 'string' },
  authentication: { type: 'string' },
  'base-url': { type: 'string' },
  package: { type: 'string' },
  folder: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
  inside: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Reads a command line; `help` where that is what it asks for. Throws a `TypeError` that tells what has to change. */
export function readCommandLine(args: readonly string[]): Answers | 'help' {
  const { values, positionals } = parseArgs({ args: [...args], options: flags, allowPositionals: true })
  if (values.help) return 'help'
  const [name, ...more] = positionals
  if (more.length > 0) throw new TypeError(`There is one NAME, and ${positionals.length} were given`)
  const services = values.services?.split(',').map((word) => word.trim())
  const given = {
    name,
    packageName: values.package,
    services,
    authentication: values.authentication,
    baseUrl: values['base-url']?.replace(/\/$/, ''),
  }
  const wrong = Object.entries(given).flatMap(([option, value]) =>
    value === undefined
      ? []
      : [value].flat().flatMap((one) => problems[option as keyof DriverOptions](one) ?? []),
  )
  if (wrong.length > 0) throw new TypeError(wrong.join('\n'))
  const { folder, yes = false, inside = false } = values
  // They have been looked at.
  return { ...given, folder, yes, inside } as Answers
}

/** Whole options, with defaults for what was left out. Throws a `TypeError` for a name that was. */
export function withDefaults(answers: Answers): DriverOptions {
  const { name, inside } = answers
  if (name === undefined)
    throw new TypeError(`NAME is missing: ${inside ? 'pnpm new-driver' : 'npm create @cloud/driver'} NAME`)
  return {
    name,
    packageName: answers.packageName ?? (inside ? `@cloud/${name}` : packageNameOf(name)),
    services: answers.services ?? ['compute'],
    authentication: answers.authentication ?? 'bearer',
    baseUrl: answers.baseUrl ?? baseUrlOf(name),
  }
}
