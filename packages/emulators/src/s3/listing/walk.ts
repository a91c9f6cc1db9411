import type { KeyMap } from '../storage/key-map.ts'
import { compareKeys } from '../storage/key-order.ts'

export interface WalkRules<V> {
  readonly prefix: string
  /** Empty for none. */
  readonly delimiter: string
  /** Keys up to this one are left out, and so is what is rolled up under it. */
  readonly after: string | undefined
  /** The key `after` itself is not left out: something of it may be left to list. */
  readonly isAfterIncluded?: boolean
  /** Whether there is anything of a key to list. */
  readonly isListed: (value: V) => boolean
}

/** A key, or what several are rolled up under. */
export type Walked<V> =
  | { readonly kind: 'key'; readonly name: string; readonly value: V }
  | { readonly kind: 'prefix'; readonly name: string }

/** Keys in order; those that go on behind a delimiter are rolled up under the part up to it. */
export function* walk<V>(keys: KeyMap<V>, rules: WalkRules<V>): Generator<Walked<V>, void> {
  const { prefix, delimiter, after, isAfterIncluded = false, isListed } = rules
  let next = first(keys, rules)
  while (next) {
    const [key, value] = next
    if (!key.startsWith(prefix)) return
    next = keys.after(key)
    if (!isListed(value) || (key === after && !isAfterIncluded)) continue
    const rolled = rollUp(key, prefix, delimiter)
    if (rolled === undefined) yield { kind: 'key', name: key, value }
    else {
      yield { kind: 'prefix', name: rolled }
      next = keys.from(beyond(rolled))
    }
  }
}

function first<V>(keys: KeyMap<V>, { prefix, delimiter, after }: WalkRules<V>) {
  if (after === undefined || compareKeys(after, prefix) < 0) return keys.from(prefix)
  return keys.from(rollUp(after, prefix, delimiter) === after ? beyond(after) : after)
}

function rollUp(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '' || !key.startsWith(prefix)) return undefined
  const end = key.indexOf(delimiter, prefix.length)
  return end < 0 ? undefined : key.slice(0, end + delimiter.length)
}

/** Behind every key that begins so. */
const beyond = (start: string) => `${start}\u{10ffff}`

/** As many as a page takes, and the last of them when there is more. */
export function page<T>(
  items: Iterable<T>,
  most: number,
): { readonly items: readonly T[]; readonly last: T | undefined } {
  const taken: T[] = []
  if (most === 0) return { items: taken, last: undefined }
  for (const item of items) {
    if (taken.length === most) return { items: taken, last: taken.at(-1) }
    taken.push(item)
  }
  return { items: taken, last: undefined }
}
