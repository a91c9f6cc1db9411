import { invalid } from '@cloud/core/driver'

/** What goes as `ClientToken`: the caller's key, or one of its own for each call. */
export function clientToken(key: unknown): string {
  if (key === undefined) return crypto.randomUUID()
  if (typeof key === 'string' && /^[\x21-\x7e]{1,64}$/.test(key)) return key
  throw invalid('idempotencyKey does not fit', '1 to 64 printable ASCII characters without spaces')
}
