import { checkNames } from '../check.ts'
import { systemClock } from '../clock.ts'
import type { RunResult, Shell } from '../contract/access.ts'
import { CloudError, isCloudError } from '../errors.ts'
import { sleep } from '../http/abortable.ts'
import { calling, checkTitle } from './script.ts'
import type { Step, StepContext, StepCourse, StepResult } from './step.ts'

/**
 * Restarts the machine, as root or by `sudo -n`, and goes on when it answers again. It waits for the connection to be lost first: a machine that
 * has not gone down within 120,000 ms fails with `timeout`. What ran on the machine is ended.
 */
export function reboot(options: { readonly title?: string | undefined } = {}): Step {
  checkNames('reboot', options, ['title'])
  const { title = 'reboot' } = options
  checkTitle(title)
  return { title, run: (shell, context, course) => restart(title, shell, context, course) }
}

const command = 'if [ "$(id -u)" = 0 ]; then reboot; else sudo -n reboot; fi'

async function restart(
  title: string,
  shell: Shell,
  context: StepContext,
  { clock = systemClock, reconnect }: StepCourse = {},
): Promise<StepResult> {
  if (reconnect === undefined)
    throw new CloudError(`"${title}" needs a connection that can be made anew`, {
      code: 'invalid',
      outcome: 'not-applied',
      hint: 'as deployNode and runOnNodes give',
    })
  const began = clock.elapsed()
  const call = calling(context)
  const told = await untilLost(() => shell.run(['sh', '-c', command], call))
  if (told && told.exitCode !== 0) {
    const why = told.stderr.trim() || told.stdout.trim()
    throw new CloudError(`"${title}" ended with exit code ${told.exitCode}: ${why}`, {
      code: 'failed',
      details: { result: { title, ...told } },
    })
  }
  while (await untilLost(() => shell.run(['true'], call))) {
    if (clock.elapsed() - began > goingDownMs) throw stillUp(title)
    await sleep(pauseMs, clock, call.signal)
  }
  await reconnect(call)
  return { title, exitCode: 0, stdout: '', stderr: '', durationMs: Math.round(clock.elapsed() - began) }
}

const goingDownMs = 120_000
const pauseMs = 500

/** Undefined where the connection is lost, which is what is wanted. */
async function untilLost(work: () => Promise<RunResult>): Promise<RunResult | undefined> {
  try {
    return await work()
  } catch (error) {
    if (isCloudError(error, 'network')) return undefined
    throw error
  }
}

function stillUp(title: string): CloudError {
  return new CloudError(`"${title}": the machine was not down within ${goingDownMs} ms`, {
    code: 'timeout',
    outcome: 'unknown',
  })
}
