import { publish } from '../diagnostics.ts'
import type { RetryMessage } from '../diagnostics-messages.ts'
import type { CloudError } from '../errors.ts'
import type { Operation } from './operation.ts'

/** Tells the channel `cloud:retry` of an attempt that failed and is made again. */
export function tellRetry<T>(
  provider: string,
  operation: Operation<T>,
  attempt: number,
  delayMs: number,
  { code, status, providerCode }: CloudError,
): void {
  publish(
    'cloud:retry',
    (): RetryMessage => ({
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
