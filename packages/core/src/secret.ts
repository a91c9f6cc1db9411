import { invalid } from './errors.ts'

/**
 * A text that nothing prints: not `console.log`, not `JSON.stringify`, not a template. `reveal()` gives it to who needs it.
 */
export interface Secret {
  readonly reveal: () => string
}

const redacted = '[secret]'
const inspect: unique symbol = Symbol.for('nodejs.util.inspect.custom')

/** Wraps `text`; it lives in a closure, where no inspection finds it. `invalid` for what is no text, such as a variable that is not set. */
export function secret(text: string): Secret {
  if (typeof text !== 'string') throw invalid(`secret() must be given a string, and not ${typeof text}`)
  const value: Secret = { reveal: () => text }
  const hide = { value: () => redacted }
  return Object.freeze(
    Object.defineProperties(value, {
      reveal: { enumerable: false },
      toString: hide,
      toJSON: hide,
      [inspect]: hide,
    }),
  )
}

/** The text of either. */
export function reveal(value: string | Secret): string {
  return typeof value === 'string' ? value : value.reveal()
}

/** The text of a string or a `Secret`; `invalid`, which does not tell it, for anything else. */
export function checkSecret(what: string, value: unknown): string {
  if (typeof value === 'string') return value
  const opened: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'reveal') : undefined
  if (typeof opened !== 'function')
    throw invalid(`${what} must be a string or a Secret, and is ${typeof value}`)
  return String(Reflect.apply(opened, value, []))
}
