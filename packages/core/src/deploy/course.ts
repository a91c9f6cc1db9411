import type { Clock } from '../clock.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Node } from '../contract/compute.ts'
import { aborted } from '../http/deadline.ts'
import type { DeployEvent, DeployPhase } from './deploy-node.ts'
import type { StepResult } from './step.ts'

/** How far a deployment has come. */
export interface Progress<N extends Node> {
  phase: DeployPhase
  /** Of the step that runs. */
  title?: string | undefined
  node?: N
  readonly done: string[]
  readonly results: StepResult[]
}

/** Reports that something happened in the phase that the deployment is in. */
export type Tell = (status: DeployEvent['status'], more?: Pick<DeployEvent, 'title' | 'output'>) => void

/** A deployment on its way: where it is, what is left of its time, and who is told. */
export interface Course<N extends Node> {
  readonly progress: Progress<N>
  readonly left: () => CallOptions
  readonly begin: (phase: DeployPhase, title?: string) => void
  readonly tell: Tell
}

export function courseOf<N extends Node>(
  options: { readonly onEvent?: ((event: DeployEvent) => void) | undefined },
  call: CallOptions,
  clock: Clock,
): Course<N> {
  const started = clock.now()
  const spentMs = () => clock.now() - started
  const progress: Progress<N> = { phase: 'create', done: [], results: [] }
  const tell: Tell = (status, more) => {
    const { phase, node } = progress
    options.onEvent?.({ phase, status, atMs: spentMs(), ...(node && { nodeId: node.id }), ...more })
  }
  return {
    progress,
    tell,
    left: () =>
      call.timeoutMs === undefined ? call : { ...call, timeoutMs: Math.max(0, call.timeoutMs - spentMs()) },
    begin: (phase, title) => {
      // What a phase calls need not listen to the signal; between the phases it always counts.
      if (call.signal?.aborted) throw aborted(call.signal.reason)
      Object.assign(progress, { phase, title })
      tell('started', title === undefined ? {} : { title })
    },
  }
}
