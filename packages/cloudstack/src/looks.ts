import { type CloudError, isCloudError } from '@cloud/core'
import { changed } from '@cloud/core/driver'

/** A look that comes after a write: where it fails, what was asked for is done. */
export async function afterWrite<T>(look: Promise<T>): Promise<T> {
  try {
    return await look
  } catch (error) {
    throw isCloudError(error) ? changed(error, { outcome: 'applied', retryable: false }) : error
  }
}

/** A wrong value, which may be the id of what is not there: the API has one code for both. */
export const isWrongValue = (error: unknown): error is CloudError =>
  isCloudError(error, 'invalid') && error.providerCode !== undefined

/** What a refusal is about, found out by `look`. Where the look fails, or finds nothing, the refusal stays what it is. */
export async function explainedBy(
  error: unknown,
  look: (error: CloudError) => Promise<CloudError | undefined>,
): Promise<unknown> {
  if (!isWrongValue(error)) return error
  try {
    return (await look(error)) ?? error
  } catch {
    return error
  }
}
