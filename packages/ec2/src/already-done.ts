import { isCloudError } from '@cloud/core/driver'

/**
 * A change to how things are, of which EC2 refuses a second one. Where `find` sees them so all the same, they were so before, or somebody else
 * was quicker, and what was asked for is done. A look that fails leaves the refusal what it is.
 */
export async function unlessDone<T>(change: Promise<T>, find: () => Promise<T | undefined>): Promise<T> {
  try {
    return await change
  } catch (error) {
    const isRefused = isCloudError(error) && error.status !== undefined && error.outcome === 'not-applied'
    const isDone = isRefused && ['conflict', 'invalid', 'not-found'].includes(error.code)
    const found = isDone ? await find().catch(() => undefined) : undefined
    if (found === undefined) throw error
    return found
  }
}
