import { persevering } from './recorded-run.ts'
import { calling } from './script.ts'
import type { Step } from './step.ts'

/** A step that may be done twice, as what it leaves is the same: over another connection where one is lost, and when it is resumed. */
export function repeatable(step: Step): Step {
  const run: Step['run'] = (shell, context, { clock, reconnect } = {}) =>
    persevering({ call: calling(context), clock, reconnect }, () => step.run(shell, context))
  return { ...step, run, resume: run }
}
