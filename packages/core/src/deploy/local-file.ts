import { CloudError } from '../errors.ts'

/** What `work` reads of this computer at `path`; a failure is `invalid` and tells why. */
export async function local<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new CloudError(`${path} cannot be read: ${why}`, { code: 'invalid', outcome: 'not-applied', cause })
  }
}
