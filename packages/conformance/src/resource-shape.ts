import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import type { Resource } from '@cloud/core'
import { checkPlain } from './plain.ts'

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** A record of the contract: the right kind, no member that the contract does not know, and nothing that JSON loses. */
export function checkResource<K extends string>(
  value: Resource<K>,
  kind: K,
  members: readonly string[],
): void {
  checkIdentity(value, kind)
  assert.equal(value.kind, kind)
  const known = new Set(['kind', 'id', 'name', 'native', ...members])
  const strange = Object.keys(value).filter((member) => !known.has(member))
  assert.deepEqual(strange, [], `members of a ${kind} that belong under native`)
  checkPlain(value, `${kind} ${value.id}`)
}

/** What every case that is given a record goes on with: an object with an id and a name. Judged before either is used. */
export function checkIdentity(
  value: unknown,
  what: string,
): asserts value is Readonly<Record<'id' | 'name', string>> {
  assert.ok(typeof value === 'object' && value !== null, `${String(value)} is no ${what}`)
  const id: unknown = Reflect.get(value, 'id')
  const name: unknown = Reflect.get(value, 'name')
  assert.ok(typeof id === 'string' && id !== '', `a ${what} without an id: its id is ${inspect(id)}`)
  assert.ok(typeof name === 'string', `the name of ${what} ${id} is ${inspect(name)}, and no text`)
}

/** A member that is left out, or a text that is not empty. */
export function checkText<T extends object>(value: T, member: keyof T & string): void {
  if (!Object.hasOwn(value, member)) return
  const text = value[member]
  assert.ok(typeof text === 'string' && text !== '', `${member} is ${String(text)}, and no text`)
}

/** A member that is left out, or a number from `min`. */
export function checkNumber<T extends object>(value: T, member: keyof T & string, min: number): void {
  if (!Object.hasOwn(value, member)) return
  const number = value[member]
  assert.ok(typeof number === 'number' && number >= min, `${member} is ${String(number)}`)
}

/** A member that is left out, or a time as the contract writes times. */
export function checkTime<T extends object>(value: T, member: keyof T & string): void {
  if (!Object.hasOwn(value, member)) return
  const time = value[member]
  assert.ok(
    typeof time === 'string' && rfc3339.test(time),
    `${member} is ${String(time)}, and no RFC 3339 time`,
  )
  assert.ok(!Number.isNaN(Date.parse(time)), `${member} is ${time}, and no time`)
}

export function checkTags({ tags }: { readonly tags: Readonly<Record<string, string>> }): void {
  assert.ok(typeof tags === 'object' && !Array.isArray(tags), 'tags are no record')
  for (const [key, value] of Object.entries(tags)) assert.equal(typeof value, 'string', `tag ${key}`)
}

/** Texts that are each not empty: ids. */
export function checkTexts(values: readonly string[], what: string): void {
  assert.ok(Array.isArray(values), `${what} are no array`)
  for (const text of values) assert.ok(typeof text === 'string' && text !== '', `${what}: ${String(text)}`)
}
