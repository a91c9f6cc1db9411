/** What `map` makes of the items, without those that it leaves out by making nothing of them. */
export function mapped<W, T>(items: readonly W[], map: (item: W) => T | undefined): T[] {
  const made: T[] = []
  for (const item of items) {
    const one = map(item)
    if (one !== undefined) made.push(one)
  }
  return made
}
