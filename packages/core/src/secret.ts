/**
 * A text that nothing prints: not `console.log`, not `JSON.stringify`, not a template. `reveal()` gives it to who needs it.
 */
export interface Secret {
  readonly reveal: () => string
}

const redacted = '[secret]'
const inspect: unique symbol = Symbol.for('nodejs.util.inspect.custom')

/** Wraps `text`; it lives in a closure, where no inspection finds it. */
export function secret(text: string): Secret {
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
