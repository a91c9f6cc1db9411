import { invalid } from './errors.ts'

/**
 * Checks the names of what a caller gave: `invalid` for one that is not known, with those that are. Types say the same to who compiles;
 * this says it to everybody.
 */
export function checkNames(what: string, given: object, known: readonly string[]): void {
  checkPlain(what, given)
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw invalid(
    `${what} has no option ${JSON.stringify(unknown)}`,
    `its options are ${known.join(', ') || 'none'}`,
  )
}

/** What is written `{ … }`: of a `Map`, a list or an `AbortSignal` nothing would be read, and nobody told. */
export function checkPlain(what: string, given: unknown): void {
  if (Object.prototype.toString.call(given) !== '[object Object]')
    throw invalid(`${what} must be a plain object`)
}

/**
 * A text of `min` to `max` characters without control characters. As providers do, it counts code points: an emoji is one or several of
 * them, and never half of one.
 */
export function checkText(
  what: string,
  text: unknown,
  limits: { readonly min?: number; readonly max: number },
): string {
  const { min = 1, max } = limits
  if (typeof text !== 'string') throw invalid(`${what} must be a string, and is ${typeof text}`)
  const { length } = [...text]
  if (length < min || length > max)
    throw invalid(
      `${what} ${length ? `has ${length} characters` : 'is empty'}`,
      `${min} to ${max} characters`,
    )
  const control = text.search(/[\0-\x1f\x7f-\x9f\u2028\u2029]/)
  if (control >= 0) throw invalid(`${what} has a control character at ${control}`)
  if (!text.isWellFormed()) throw invalid(`${what} is not well-formed Unicode`)
  return text
}

/** A list whose items `check` takes, each told by its place. What is not given is no list, and fine. */
export function checkList<T>(
  what: string,
  list: readonly T[] | undefined,
  check: (what: string, item: T) => unknown,
): void {
  if (list === undefined) return
  if (!Array.isArray(list)) throw invalid(`${what} must be an array`)
  for (const [index, item] of list.entries()) check(`${what}[${index}]`, item)
}

/** Tags are a plain object of texts; `key` and `value` are the longest of each, `most` how many there may be. */
export function checkTags(
  tags: Readonly<Record<string, string>> | undefined,
  { most, key: longest, value: max }: { readonly most: number; readonly key: number; readonly value: number },
): void {
  if (tags === undefined) return
  checkPlain('tags', tags)
  const all = Object.entries(tags)
  if (all.length > most) throw invalid(`There are ${all.length} tags`, `at most ${most}`)
  for (const [key, value] of all) {
    checkText('The key of a tag', key, { max: longest })
    checkText(`The tag ${key}`, value, { min: 0, max })
  }
}

/** The id that a reference names; checked, because it goes into requests. */
export function idOf(what: string, ref: unknown, kind: string): string {
  const id = typeof ref === 'string' ? ref : idOfResource(what, ref, kind)
  return checkText(`The id of the ${what}`, id, { max: 512 })
}

function idOfResource(what: string, ref: unknown, kind: string): unknown {
  if (typeof ref !== 'object' || ref === null) throw invalid(`The ${what} must be an id, or have one`)
  const named: unknown = Reflect.get(ref, 'kind')
  if (named !== undefined && named !== kind)
    throw invalid(`The ${what} is given as a ${named}, and is no ${kind}`)
  return Reflect.get(ref, 'id')
}
