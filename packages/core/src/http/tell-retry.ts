import { publish } from '../diagnostics.ts'
import type { RetryMessage } from '../diagnostics-messages.ts'
import type { CloudError } from '../errors.ts'
import type { CallContext, Operation } from './operation.ts'

/** Tells the channel `cloud:retry` of an attempt that failed and is made again. */
export function tellRetry<T>(
  provider: string,
  operation: Operation<T>,
  { callId, attempt }: Pick<CallContext, 'callId' | 'attempt'>,
  delayMs: number,
  { code, status, providerCode }: CloudError,
): void {
  publish(
    'cloud:retry',
    (): RetryMessage => ({
      callId: callId(),
      provider,
      operation: operation.name,
      attempt,
      delayMs,
      error: code,
      status,
      providerCode,
    }),
  )
}
