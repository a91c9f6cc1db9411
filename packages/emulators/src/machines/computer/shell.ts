import { Bash, parse, serialize } from 'just-bash'
import { type Account, groupsOf } from './accounts.ts'
import { commandsOf } from './commands/index.ts'
import { shellCommands } from './commands/shell-commands.ts'
import type { Computer } from './computer.ts'
import { noteFeature } from './execution.ts'
import { currentProcess, type Process, runAs } from './process.ts'
import { reason } from './tree.ts'
import { takeTurn } from './turns.ts'

export interface Outcome {
  readonly stdout: Uint8Array
  readonly stderr: Uint8Array
  readonly exitCode: number
}

export interface ShellCall {
  /** Shell source: a command line or a whole script. */
  readonly script: string
  /** `$0`, and what `ps` shows. */
  readonly name: string
  /** `$1` and on. */
  readonly args?: readonly string[] | undefined
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly stdin?: Uint8Array | undefined
  readonly as?: Account | undefined
  /** `set` options to begin with, such as `e` of `sh -e`. */
  readonly options?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * What just-bash's own builtins do otherwise, put right by functions, which come before them: `exec` of a command ran it and
 * went on, and `command -v` did not find executable files that are no command of just-bash.
 */
const prelude = [
  'exec() { [ $# -eq 0 ] && return 0; builtin command "$@"; exit $?; }',
  `command() { if [ "\${1-}" = -v ]; then builtin command "$@" || which "\${2-}"; else builtin command "$@"; fi; }; `,
].join('; ')

const maxDepth = 40
const limits = {
  maxCommandCount: 100_000_000,
  maxLoopIterations: 100_000_000,
  maxWorkUnits: 1_000_000_000,
  maxExecDepth: maxDepth + 20,
} as const

/** Runs shell source on a machine as a process of its own, with its own pid, user, umask and traps, and waits for its end. */
export async function runShell(computer: Computer, call: ShellCall): Promise<Outcome> {
  const parent = currentProcess()
  if (parent.depth > maxDepth) {
    return {
      stdout: new Uint8Array(0),
      stderr: Buffer.from('sh: cannot fork: Resource temporarily unavailable\n'),
      exitCode: 254,
    }
  }
  const process = startProcess(computer, parent, call)
  const stop = () => process.end.abort()
  const signals = [call.signal, computer.power.signal]
  for (const signal of signals) signal?.addEventListener('abort', stop, { once: true })
  if (signals.some((signal) => signal?.aborted)) stop()
  try {
    return await runAs(process, () => runToEnd(computer, process, call))
  } finally {
    computer.processes.delete(process.pid)
    for (const signal of signals) signal?.removeEventListener('abort', stop)
  }
}

function startProcess(computer: Computer, parent: Process, call: ShellCall): Process {
  const identity =
    call.as === undefined
      ? { uid: parent.uid, gid: parent.gid, groups: parent.groups, user: parent.user }
      : {
          uid: call.as.uid,
          gid: call.as.gid,
          groups: groupsOf(computer.tree, call.as).map((group) => group.gid),
          user: call.as.name,
        }
  const process: Process = {
    ...identity,
    computer,
    pid: computer.nextPid++,
    parent: parent.pid,
    command: [call.name, ...(call.args ?? [])].join(' '),
    startedAt: Date.now(),
    depth: parent.depth + 1,
    traps: new Map(),
    end: new AbortController(),
    umask: parent.umask,
  }
  computer.processes.set(process.pid, process)
  return process
}

async function runToEnd(computer: Computer, process: Process, call: ShellCall): Promise<Outcome> {
  const first = await interpret(computer, process, call, call.script)
  const trap = process.traps.get('EXIT')
  if (trap === undefined || process.end.signal.aborted) return first.outcome
  // The action sees the script's exit code in $?, and that code stands unless the action exits with its own.
  const { exitCode } = first.outcome
  const action = `${functionsOf(call.script)}(exit ${exitCode})\n${trap}\nexit ${exitCode}\n`
  const last = await interpret(computer, process, { ...call, env: first.env, stdin: undefined }, action)
  return {
    stdout: Buffer.concat([first.outcome.stdout, last.outcome.stdout]),
    stderr: Buffer.concat([first.outcome.stderr, last.outcome.stderr]),
    exitCode: last.outcome.exitCode,
  }
}

/** The function definitions at a script's top level, as source: an EXIT trap usually calls one. */
function functionsOf(script: string): string {
  try {
    const tree = parse(script)
    const statements = tree.statements.filter((statement) =>
      statement.pipelines.some((pipeline) =>
        pipeline.commands.some((command) => command.type === 'FunctionDef'),
      ),
    )
    return statements.length === 0 ? '' : `${serialize({ ...tree, statements })}\n`
  } catch {
    return ''
  }
}

interface Interpreted {
  readonly outcome: Outcome
  /** The variables at the end. */
  readonly env: Readonly<Record<string, string>>
}

async function interpret(
  computer: Computer,
  process: Process,
  call: ShellCall,
  script: string,
): Promise<Interpreted> {
  const options = call.options ? `set -${call.options}; ` : ''
  const { signal } = process.end
  const result = await bashOf(computer, process, call)
    .exec(`${prelude}${options}${script}`, {
      env: positional(call),
      cwd: call.cwd,
      rawScript: true,
      stdin: Buffer.from(call.stdin ?? new Uint8Array(0)).toString('latin1'),
      stdinKind: 'bytes',
      signal,
    })
    .catch((error: unknown) => thrown(error))
  const stderr = signal.aborted ? result.stderr.replace(/bash: execution aborted\n$/, '') : result.stderr
  return {
    outcome: {
      stdout: toBytes(result.stdout),
      stderr: toBytes(stderr),
      exitCode: signal.aborted ? exitCodeOf(signal.reason) : result.exitCode,
    },
    env: { ...call.env, ...('?' in result.env ? result.env : Object.fromEntries(process.variables ?? [])) },
  }
}

const bashOf = (computer: Computer, process: Process, call: ShellCall): Bash =>
  new Bash({
    fs: computer.files,
    cwd: call.cwd,
    env: { ...call.env },
    commands: [...shellCommands],
    customCommands: [...commandsOf(computer.os)],
    processInfo: { pid: process.pid, ppid: process.parent, uid: process.uid, gid: process.gid },
    executionLimits: limits,
    // The thread holds nothing but emulated machines, and patching its globals costs more than all else in a short command.
    defenseInDepth: false,
    coverage: {
      hit: (feature) => {
        takeTurn()
        process.end.signal.throwIfAborted()
        noteFeature(process, feature)
      },
    },
  })

/** just-bash keeps positional parameters among the variables; handed to `exec` they are not exported. */
function positional({ name, args = [] }: ShellCall): Record<string, string> {
  const all = args.join(' ')
  return {
    '0': name,
    '#': String(args.length),
    '@': all,
    '*': all,
    ...Object.fromEntries(args.map((arg, index) => [String(index + 1), arg])),
  }
}

/**
 * just-bash gives output as text, having decoded it where it was UTF-8, and else one character a byte. Text of the Latin-1 range
 * looks the same as bytes; control characters that no text holds tell them apart.
 */
function toBytes(output: string): Uint8Array {
  const bytes =
    /^[\0-\xff]*$/.test(output) && /[\x80-\xff]/.test(output) && /[\0-\x06\x0e-\x1a\x7f-\x9f]/.test(output)
  return Buffer.from(output, bytes ? 'latin1' : 'utf8')
}

const signalNumbers: Readonly<Record<string, number>> = { HUP: 1, INT: 2, QUIT: 3, KILL: 9, TERM: 15 }
const exitCodeOf = (reason: unknown): number =>
  128 + (signalNumbers[typeof reason === 'string' ? reason : 'TERM'] ?? 15)

/**
 * just-bash lets errors of a redirection's file through: the script ends there, where a real shell would go on with the next
 * command, and what it printed before is lost.
 */
function thrown(error: unknown): {
  stdout: string
  stderr: string
  exitCode: number
  env: Record<string, string>
} {
  const path = error instanceof Error ? /'(.*)'$/.exec(error.message)?.[1] : undefined
  const stderr = path === undefined ? `bash: ${String(error)}\n` : `bash: ${path}: ${reason(error)}\n`
  return { stdout: '', stderr, exitCode: 1, env: {} }
}
