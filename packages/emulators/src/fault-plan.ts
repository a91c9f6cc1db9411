import type { Random } from './random.ts'

/** When a fault hits, whatever it is. */
export interface Planned {
  /** For how many requests; default: until removed. */
  readonly count?: number | undefined
  /** How many requests that it fits pass before the first is hit. Default 0. */
  readonly skip?: number | undefined
  /** Of hitting a request that it fits, 0 to 1, drawn from the seed. Default 1. */
  readonly probability?: number | undefined
}

export interface Plan<F extends Planned> {
  /** Returns a function that removes the fault. */
  readonly add: (fault: F) => () => void
  readonly clear: () => void
  /** The first fault added that fits and whose turn it is; it counts as having hit. */
  readonly pick: (fits: (fault: F) => boolean) => F | undefined
}

interface Entry<F> {
  readonly fault: F
  skip: number
  left: number
}

/** Which fault hits next, counted in the order of requests. */
export function createPlan<F extends Planned>(random: Random): Plan<F> {
  const entries = new Set<Entry<F>>()
  const hits = (entry: Entry<F>, fits: (fault: F) => boolean): boolean => {
    const { fault } = entry
    if (!fits(fault)) return false
    if (entry.skip > 0) {
      entry.skip -= 1
      return false
    }
    return fault.probability === undefined || random.next() < fault.probability
  }
  return {
    add: (given) => {
      // A copy: what is changed in the caller's object afterwards was not looked at.
      const fault = { ...given }
      const entry = { fault, skip: fault.skip ?? 0, left: fault.count ?? Number.POSITIVE_INFINITY }
      if (entry.left > 0) entries.add(entry)
      return () => {
        entries.delete(entry)
      }
    },
    clear: () => entries.clear(),
    pick: (fits) => {
      for (const entry of entries) {
        if (!hits(entry, fits)) continue
        entry.left -= 1
        if (entry.left <= 0) entries.delete(entry)
        return entry.fault
      }
      return undefined
    },
  }
}
