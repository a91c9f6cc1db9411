import { invalid } from '../errors.ts'

/**
 * What JSON leaves as it is within a string, and YAML 1.1, which cloud-init reads, does not take there or takes for the end of a line: DEL, the
 * C1 controls, the two separators, the byte order mark and the two that are no characters.
 */
const escaped = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g

/**
 * A value as YAML. JSON is YAML where the strings hold no more than YAML takes, so each string is quoted, whatever is in it: none is read as
 * a number, a date, an anchor or a tag. Nothing that JSON cannot hold, nor a lone surrogate, is written: both are `invalid`.
 */
export function yamlOf(value: unknown): string {
  const json = JSON.stringify(value, check, 2)
  return json.replace(escaped, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function check(name: string, value: unknown): unknown {
  if (!name.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
    throw invalid(`cloud-config: ${JSON.stringify(name)} holds a lone surrogate`, 'well-formed Unicode')
  if (typeof value === 'number' && !Number.isFinite(value))
    throw invalid(`cloud-config: ${JSON.stringify(name)} is ${value}`, 'a number')
  // A simple key of YAML ends within 1,024 characters.
  if (name.length > 1_000) throw invalid('cloud-config: a name has more than 1,000 characters')
  if (['string', 'number', 'boolean', 'object'].includes(typeof value)) return value
  throw invalid(`cloud-config: ${JSON.stringify(name)} is ${typeof value}`, 'a value of JSON')
}
