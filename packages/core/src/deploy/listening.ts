import type { DeployEvent } from './deploy-node.ts'
import { asCloudError } from './failure.ts'

/** The caller's listener, whose failures are the deployment's. */
export interface Listening {
  readonly tell: (event: DeployEvent) => void
  /** Aborts when the listener rejects, with its error. */
  readonly broken: AbortSignal
  /** Resolves when all that the listener was told is heard. */
  readonly heard: () => Promise<void>
}

/** A listener that returns a promise is not waited for until the end; where it throws, so does `tell`. */
export function listening(onEvent: ((event: DeployEvent) => void) | undefined): Listening {
  const broken = new AbortController()
  const pending = new Set<Promise<void>>()
  return {
    tell: (event) => {
      const answer: unknown = onEvent?.(event)
      if (!isThenable(answer)) return
      const hearing: Promise<void> = Promise.resolve(answer).then(
        () => void pending.delete(hearing),
        (error: unknown) => {
          pending.delete(hearing)
          broken.abort(asCloudError(error))
        },
      )
      pending.add(hearing)
    },
    broken: broken.signal,
    heard: async () => {
      await Promise.all(pending)
    },
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'
