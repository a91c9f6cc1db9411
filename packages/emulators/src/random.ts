import { randomInt } from 'node:crypto'

export interface Random {
  /** At least 0, below 1. */
  readonly next: () => number
  /** Lower-case hexadecimal digits. */
  readonly hex: (length: number) => string
}

/** Without a seed, different in each run; with one, the same sequence each time (mulberry32). */
export function createRandom(seed: number = randomInt(2 ** 32)): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const hex = (length: number) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('')
  return { next, hex }
}
