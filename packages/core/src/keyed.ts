import { changed, isCloudError } from './errors.ts'

/**
 * What a creation rejected with, as its caller is to see it: where nobody knows whether it took effect, with `details.idempotencyKey`.
 * The same request with that key gives what was made, or makes it.
 */
export function keyed(error: unknown, idempotencyKey: string): unknown {
  if (!isCloudError(error) || error.outcome !== 'unknown') return error
  return changed(error, { details: { ...error.details, idempotencyKey } })
}
