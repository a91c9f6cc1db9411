import { invalid } from '@cloud/core/driver'

/** `invalid` for a key that the contract does not have. */
export function checkKey(idempotencyKey: unknown): void {
  if (typeof idempotencyKey === 'string' && /^[\x21-\x7e]{1,64}$/.test(idempotencyKey)) return
  throw invalid('idempotencyKey does not fit', '1 to 64 printable ASCII characters without spaces')
}
