/**
 * What a `Retry-After` header asks for, in milliseconds from `now`: seconds or an HTTP date in any of its three forms. Undefined for
 * anything else, such as garbage, times that are past, and more seconds than are meant as a wait.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const value = header.trim()
  const ms = /^\d{1,9}(\.\d+)?$/.test(value) ? Number(value) * 1000 : dateMs(value) - now
  return ms >= 0 ? Math.ceil(ms) : undefined
}

const httpDate = /^[A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -](\d{4}|\d\d) \d\d:\d\d:\d\d GMT$/
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/

function dateMs(value: string): number {
  // Date.parse takes much that is no HTTP date, "-5" among it, and a date without a zone for local time.
  if (httpDate.test(value)) return Date.parse(value)
  return asctime.test(value) ? Date.parse(`${value} GMT`) : Number.NaN
}
