import { changed, isCloudError } from '../errors.ts'
import type { Step, StepResult } from './step.ts'

/**
 * Groups steps under one title. They run in order; the first that fails ends the group,
 * and the results of those before it are the error's `details.steps`.
 */
export function steps(title: string, group: readonly Step[]): Step {
  return {
    title,
    run: async (shell, context) => {
      const results: StepResult[] = []
      for (const step of group) results.push(await runIn(title, results, () => step.run(shell, context)))
      return {
        title,
        exitCode: 0,
        stdout: results.map((result) => result.stdout).join(''),
        stderr: results.map((result) => result.stderr).join(''),
        durationMs: results.reduce((sum, result) => sum + result.durationMs, 0),
        steps: results,
      }
    },
  }
}

async function runIn(
  title: string,
  before: readonly StepResult[],
  run: () => Promise<StepResult>,
): Promise<StepResult> {
  try {
    return await run()
  } catch (error) {
    if (!isCloudError(error)) throw error
    throw changed(error, {
      message: `${title}: ${error.message}`,
      details: { ...error.details, steps: before },
    })
  }
}
