/** What servers were seen to send as `Retry-After`, right and wrong. */
export type RetryAfterSpelling =
  | 'seconds'
  | 'zero'
  | 'future-date'
  | 'past-date'
  | 'garbage'
  | 'negative'
  | 'not-a-number'
  | 'infinite'
  | 'huge'

/** Seconds as they are given, or a spelling. */
export type RetryAfter = number | RetryAfterSpelling

const spell: Readonly<Record<RetryAfterSpelling, (now: number) => string>> = {
  seconds: () => '2',
  zero: () => '0',
  'future-date': (now) => httpDate(now + 2_000),
  'past-date': (now) => httpDate(now - 60_000),
  garbage: () => 'soon',
  negative: () => '-5',
  'not-a-number': () => 'NaN',
  infinite: () => 'inf',
  huge: () => '99999999999999999999',
}

export const retryAfterSpellings: readonly RetryAfterSpelling[] = Object.keys(spell) as RetryAfterSpelling[]

/** As in a header. Dates go by `now`, milliseconds since 1970; two seconds ahead at least, since a date has no fractions. */
export const retryAfterText = (value: RetryAfter, now: number): string =>
  typeof value === 'number' ? String(value) : spell[value](now)

const httpDate = (ms: number) => new Date(Math.ceil(ms / 1000) * 1000).toUTCString()
