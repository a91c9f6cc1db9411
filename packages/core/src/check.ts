import { invalid } from './errors.ts'

/**
 * Checks the names of what a caller gave: `invalid` for one that is not known, with the name that was perhaps meant. Types say the
 * same to who compiles; this says it to everybody.
 */
export function checkNames(what: string, given: object, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null) throw invalid(`${what} must be an object`)
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue
    const meant = known.find((other) => closeTo(name, other))
    throw invalid(
      `${what} has no option ${JSON.stringify(name)}`,
      meant === undefined ? `its options are ${known.join(', ')}` : `${meant} was perhaps meant`,
    )
  }
}

/** Whether one is the other but for case, a letter more, less, changed or swapped. */
function closeTo(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()]
  let start = 0
  while (start < x.length && x[start] === y[start]) start++
  let end = 0
  while (end < x.length - start && end < y.length - start && x.at(-1 - end) === y.at(-1 - end)) end++
  const apart = Math.max(x.length, y.length) - start - end
  return apart <= 2 && apart <= start + end
}

/** A text of `min` to `max` characters without control characters. */
export function checkText(
  what: string,
  text: unknown,
  limits: { readonly min?: number; readonly max: number },
): string {
  const { min = 1, max } = limits
  if (typeof text !== 'string') throw invalid(`${what} must be a string, and is ${typeof text}`)
  if (text.length < min) throw invalid(`${what} is empty`, `${min} to ${max} characters`)
  if (text.length > max) throw invalid(`${what} has ${text.length} characters`, `${min} to ${max} characters`)
  const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.exec(text)
  if (control) {
    const point = control[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()
    throw invalid(`${what} has the control character U+${point} at ${control.index}`, 'printable characters')
  }
  if (!text.isWellFormed()) throw invalid(`${what} is not well-formed Unicode`)
  return text
}

/** The id that a reference names; checked, because it goes into requests. */
export function idOf(what: string, ref: unknown, kind: string): string {
  const id = typeof ref === 'string' ? ref : idOfResource(what, ref, kind)
  return checkText(`The id of the ${what}`, id, { max: 512 })
}

function idOfResource(what: string, ref: unknown, kind: string): unknown {
  if (typeof ref !== 'object' || ref === null)
    throw invalid(`The ${what} must be an id or a resource with an id`)
  const named: unknown = Reflect.get(ref, 'kind')
  if (named !== undefined && named !== kind)
    throw invalid(`What is given as the ${what} names a ${named}, and no ${kind}`)
  return Reflect.get(ref, 'id')
}
