/** The known word that was most likely meant: case set aside, at most a third of its letters otherwise; undefined where none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase())
    if (edits >= least || edits > Math.max(1, candidate.length / 3)) continue
    best = candidate
    least = edits
  }
  return best
}

/** Letters to change, to add or to take away (Levenshtein), row by row. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [above, letter] of [...from].entries()) {
    const next = [above + 1]
    for (let index = 1; index <= to.length; index += 1) {
      const change = (row[index - 1] ?? 0) + (letter === to[index - 1] ? 0 : 1)
      next.push(Math.min(change, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}

const most = 24

/** What to say of a word that is none of the known: the one that was meant, or else all of them. */
export function hint(word: unknown, known: readonly string[]): string {
  const meant = typeof word === 'string' ? nearest(word, known) : undefined
  if (meant !== undefined) return `did you mean ${JSON.stringify(meant)}?`
  const shown = known.slice(0, most).join(', ')
  return `known are ${known.length > most ? `${shown} and ${known.length - most} more` : shown}`
}
