import { invalid, told } from '@cloud/core/driver'

/** One of the words that are known, or left out. */
export function checkWord(what: string, word: unknown, known: readonly string[]): void {
  if (word !== undefined && !known.includes(word as string))
    throw invalid(`${what} is ${told(word)}`, known.join(' or '))
}

/** A name that the API takes: `rule` says what `pattern` matches. */
export function checkName(
  what: string,
  name: unknown,
  { pattern, rule, max = 255 }: { readonly pattern: RegExp; readonly rule: string; readonly max?: number },
): string {
  if (typeof name === 'string' && name.length > max)
    throw invalid(`The name of the ${what} has ${name.length} characters`, `at most ${max}`)
  if (typeof name === 'string' && pattern.test(name)) return name
  throw invalid(`The name ${told(name)} is none of a ${what}`, rule)
}
