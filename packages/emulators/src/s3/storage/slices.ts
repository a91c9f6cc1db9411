/** A stretch of a piece. What an object holds is a row of them: parts are joined, and copies made, without moving a byte. */
export interface Slice {
  readonly piece: string
  readonly start: number
  readonly length: number
}

/** The stretch from `start` on, `length` bytes of it. */
export function cut(slices: readonly Slice[], start: number, length: number): readonly Slice[] {
  const found: Slice[] = []
  let skip = start
  let left = length
  for (const slice of slices) {
    if (left <= 0) break
    if (skip >= slice.length) {
      skip -= slice.length
      continue
    }
    const taken = Math.min(slice.length - skip, left)
    found.push({ piece: slice.piece, start: slice.start + skip, length: taken })
    left -= taken
    skip = 0
  }
  return found
}
