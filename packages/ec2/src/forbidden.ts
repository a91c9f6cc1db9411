import type { CloudError } from '@cloud/core'
import { changed, isCloudError } from '@cloud/core/driver'

/**
 * EC2 refuses a change of what is another account's with the code of wrong credentials. They are good where `look` is answered: it is
 * `forbidden` then.
 */
export async function forbiddenWhereSeen(error: unknown, look: () => Promise<unknown>): Promise<unknown> {
  if (!isCloudError(error, 'unauthorized') || error.providerCode !== 'AuthFailure') return error
  try {
    await look()
  } catch (failed) {
    return isCloudError(failed, 'not-found') ? seen(error, 'not-found') : error
  }
  return seen(error, 'forbidden')
}

const seen = (error: CloudError, code: 'not-found' | 'forbidden') =>
  changed(error, { code, details: undefined })
