/**
 * What a `Retry-After` header asks for, in milliseconds from `now`: seconds or an HTTP date in any of its three forms. Undefined for
 * anything else, such as garbage, times that are past, and more seconds than are meant as a wait.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const value = header.trim()
  const ms = /^\d{1,9}(\.\d+)?$/.test(value) ? Number(value) * 1000 : httpDateMs(value) - now
  return ms >= 0 ? Math.ceil(ms) : undefined
}

const httpDate =
  /^[A-Z][a-z]+(, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} [\d:]{8} GMT| [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/

/** Milliseconds since 1970; NaN for what is no date of HTTP. */
export function httpDateMs(value: string): number {
  // Date.parse takes much that is no HTTP date, "-5" among it, and a date without a zone for local time.
  return httpDate.test(value) ? Date.parse(`${value.replace(' GMT', '')} GMT`) : Number.NaN
}
