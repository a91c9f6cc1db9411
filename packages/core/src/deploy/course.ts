import type { Clock } from '../clock.ts'
import type { HostKey } from '../contract/access.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Node } from '../contract/compute.ts'
import type { Say } from '../diagnostics.ts'
import { type Allowance, allowance } from './allowance.ts'
import type { DeployEvent, DeployNode, DeployPhase } from './deploy-node.ts'
import { type Note, noting } from './journal.ts'
import type { Asked } from './ledger.ts'
import { listening } from './listening.ts'
import type { StepResult } from './step.ts'

/** How far a deployment has come. */
export interface Progress<N extends Node> {
  phase: DeployPhase
  /** Of the step that runs. */
  title?: string | undefined
  /** From the moment on in which the node is asked for. */
  request?: NodeRequest<N>
  node?: N
  /** Of a node that was made, though its creation failed after that. */
  madeId?: string
  /** The provider's other servers know the node too. */
  seen?: boolean
  /** What was asked for beside the node. */
  readonly asked: Asked[]
  /** Of the machine that was reached. */
  hostKey?: HostKey
  readonly done: string[]
  readonly results: StepResult[]
}

/** The one request that makes the node: sent again, it gives the same node. */
export interface NodeRequest<N extends Node> {
  readonly idempotencyKey: string
  readonly send: (call: CallOptions) => Promise<N>
}

/** Reports that something happened in the phase that the deployment is in. */
export type Tell = (status: DeployEvent['status'], more?: Pick<DeployEvent, 'title' | 'output'>) => void

/** A deployment on its way: where it is, what is left of its time, and who is told. */
export interface Course<N extends Node> extends Allowance {
  /** The node's idempotency key, and what the deployment is called in its journal. */
  readonly id: string
  readonly clock: Clock
  readonly progress: Progress<N>
  /** Whether the caller has a journal. */
  readonly journaled: boolean
  /** Writes it down where the caller has a journal: what has happened also when the time is up, though nobody waits for it then. */
  readonly note: Note
  /** The same, by nobody's time. */
  readonly write: Note
  readonly begin: (phase: DeployPhase, title?: string) => void
  readonly tell: Tell
  /** Resolves when the listener has heard all; rejects where it failed. */
  readonly heard: () => Promise<void>
}

export function courseOf<N extends Node>(
  options: Pick<DeployNode, 'onEvent' | 'journal'>,
  id: string,
  call: CallOptions,
  clock: Clock,
  say: Say,
): Course<N> {
  const started = clock.elapsed()
  const listener = listening(options.onEvent)
  const time = allowance(call, clock, listener.broken)
  const progress: Progress<N> = { phase: 'create', asked: [], done: [], results: [] }
  const tell: Tell = (status, more) => {
    const { phase, title, node, madeId, done } = progress
    const nodeId = node?.id ?? madeId
    const atMs = Math.round(clock.elapsed() - started)
    const told = { phase, status, atMs, ...(nodeId !== undefined && { nodeId }) }
    // Titles and outputs are the caller's own texts, and may hold secrets.
    const step = phase === 'step' && {
      step: done.length + (status === 'done' || title === undefined ? 0 : 1),
    }
    if (status !== 'output') say(() => ({ event: 'phase', ...told, ...step }))
    listener.tell({ ...told, ...more })
  }
  const write = noting(options.journal, id, clock)
  return {
    ...time,
    id,
    clock,
    progress,
    journaled: options.journal !== undefined,
    write,
    note: async (entry) => {
      if (options.journal === undefined) return
      const written = write(entry)
      written.catch(() => {})
      await time.within(() => written)
    },
    tell,
    begin: (phase, title) => {
      // What a phase calls need not listen to the signal; between the phases it always counts.
      time.signal.throwIfAborted()
      Object.assign(progress, { phase, title })
      tell('started', title === undefined ? {} : { title })
    },
    heard: async () => {
      await time.within(listener.heard)
      time.signal.throwIfAborted()
    },
  }
}
