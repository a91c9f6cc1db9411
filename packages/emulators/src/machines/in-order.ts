/** Runs steps one after the other: each begins when those before it have ended, however they ended. */
export interface InOrder {
  readonly run: <T>(step: () => Promise<T>) => Promise<T>
  /** Resolves when the steps so far have ended. */
  readonly idle: () => Promise<void>
}

export function inOrder(): InOrder {
  let last: Promise<void> = Promise.resolve()
  return {
    run: (step) => {
      const next = last.then(step)
      last = next.then(
        () => undefined,
        () => undefined,
      )
      return next
    },
    idle: () => last,
  }
}
