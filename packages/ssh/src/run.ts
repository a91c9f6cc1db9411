import type { Clock, Outcome, RunOptions, RunResult } from '@cloud/core'
import {
  abortable,
  callScope,
  checkList,
  checkNames,
  invalid,
  quoteCommand,
  withOutcome,
} from '@cloud/core/driver'
import type { ClientChannel } from 'ssh2'
import { checkBytes } from './bytes.ts'
import { execute, lost, terminate } from './exec-channel.ts'
import { listener } from './listener.ts'
import { outputStream } from './output.ts'
import type { Session } from './session.ts'

/** Runs one command on a channel of its own. Without a `timeoutMs` it may take as long as it likes. */
export async function run(
  session: Session,
  clock: Clock,
  command: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const line = quoteCommand(checkCommand(command))
  checkOptions(options)
  const scope = callScope(options, options.timeoutMs, clock, { provider: 'ssh', operation: 'run' })
  const startedAt = clock.elapsed()
  let outcome: Outcome = 'not-applied'
  try {
    scope.signal.throwIfAborted()
    const work = execute(session, line, (channel) => {
      whenAborted(scope.signal, () => terminate(channel))
      return collect(channel, session.gone, options, scope.signal)
    })
    outcome = 'unknown'
    const ending = await abortable(work, scope.signal)
    return { ...ending, durationMs: Math.round(clock.elapsed() - startedAt) }
  } catch (error) {
    throw error === scope.signal.reason ? withOutcome(error, outcome) : error
  } finally {
    scope.end()
  }
}

function checkCommand(command: readonly string[]): readonly string[] {
  if (!Array.isArray(command)) throw invalid('The command must be an array', "as in ['ls', '-l']")
  checkList('The command', command, (what, word) => {
    if (typeof word !== 'string') throw invalid(`${what} must be a string, and is ${typeof word}`)
  })
  return command
}

function checkOptions(options: RunOptions): void {
  checkNames('run', options, ['signal', 'timeoutMs', 'stdin', 'onOutput'])
  const { stdin, onOutput } = options
  if (stdin !== undefined) checkBytes('stdin', stdin)
  if (onOutput !== undefined && typeof onOutput !== 'function') throw invalid('onOutput must be a function')
}

function whenAborted(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act()
  else signal.addEventListener('abort', act, { once: true })
}

type Ending = Omit<RunResult, 'durationMs'>

/** Reads both streams to their ends, however much they hold, and waits for the exit status. */
function collect(
  channel: ClientChannel,
  gone: AbortSignal,
  { stdin, onOutput }: RunOptions,
  stopped: AbortSignal,
): Promise<Ending> {
  const { promise, resolve, reject } = Promise.withResolvers<Ending>()
  const listening = listener(onOutput, stopped, (error) => {
    reject(error)
    terminate(channel)
  })
  const stdout = outputStream('stdout', listening.told)
  const stderr = outputStream('stderr', listening.told)
  let exit: Pick<RunResult, 'exitCode' | 'signal'> | undefined
  let open = 2
  const finish = () => {
    stdout.end()
    stderr.end()
    gone.removeEventListener('abort', finish)
    if (exit) resolve(listening.heard({ ...exit, stdout: stdout.text(), stderr: stderr.text() }))
    else reject(lost(gone.reason ?? new Error('the machine closed the channel'), 'unknown'))
  }
  channel.on('exit', (code: number | null, signal?: string) => {
    exit = { exitCode: code, ...(code === null && { signal: signalName(signal) }) }
  })
  for (const [stream, output] of [
    [channel, stdout],
    [channel.stderr, stderr],
  ] as const) {
    stream.on('data', output.add)
    stream.on('error', () => {})
    stream.on('close', () => --open === 0 && finish())
  }
  gone.addEventListener('abort', finish, { once: true })
  if (gone.aborted) finish()
  channel.end(typeof stdin === 'string' ? stdin : Buffer.from(stdin ?? ''))
  return promise
}

/** ssh2 puts SIG before the name; a machine that sends it already has it twice. */
const signalName = (signal = 'SIGUNKNOWN'): string => signal.replace(/^(SIG)+/, 'SIG')
