/**
 * Runs calls of one key one after the other: the API has no token of its own by which it would tell a repeat, so the second call must
 * see what the first has made.
 */
export function serial(): <T>(key: string | undefined, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work) => {
    if (key === undefined) return work()
    const before = last.get(key)
    const turn = (before?.catch(() => {}) ?? Promise.resolve()).then(work)
    last.set(key, turn)
    try {
      return await turn
    } finally {
      if (last.get(key) === turn) last.delete(key)
    }
  }
}
