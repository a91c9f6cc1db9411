import { nodeCrypto, nodeFiles } from '../builtins.ts'
import { checkList, checkNames, checkPlain, checkText } from '../check.ts'
import { systemClock } from '../clock.ts'
import type { RunResult, Shell } from '../contract/access.ts'
import type { CallOptions } from '../contract/call.ts'
import { CloudError, invalid } from '../errors.ts'
import { abortable } from '../http/abortable.ts'
import { callScope } from '../http/deadline.ts'
import { quoteArgument } from '../quote.ts'
import { checkSecret, reveal, type Secret } from '../secret.ts'
import { checkFile, local } from './local-file.ts'
import { type Mask, mask } from './mask.ts'
import { awaitRecord, persevering, type Recording, recorder, runRecorded } from './recorded-run.ts'
import type { Step, StepContext, StepCourse, StepResult } from './step.ts'

export interface ScriptOptions {
  /** Left out, the script's first line that says something. */
  readonly title?: string | undefined
  /** Passed to the script as they are: nothing in them is expanded. */
  readonly args?: readonly string[] | undefined
  /**
   * Set for the script alone. They travel in a file that only the user can read, and never in a command line. What the script prints of
   * a `Secret` is shown as `[secret]`, in results, errors and to `onOutput`; of a secret that it transforms nobody can tell.
   */
  readonly env?: Readonly<Record<string, string | Secret>> | undefined
  /** Run as root by `sudo -n`, which fails where it would have to ask for a password. */
  readonly sudo?: boolean | undefined
}

/**
 * Runs a script. With a `#!` line it is run by that program, else by `sh`; as in every shell, the exit code is that of its last command
 * unless it says `set -e`. The script is uploaded to a folder of its own, which only the user can enter and which is removed afterwards,
 * and runs once: what it prints and its exit code are written down beside it, so that where the connection is lost it is waited for over
 * another one, and never run again.
 */
export function script(text: string, options: ScriptOptions = {}): Step {
  if (typeof text !== 'string')
    throw invalid('The script must be a string', 'scriptFile(path) for one in a file')
  if (text.trim() === '') throw invalid('The script is empty')
  checkOptions('script', options)
  const title = options.title ?? titleOf(text)
  return {
    title,
    run: (...on) => runScript({ title, text, options }, ...on),
    resume: (...on) => resumeScript({ title, text, options }, ...on),
  }
}

/** Runs a script that is in a file on this computer, read when the step runs. */
export function scriptFile(path: string, options: ScriptOptions = {}): Step {
  checkText('The path of the script', path, { max: 4096 })
  checkOptions('scriptFile', options)
  const title = options.title ?? path
  const read = () => local(path, nodeFiles().readFile(path, 'utf8'))
  return {
    title,
    check: () => checkFile(path),
    run: async (...on) => runScript({ title, text: await read(), options }, ...on),
    resume: async (...on) => resumeScript({ title, text: await read(), options }, ...on),
  }
}

interface Script {
  readonly title: string
  readonly text: string
  readonly options: ScriptOptions
}

/** A script whose process died is on the machine, with what is recorded of it: it goes on, is over, or never began. */
async function resumeScript(
  script: Script,
  shell: Shell,
  context: StepContext,
  course: StepCourse = {},
): Promise<StepResult> {
  const recording = recordingOf(context, course)
  const ended = await awaitRecord(shell, recording)
  if (typeof ended === 'string') return runScript(script, shell, context, course)
  const { text: masked } = maskOf(script.options)
  const result = { ...ended, stdout: masked(ended.stdout), stderr: masked(ended.stderr) }
  return closing(script.title, result, shell, recording, course)
}

async function runScript(
  script: Script,
  shell: Shell,
  context: StepContext,
  course: StepCourse = {},
): Promise<StepResult> {
  const recording = recordingOf(context, course)
  const { folder } = recording
  try {
    await persevering(recording, () => prepare(script, shell, recording))
    const result = await runMasked(script, shell, recording, context)
    return await closing(script.title, result, shell, recording, course)
  } catch (error) {
    // Also where the caller has cancelled: the script may hold what nobody else should read.
    await remove(shell, course.after ? secretsIn(folder) : [folder], failedRemovalMs)
    throw error
  }
}

function recordingOf(context: StepContext, { run, clock, reconnect }: StepCourse): Recording {
  const folder = `.cloud-${run ?? nodeCrypto().randomBytes(16).toString('hex')}`
  return { folder, call: calling(context), clock, reconnect }
}

/** Also where some of it was done already. */
async function prepare(
  { title, text, options }: Script,
  shell: Shell,
  { folder, call }: Recording,
): Promise<void> {
  const made = await shell.run(['mkdir', '-p', '-m', '700', folder], call)
  if (made.exitCode !== 0) throw stepFailed(title, made, 'The folder of the script could not be made')
  const env = Object.entries(options.env ?? {})
  const files: readonly (readonly [string, string, number])[] = [
    ['script', text, 0o700],
    ...(env.length > 0 ? [['env', envFile(env), 0o600] as const] : []),
    ['run', recorder, 0o600],
  ]
  const uploads = await Promise.allSettled(
    files.map(([name, content, mode]) => shell.upload(content, `${folder}/${name}`, { ...call, mode })),
  )
  const failed = uploads.find((upload) => upload.status === 'rejected')
  if (failed) throw failed.reason
}

/** Where somebody writes down what is done, the record stays until that is, and of what failed for good: it tells that the script ran. */
async function closing(
  title: string,
  result: RunResult,
  shell: Shell,
  { folder, call }: Recording,
  { after }: StepCourse,
): Promise<StepResult> {
  const checked = checkExit(title, result)
  after?.(() => remove(shell, [folder], removalMs))
  await remove(shell, after ? secretsIn(folder) : [folder], removalMs, call.signal)
  return checked
}

const secretsIn = (folder: string): readonly string[] => [`${folder}/env`, `${folder}/script`]

const maskOf = ({ env = {} }: ScriptOptions): Mask =>
  mask(Object.values(env).flatMap((value) => (typeof value === 'string' ? [] : [reveal(value)])))

/** What the script prints of the secrets that it was given, as it does under `set -x`, is told to nobody. */
async function runMasked(
  { text, options }: Script,
  shell: Shell,
  recording: Recording,
  { onOutput }: StepContext,
): Promise<RunResult> {
  const masking = maskOf(options)
  const listener = onOutput && masking.listener(onOutput)
  const command = scriptCommand(`./${recording.folder}`, text, options)
  const result = await runRecorded(shell, command, recording, listener?.onOutput)
  await listener?.end()
  return { ...result, stdout: masking.text(result.stdout), stderr: masking.text(result.stderr) }
}

const removalMs = 10_000
/** Who is told of a failure waits for this, and must not wait for long. */
const failedRemovalMs = 1_000

/** A folder that cannot be removed makes no script fail that has run. */
async function remove(
  shell: Shell,
  paths: readonly string[],
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<void> {
  const waiting = callScope({ signal }, timeoutMs, systemClock)
  try {
    await abortable(shell.run(['rm', '-rf', ...paths], { timeoutMs }), waiting.signal)
  } catch {
  } finally {
    waiting.end()
  }
}

/** The environment is read by a small `sh` in front of the script, which then becomes the script. */
export function scriptCommand(folder: string, text: string, options: ScriptOptions): readonly string[] {
  const { args = [], env = {}, sudo = false } = options
  const program = text.startsWith('#!') ? [`${folder}/script`] : ['sh', `${folder}/script`]
  const withEnv = Object.keys(env).length > 0 ? ['sh', '-c', '. "$0" && exec "$@"', `${folder}/env`] : []
  return [...(sudo ? ['sudo', '-n', '--'] : []), ...withEnv, ...program, ...args]
}

function envFile(env: readonly (readonly [string, string | Secret])[]): string {
  return env.map(([name, value]) => `export ${name}=${quoteArgument(reveal(value))}\n`).join('')
}

/** What could not be right on any machine is told before there is one. */
function checkOptions(what: string, options: ScriptOptions): void {
  checkNames(what, options, ['title', 'args', 'env', 'sudo'])
  const { title, args, env = {}, sudo } = options
  checkTitle(title)
  if (sudo !== undefined && typeof sudo !== 'boolean')
    throw invalid(`sudo must be true or false, and is ${typeof sudo}`)
  checkList('args', args, (where, argument) => {
    if (typeof argument !== 'string') throw invalid(`${where} must be a string, and is ${typeof argument}`)
    quoteArgument(argument)
  })
  checkPlain('env', env)
  for (const [name, value] of Object.entries(env)) {
    quoteArgument(checkSecret(`env.${name}`, value))
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      throw invalid(`${JSON.stringify(name)} is no name of an environment variable`, 'letters, digits and _')
    }
  }
}

/** A title that is given says something. */
export function checkTitle(title: unknown): void {
  if (title === undefined || (typeof title === 'string' && title !== '')) return
  throw invalid('title must be a string, and not empty')
}

function titleOf(text: string): string {
  const line = text.split('\n').find((each) => /^\s*[^\s#]/.test(each)) ?? text
  const title = line.trim()
  return title.length > 72 ? `${title.slice(0, 71)}…` : title
}

/** What a step's calls are given of its context where they print nothing that is worth telling. */
export function calling({ signal, timeoutMs }: StepContext): CallOptions {
  return { signal, timeoutMs }
}

/** The result of a command as a step's; rejects where it failed. */
export function checkExit(title: string, result: RunResult): StepResult {
  if (result.exitCode !== 0) throw stepFailed(title, result)
  return { title, ...result }
}

function stepFailed(title: string, result: RunResult, what = `"${title}"`): CloudError {
  const how = result.signal === undefined ? `exit code ${result.exitCode}` : `signal ${result.signal}`
  const said = lastLine(result.stderr) || lastLine(result.stdout)
  return new CloudError(`${what} ended with ${how}${said && `: ${said}`}`, {
    code: 'failed',
    outcome: 'applied',
    details: { result: { title, ...result } },
  })
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.slice(0, 200) ?? ''
}
