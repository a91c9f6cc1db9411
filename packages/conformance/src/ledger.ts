import { randomBytes } from 'node:crypto'
import type { Made } from './clean-up.ts'
import type { SuiteContext } from './context.ts'
import { toFound } from './removals.ts'
import { checkIdentity } from './resource-shape.ts'

/** What one run of an area keeps: its names, what it made, and what its cases share. */
export interface Ledger extends Pick<SuiteContext, 'name' | 'track' | 'shared'> {
  /** Begins every name of the run. */
  readonly run: string
  readonly made: Made
  /** Lets go of what the cases share. */
  readonly forget: () => void
}

/** `before`: ids of what was there before the suite began, by kind. */
export function newLedger(before: Made): Ledger {
  // Short, since names of some things may have 32 characters.
  const run = `suite-${randomBytes(4).toString('hex')}`
  const made: Made = new Map()
  const memos = new Map<string, () => Promise<unknown>>()
  let count = 0
  return {
    run,
    made,
    name: (label = 'node') => `${run}-${label}-${++count}`,
    track: (one) => {
      // Remembered before it is judged: what does not fit its shape is removed all the same.
      if (isOurs(one, run, before)) made.set(one.kind, (made.get(one.kind) ?? new Set()).add(one.id))
      checkIdentity(one, typeof one?.kind === 'string' ? one.kind : 'record')
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

/** A driver that is wrong may give what was there before. By its name where it has one; else it must be known to be new. */
function isOurs(one: unknown, run: string, before: Made): boolean {
  const found = toFound(one)
  const kind: unknown = found && Reflect.get(Object(one), 'kind')
  if (found === undefined || typeof kind !== 'string') return false
  // Clouds give an address that was given back again; whoever makes one looks itself whether it was there.
  if (kind === 'address') return true
  if (before.get(kind)?.has(found.id)) return false
  return found.name === '' ? before.has(kind) : found.name.startsWith(run)
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
