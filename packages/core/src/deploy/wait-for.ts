import { checkList, checkNames } from '../check.ts'
import { systemClock } from '../clock.ts'
import type { RunResult, Shell } from '../contract/access.ts'
import { CloudError, invalid } from '../errors.ts'
import { sleep } from '../http/abortable.ts'
import { quoteCommand } from '../quote.ts'
import { persevering } from './recorded-run.ts'
import { calling, checkTitle } from './script.ts'
import type { Step, StepContext, StepCourse, StepResult } from './step.ts'

export interface WaitForOptions {
  readonly title?: string | undefined
  /** Between two tries. 1,000 unless given. */
  readonly intervalMs?: number | undefined
  /** Of all tries. 300,000 unless given. */
  readonly timeoutMs?: number | undefined
}

/**
 * Runs a command, a program and its arguments, again and again until its exit code is 0. Where that does not come in time, it fails with
 * `timeout` and the last try's result. The command must bear being run often.
 */
export function waitFor(command: readonly string[], options: WaitForOptions = {}): Step {
  checkNames('waitFor', options, ['title', 'intervalMs', 'timeoutMs'])
  checkList('The command', command ?? null, (what, word) => {
    if (typeof word !== 'string') throw invalid(`${what} must be a string, and is ${typeof word}`)
  })
  const { title = `wait for ${quoteCommand(command)}`, intervalMs = 1_000, timeoutMs = 300_000 } = options
  checkTitle(title)
  for (const ms of [intervalMs, timeoutMs])
    if (!(Number.isFinite(ms) && ms > 0))
      throw invalid(`waitFor was given ${ms}`, 'milliseconds, more than 0')
  const run: Step['run'] = (shell, context, course) =>
    waiting({ title, command, intervalMs, timeoutMs }, shell, context, course)
  return { title, run, resume: run }
}

interface Waited {
  readonly title: string
  readonly command: readonly string[]
  readonly intervalMs: number
  readonly timeoutMs: number
}

async function waiting(
  { title, command, intervalMs, timeoutMs }: Waited,
  shell: Shell,
  context: StepContext,
  { clock = systemClock, reconnect }: StepCourse = {},
): Promise<StepResult> {
  const began = clock.elapsed()
  const left = () => timeoutMs - (clock.elapsed() - began)
  for (let tries = 1; ; tries++) {
    const call = calling(context)
    const result = await persevering({ call, clock, reconnect }, () => shell.run(command, call))
    const durationMs = Math.round(clock.elapsed() - began)
    if (result.exitCode === 0) return { title, ...result, durationMs }
    if (left() <= intervalMs) throw late(title, timeoutMs, tries, { ...result, durationMs })
    await sleep(intervalMs, clock, context.signal)
  }
}

function late(title: string, timeoutMs: number, tries: number, result: RunResult): CloudError {
  return new CloudError(`"${title}" did not succeed within ${timeoutMs} ms, in ${tries} tries`, {
    code: 'timeout',
    outcome: 'applied',
    details: { timeoutMs, result: { title, ...result } },
  })
}
