import assert from 'node:assert/strict'

/** Throws where JSON would lose something of `value`: a Date, undefined, a class, NaN, a cycle. `at` is its path in the message. */
export function checkPlain(value: unknown, at: string, above: readonly unknown[] = []): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return
  if (typeof value === 'number') {
    assert.ok(Number.isFinite(value), `${at} is ${value}, which JSON does not know`)
    return
  }
  assert.ok(typeof value === 'object', `${at} is ${typeof value}; what is not known is left out`)
  assert.ok(!above.includes(value), `${at} holds itself`)
  const prototype: unknown = Object.getPrototypeOf(value)
  const plain = Array.isArray(value) || prototype === null || prototype === Object.prototype
  assert.ok(plain, `${at} is a ${value.constructor?.name}, not plain data`)
  for (const [key, member] of Object.entries(value)) checkPlain(member, `${at}.${key}`, [...above, value])
}
