const firstMs = 250
const longestMs = 5_000

/** How long to wait before try `round` + 1, counted from 0: twice as long each time, up to 5 s, and a random half of it less. */
export function backoffMs(round: number, random: () => number = Math.random): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(round, 10))
  return full * (1 - random() / 2)
}
