import type { DeployPhase } from './deploy/deploy-node.ts'
import type { ErrorCode } from './errors.ts'
import type { TraceEvent } from './http/trace.ts'

/** What all messages about one piece of work have in common. */
interface Traced {
  /** The same in all of them. */
  readonly id: string
}

interface Ended {
  readonly event: 'end'
  readonly durationMs: number
  /** Where it failed. */
  readonly error?: ErrorCode
}

/** On the channel `cloud:request`: one attempt of one request, until the reply's headers came or it failed. */
export type RequestMessage =
  | (Traced & { readonly event: 'start' } & Omit<TraceEvent, 'durationMs' | 'status' | 'error'>)
  | (Traced & Ended & TraceEvent)

/** On the channel `cloud:retry`: an attempt failed, and after `delayMs` there will be another one. */
export interface RetryMessage {
  /** As in the messages of `cloud:request` about the same call. */
  readonly callId: string
  readonly provider: string
  readonly operation: string
  /** The one that failed, from 1. */
  readonly attempt: number
  readonly delayMs: number
  readonly error: ErrorCode
  readonly status?: number | undefined
  readonly providerCode?: string | undefined
}

/** On the channel `cloud:wait`: a wait for a state, and each look at it. A look tells what it saw, or the code of its failure. */
export type WaitMessage = Traced & { readonly what: string } & (
    | { readonly event: 'start' }
    | { readonly event: 'look'; readonly seen?: string; readonly error?: ErrorCode }
    | Ended
  )

/** On the channel `cloud:deploy`: a deployment and its phases; `step` counts from 1. */
export type DeployMessage = Traced & { readonly name: string } & (
    | { readonly event: 'start' }
    | {
        readonly event: 'phase'
        readonly phase: DeployPhase
        readonly status: 'started' | 'done' | 'failed'
        readonly atMs: number
        readonly nodeId?: string
        readonly step?: number
      }
    | Ended
  )
