import { changed, isCloudError } from './errors.ts'

/**
 * What a create does after its first request. Where that fails, what was made is removed again; where that fails too, the outcome is
 * `unknown`, and `details` tell what is there.
 */
export async function orUndone<T>(
  work: Promise<T>,
  undo: () => Promise<unknown>,
  details: Readonly<Record<string, unknown>>,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isCloudError(error)) throw error
    const gone = await undo().then(
      () => true,
      () => false,
    )
    throw gone
      ? changed(error, { outcome: 'not-applied' })
      : changed(error, { outcome: 'unknown', details: { ...error.details, ...details } })
  }
}
