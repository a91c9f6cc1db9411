import { type CloudError, changed, isCloudError } from './errors.ts'
import { withOutcome } from './http/abortable.ts'

/** A look that comes before a write: where it fails, nothing was changed. */
export async function beforeWrite<T>(look: Promise<T>): Promise<T> {
  try {
    return await look
  } catch (error) {
    throw withOutcome(error, 'not-applied')
  }
}

/** A look that comes after a write: what was done stays so, whatever fails after that. `made` joins the error's details. */
export async function afterWrite<T>(look: Promise<T>, made?: Readonly<Record<string, unknown>>): Promise<T> {
  try {
    return await look
  } catch (error) {
    if (!isCloudError(error)) throw error
    const details = made && { ...error.details, ...made }
    throw changed(error, { outcome: 'applied', retryable: false, ...(details && { details }) })
  }
}

/** The refusal of a request, as one for what it names is not there. */
export function missing(error: CloudError, what: string): CloudError {
  return changed(error, { code: 'not-found', message: `There is no ${what}: ${error.message}` })
}
