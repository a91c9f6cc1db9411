import { checkNames } from '../check.ts'
import type { Shell } from '../contract/access.ts'
import { CloudError, changed, isCloudError } from '../errors.ts'
import { checkStepList, checkSteps } from './check-deployment.ts'
import { checkTitle } from './script.ts'
import type { Step, StepContext, StepCourse, StepResult } from './step.ts'

/**
 * Groups steps under one title. They run in order; the first that fails ends the group, and the results of those before it are the
 * error's `details.steps`. Where that first one is itself a group, the last of them is its result so far, its `exitCode` null. A group
 * has no options: each step has its own.
 */
export function steps(title: string, group: readonly Step[], options: Record<string, never> = {}): Step {
  checkTitle(title ?? '')
  checkStepList(`${title}: steps`, group)
  checkNames('steps', options, [])
  return {
    title,
    check: () => checkSteps(group),
    run: (...on) => runAll(title, group, 'run', ...on),
    resume: (...on) => runAll(title, group, 'resume', ...on),
  }
}

async function runAll(
  title: string,
  group: readonly Step[],
  how: 'run' | 'resume',
  shell: Shell,
  context: StepContext,
  course: StepCourse = {},
): Promise<StepResult> {
  const results: StepResult[] = []
  for (const [place, step] of group.entries()) {
    const own = course.run === undefined ? course : { ...course, run: `${course.run}-${place + 1}` }
    const work = step[how] ?? refuseToResume(step)
    results.push(await inGroup(title, results, step, () => work.call(step, shell, context, own)))
  }
  return whole(title, 0, results)
}

/** What goes on with a step that nobody can tell of whether it ran. */
export const refuseToResume =
  ({ title }: Step): Step['run'] =>
  async () => {
    throw new CloudError(`Nobody knows whether "${title}" ran: the process that began it is gone`, {
      code: 'conflict',
      outcome: 'unknown',
      hint: "look on the machine, then resume with interrupted: 'run' or 'skip'",
    })
  }

function whole(title: string, exitCode: number | null, results: readonly StepResult[]): StepResult {
  return {
    title,
    exitCode,
    stdout: results.map((result) => result.stdout).join(''),
    stderr: results.map((result) => result.stderr).join(''),
    durationMs: results.reduce((sum, result) => sum + result.durationMs, 0),
    steps: results,
  }
}

async function inGroup(
  title: string,
  before: readonly StepResult[],
  step: Step,
  work: () => Promise<StepResult>,
): Promise<StepResult> {
  try {
    return await work()
  } catch (error) {
    if (!isCloudError(error)) throw error
    const inner = error.details?.steps
    throw changed(error, {
      message: `${title}: ${error.message}`,
      details: {
        ...error.details,
        steps: Array.isArray(inner) ? [...before, whole(step.title, null, inner)] : before,
      },
    })
  }
}
