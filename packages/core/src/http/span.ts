import { type CloudError, changed, isCloudError } from '../errors.ts'
import type { Call } from './chain.ts'
import type { Operation } from './operation.ts'

/** Names the provider and the operation in whatever error comes out of a call; a write that failed always tells its outcome. */
export function span(provider: string, next: Call): Call {
  return async (operation, call) => {
    try {
      return await next(operation, call)
    } catch (error) {
      throw isCloudError(error) ? named(error, provider, operation) : error
    }
  }
}

function named<T>(error: CloudError, provider: string, operation: Operation<T>): CloudError {
  const outcome = operation.repeat.class === 'read' ? undefined : (error.outcome ?? 'unknown')
  // The failure of a call within this one, such as the one for its credentials, is named already.
  if (error.operation !== undefined) return changed(error, { outcome })
  const message = `${provider} ${operation.name}: ${error.message}`
  return changed(error, { message, provider, operation: operation.name, outcome })
}
