import { checkNames } from '../check.ts'
import type { Shell } from '../contract/access.ts'
import { changed, isCloudError } from '../errors.ts'
import { checkStepList, checkSteps } from './check-deployment.ts'
import { checkTitle } from './script.ts'
import type { Step, StepContext, StepResult } from './step.ts'

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
    run: async (shell, context) => {
      const results: StepResult[] = []
      for (const step of group) results.push(await runIn(title, results, step, shell, context))
      return whole(title, 0, results)
    },
  }
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

async function runIn(
  title: string,
  before: readonly StepResult[],
  step: Step,
  shell: Shell,
  context: StepContext,
): Promise<StepResult> {
  try {
    return await step.run(shell, context)
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
