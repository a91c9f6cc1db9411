import type { CloudError } from '@cloud/core'
import { isCloudError } from '@cloud/core/driver'

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
