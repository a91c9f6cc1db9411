import type { Clock } from '../clock.ts'
import { type ErrorCode, isCloudError } from '../errors.ts'
import type { HttpReply, HttpRequest } from './messages.ts'
import type { CallContext, Operation } from './operation.ts'
import type { Send } from './send.ts'

/** One attempt of one request. It holds no header, no query and no body, since those hold secrets. */
export interface TraceEvent {
  readonly provider: string
  readonly operation: string
  /** From 1. */
  readonly attempt: number
  readonly method: string
  /** Without its query. */
  readonly url: string
  /** Until the reply's headers came, or the attempt failed. */
  readonly durationMs: number
  readonly status?: number
  readonly error?: ErrorCode
}

/**
 * It is told and not asked: it is not waited for, and what it throws or rejects with is dropped, so that watching a call cannot fail it.
 */
export type Trace = (event: TraceEvent) => void

export type SendTraced = (
  operation: Operation<unknown>,
  request: HttpRequest,
  context: CallContext,
) => Promise<HttpReply>

/** Tells the caller's `trace` of each attempt. */
export function trace(tell: Trace | undefined, provider: string, clock: Clock, next: Send): SendTraced {
  if (tell === undefined) return (_operation, request, context) => next(request, context)
  return async (operation, request, context) => {
    const started = clock.elapsed()
    const report = async (end: Pick<TraceEvent, 'status' | 'error'>): Promise<void> => {
      try {
        await tell({
          provider,
          operation: operation.name,
          attempt: context.attempt,
          method: request.method,
          url: request.origin + request.path.replace(/\?.*/s, ''),
          durationMs: clock.elapsed() - started,
          ...end,
        })
      } catch {}
    }
    try {
      const reply = await next(request, context)
      report({ status: reply.status })
      return reply
    } catch (error) {
      report({ error: isCloudError(error) ? error.code : 'unknown' })
      throw error
    }
  }
}
