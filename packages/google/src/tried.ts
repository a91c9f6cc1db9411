/** Where something was looked for, and why it was not had there. */
export interface Tried {
  readonly source: string
  readonly reason: string
}

export const listOfTried = (tried: readonly Tried[]): string =>
  `Tried: ${tried.map(({ source, reason }) => `${source} (${reason})`).join(', ')}`
