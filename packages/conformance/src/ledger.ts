import { randomBytes } from 'node:crypto'
import type { Made } from './clean-up.ts'
import type { SuiteContext } from './context.ts'

/** What one run of an area keeps: its names, what it made, and what its cases share. */
export interface Ledger extends Pick<SuiteContext, 'name' | 'track' | 'shared'> {
  /** Begins every name of the run. */
  readonly run: string
  readonly made: Made
  /** Lets go of what the cases share. */
  readonly forget: () => void
}

export function newLedger(): Ledger {
  const run = `conformance-${randomBytes(4).toString('hex')}`
  const made: Made = new Map()
  const memos = new Map<string, () => Promise<unknown>>()
  let count = 0
  return {
    run,
    made,
    name: (label = 'node') => `${run}-${label}-${++count}`,
    track: (one) => {
      // A driver that is wrong may give what was there before: what bears another name is not touched.
      if (one.kind === 'address' || one.name.startsWith(run))
        made.set(one.kind, (made.get(one.kind) ?? new Set()).add(one.id))
      return one
    },
    shared: <T>(key: string, make: () => Promise<T>) => {
      const memo = memos.get(key) ?? once(make)
      memos.set(key, memo)
      return memo() as Promise<T>
    },
    forget: () => memos.clear(),
  }
}

/** Calls `make` at the first call; a failure is not kept. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    made.catch(() => {
      made = undefined
    })
    return made
  }
}
