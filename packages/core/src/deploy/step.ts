import type { Clock } from '../clock.ts'
import type { Output, RunResult, Shell } from '../contract/access.ts'
import type { CallOptions } from '../contract/call.ts'

/** Something to do on a machine, as a value. */
export interface Step {
  readonly title: string
  /**
   * Rejects where the step lacks something on this computer, such as the file that it uploads. A deployment asks all its steps before
   * anything is created. For a file that an earlier step makes, leave it out: `{ ...file({ from }, path), check: undefined }`.
   */
  readonly check?: (() => Promise<void>) | undefined
  /** Resolves where it succeeded; an exit code that is not 0 is a failure and rejects with `failed`. */
  readonly run: (shell: Shell, context: StepContext, course?: StepCourse) => Promise<StepResult>
  /**
   * Goes on with the step where a process that died may have begun it: `course.run` is what it was given then. Left out, nobody knows
   * whether such a step ran, and it is not run again unasked.
   */
  readonly resume?:
    | ((shell: Shell, context: StepContext, course?: StepCourse) => Promise<StepResult>)
    | undefined
}

export interface StepContext extends CallOptions {
  /** Called with what the step's commands print, as it arrives; what it returns is that of `RunOptions`. */
  readonly onOutput?: ((output: Output) => void) | undefined
}

/** What a step may use of the deployment that it is part of. */
export interface StepCourse {
  /**
   * Makes the shell's connection anew where it was lost; left out where that cannot be done. What ran on the machine meanwhile, the step
   * has to find out.
   */
  readonly reconnect?: ((call: CallOptions) => Promise<void>) | undefined
  /** Tells this step of this deployment from all others, in letters, digits and `-`; the same when it is resumed. */
  readonly run?: string | undefined
  /**
   * Puts off what is to be done when the step's success is written down. Given where somebody does: what tells that the step ran must be
   * there until then.
   */
  readonly after?: ((work: () => Promise<void>) => void) | undefined
  /** The system's unless given. */
  readonly clock?: Clock | undefined
}

/** What a step did. A step that runs no command of its own has an `exitCode` of 0 and empty output. */
export interface StepResult extends RunResult {
  readonly title: string
  /** The results of the steps that this one groups. */
  readonly steps?: readonly StepResult[]
}
