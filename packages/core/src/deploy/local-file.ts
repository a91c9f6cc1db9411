import { nodeFiles } from '../builtins.ts'
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

/** Rejects with `invalid` where there is no file at `path` that can be read. */
export function checkFile(path: string): Promise<void> {
  return local(path, openable(path))
}

async function openable(path: string): Promise<void> {
  // Opening a pipe would wait for who writes to it.
  const { constants, open } = nodeFiles()
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    if (!(await file.stat()).isFile()) throw new Error('it is no file')
  } finally {
    await file.close()
  }
}
