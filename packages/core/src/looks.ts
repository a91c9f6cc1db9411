import { type CloudError, changed, isCloudError } from './errors.ts'

/** A look that comes before a write: where it fails, nothing was changed. */
export async function beforeWrite<T>(look: Promise<T>): Promise<T> {
  try {
    return await look
  } catch (error) {
    throw isCloudError(error) ? changed(error, { outcome: 'not-applied' }) : error
  }
}

/** The refusal of a request, as one for what it names is not there. */
export function missing(error: CloudError, what: string): CloudError {
  return changed(error, { code: 'not-found', message: `There is no ${what}: ${error.message}` })
}
