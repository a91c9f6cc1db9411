const longestMs = 3_600_000

/**
 * What a `Retry-After` header asks for, in milliseconds from `now`: seconds or an HTTP date. Undefined for anything else, such as
 * garbage, negative or endless values, and more than an hour.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const value = header.trim()
  const ms = /^\d{1,9}(\.\d+)?$/.test(value) ? Number(value) * 1000 : dateMs(value) - now
  return ms >= 0 && ms <= longestMs ? Math.ceil(ms) : undefined
}

function dateMs(value: string): number {
  // Date.parse takes much that is no HTTP date, "-5" among it.
  return /^[A-Z][a-z]{2,8}, /.test(value) ? Date.parse(value) : Number.NaN
}
