import type { CallOptions } from './contract/call.ts'
import { changed, isCloudError } from './errors.ts'
import type { Client } from './http/client.ts'

/** The call's own time may be over: what is undone then has this, and nobody's signal. */
const undoMs = 15_000

/**
 * What a create does after its first request. Where that fails, what was made is removed again; where that fails too, the outcome is
 * `unknown`, and `details` tell what is there.
 */
export async function orUndone<T>(
  client: Pick<Client, 'within'>,
  work: Promise<T>,
  undo: (call: CallOptions) => Promise<unknown>,
  details: Readonly<Record<string, unknown>>,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isCloudError(error)) throw error
    const gone = await client.within({ timeoutMs: undoMs }, undo).then(
      () => true,
      () => false,
    )
    throw gone
      ? changed(error, { outcome: 'not-applied' })
      : changed(error, { outcome: 'unknown', details: { ...error.details, ...details } })
  }
}
