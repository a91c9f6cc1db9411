import type { Clock } from '../clock.ts'
import { errorOf, traced } from '../diagnostics.ts'
import type { ErrorCode } from '../errors.ts'
import { curl } from './curl.ts'
import type { HttpReply, HttpRequest } from './messages.ts'
import type { CallContext, Operation } from './operation.ts'
import type { Send } from './send.ts'

/** One attempt of one request. It holds no header, no query and no body, since those hold secrets. */
export interface TraceEvent {
  /** The same for all attempts of one call, and for nothing else. */
  readonly callId: string
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

/** Tells the caller's `trace` of each attempt, the channel `cloud:request` and, with `CLOUD_DEBUG=1`, the standard error. */
export function trace(tell: Trace | undefined, provider: string, clock: Clock, next: Send): SendTraced {
  let debug: boolean | undefined
  return (operation, request, context) => {
    const about = () => ({
      callId: context.callId(),
      provider,
      operation: operation.name,
      attempt: context.attempt,
      method: request.method,
      url: request.origin + request.path.replace(/\?.*/s, ''),
    })
    debug ??= process.env.CLOUD_DEBUG === '1'
    const watched = debug || tell !== undefined
    const started = watched ? clock.elapsed() : 0
    const report = async (end: Pick<TraceEvent, 'status' | 'error'>): Promise<void> => {
      const event = { ...about(), durationMs: clock.elapsed() - started, ...end }
      try {
        if (debug) process.stderr.write(curl(request, event))
        await tell?.(event)
      } catch {}
    }
    const sending = traced('cloud:request', clock, about, () => next(request, context), statusOf)
    // Registered before the caller's own continuation, so it is told before the call goes on.
    if (watched)
      sending.then(
        (reply) => report(statusOf(reply)),
        (error) => report(errorOf(error)),
      )
    return sending
  }
}

const statusOf = ({ status }: HttpReply) => ({ status })
