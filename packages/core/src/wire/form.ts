import { invalid } from '../errors.ts'

const unreserved = /^[\w.~-]*$/
const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

/**
 * Percent-encodes everything but the unreserved characters of RFC 3986 (`A-Z a-z 0-9 - . _ ~`), with capital digits, as
 * signatures want it. A lone surrogate is `invalid`: it has no UTF-8.
 */
export function encodeRfc3986(text: string): string {
  if (unreserved.test(text)) return text
  if (!text.isWellFormed()) throw invalid('a text holds half of a character', 'well-formed Unicode')
  return encodeURIComponent(text).replace(/[!'()*]/g, percent)
}

/** A body of `application/x-www-form-urlencoded`, or a query, in the order given. A space is `%20`. */
export function formBody(parameters: Iterable<readonly [name: string, value: string]>): string {
  let body = ''
  for (const [name, value] of parameters) {
    body += `${body === '' ? '' : '&'}${encodeRfc3986(name)}=${encodeRfc3986(value)}`
  }
  return body
}
