/** A source that was asked in vain, and why. No value of it is told. */
export interface Tried {
  readonly source: string
  readonly reason: string
}

/** For an error: each source, and in parentheses why it had nothing. */
export function listOfTried(tried: readonly Tried[]): string {
  return tried.map(({ source, reason }) => `${source} (${reason})`).join(', ')
}
