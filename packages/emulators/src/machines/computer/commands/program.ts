import {
  type Command,
  defineCommand,
  type ExecResult,
  latin1FromBytes,
  type ResolvedCommandContext,
} from 'just-bash'
import type { Computer } from '../computer.ts'
import { currentProcess, type Process } from '../process.ts'

/** What a command is called with. */
export interface Call {
  readonly name: string
  readonly args: readonly string[]
  readonly computer: Computer
  readonly process: Process
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly stdin: Uint8Array
  readonly context: ResolvedCommandContext
}
export type Program = (call: Call) => ExecResult | Promise<ExecResult>

export const printed = (stdout: string, exitCode = 0): ExecResult => ({ stdout, stderr: '', exitCode })
export const failed = (stderr: string, exitCode = 1): ExecResult => ({
  stdout: '',
  stderr: `${stderr}\n`,
  exitCode,
})
export const silent: ExecResult = { stdout: '', stderr: '', exitCode: 0 }

/** Output of another shell, bytes kept as they are. */
export const passed = (outcome: {
  readonly stdout: Uint8Array
  readonly stderr: Uint8Array
  readonly exitCode: number
}): ExecResult => ({
  stdout: Buffer.from(outcome.stdout).toString('latin1'),
  stderr: Buffer.from(outcome.stderr).toString('utf8'),
  exitCode: outcome.exitCode,
  stdoutKind: 'bytes',
  stdoutEncoding: 'binary',
})

/** The environment a child process gets: exported variables, without the positional parameters that just-bash keeps among them. */
const exported = (context: ResolvedCommandContext): Record<string, string> =>
  Object.fromEntries(
    Object.entries(context.exportedEnv ?? {}).filter(([name]) => /^[A-Za-z_]\w*$/.test(name)),
  )

/** The same command serves every machine: which one it acts on is told by the process that calls it. */
export function asCommand(name: string, program: Program): Command {
  return defineCommand(name, async (args, context) => {
    const process = currentProcess()
    const { computer } = process
    if (computer === undefined) return failed(`${name}: no machine to run on`, 126)
    process.variables = new Map(context.env)
    return await program({
      name,
      args,
      computer,
      process,
      cwd: context.cwd,
      env: exported(context),
      stdin: Buffer.from(latin1FromBytes(context.stdin), 'latin1'),
      context,
    })
  })
}

/**
 * Options may come after operands, as the core utilities have it: puts them before. Letters in `valued` take a value, and so do the long
 * options in `named`, which get it joined.
 */
export function optionsFirst(
  args: readonly string[],
  valued = '',
  named: readonly string[] = [],
): readonly string[] {
  const options: string[] = []
  const operands: string[] = []
  const rest = [...args]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      operands.push(...rest)
      break
    }
    if (word.length < 2 || !word.startsWith('-')) operands.push(word)
    else if (named.includes(word)) options.push(`${word}=${rest.shift() ?? ''}`)
    else {
      options.push(word)
      if (!word.startsWith('--') && valued.includes(word.slice(-1))) options.push(...rest.splice(0, 1))
    }
  }
  return [...options, '--', ...operands]
}

/** Splits leading options from operands. Letters in `valued` take a value, joined or as the next word. */
export function readOptions(
  args: readonly string[],
  valued = '',
): { readonly flags: ReadonlyMap<string, string>; readonly operands: readonly string[] } {
  const flags = new Map<string, string>()
  const rest = [...args]
  for (let word = rest[0]; word !== undefined && word.length > 1 && word.startsWith('-'); word = rest[0]) {
    rest.shift()
    if (word === '--') break
    if (word.startsWith('--')) {
      const [, name = '', value = ''] = /^--([^=]+)=?(.*)$/s.exec(word) ?? []
      flags.set(name, value)
      continue
    }
    for (let index = 1; index < word.length; index++) {
      const letter = word.charAt(index)
      if (!valued.includes(letter)) flags.set(letter, '')
      else {
        flags.set(letter, word.slice(index + 1) || (rest.shift() ?? ''))
        break
      }
    }
  }
  return { flags, operands: rest }
}
