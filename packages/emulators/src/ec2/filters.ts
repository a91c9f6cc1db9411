import type { FilterInput } from './action.ts'
import { invalidValue, Refusal } from './refusal.ts'

/** By a filter's name, the values that an item has under it. `tag:KEY` is asked of `tags`. */
export type FilterTable<T> = Readonly<Record<string, (item: T) => readonly (string | undefined)[]>>

const longestList = 200

/** All filters must fit; of one filter's values, one. Throws a `Refusal` for a filter that the action does not have. */
export function applyFilters<T>(
  items: readonly T[],
  filters: readonly FilterInput[] | undefined,
  table: FilterTable<T>,
  tags?: (item: T) => ReadonlyMap<string, string>,
): readonly T[] {
  const tests = (filters ?? []).map((filter) => toTest(filter, table, tags))
  return items.filter((item) => tests.every((test) => test(item)))
}

function toTest<T>(
  { Name: name, Value: wanted = [] }: FilterInput,
  table: FilterTable<T>,
  tags: ((item: T) => ReadonlyMap<string, string>) | undefined,
): (item: T) => boolean {
  if (!name) throw invalidValue('The filter name must not be empty')
  if (wanted.length === 0) throw invalidValue(`The filter '${name}' must have a value`)
  if (wanted.length > longestList) {
    throw new Refusal('FilterLimitExceeded', 'The maximum number of filter values is 200')
  }
  const patterns = wanted.map(toPattern)
  const values = valuesOf(name, table, tags)
  return (item) =>
    values(item).some((value) => value !== undefined && patterns.some((pattern) => pattern.test(value)))
}

function valuesOf<T>(
  name: string,
  table: FilterTable<T>,
  tags: ((item: T) => ReadonlyMap<string, string>) | undefined,
): (item: T) => readonly (string | undefined)[] {
  if (tags && name.startsWith('tag:')) return (item) => [tags(item).get(name.slice(4))]
  if (tags && name === 'tag-key') return (item) => [...tags(item).keys()]
  const values = Object.hasOwn(table, name) ? table[name] : undefined
  if (!values) throw invalidValue(`The filter '${name}' is invalid`)
  return values
}

/** `*` is any text, `?` any character, and a backslash takes the meaning from the next one. */
function toPattern(text: string): RegExp {
  const source = text.replace(/\\[\s\S]|[\s\S]/g, (part) => {
    if (part === '*') return '[\\s\\S]*'
    if (part === '?') return '[\\s\\S]'
    return (part.length > 1 ? part.slice(1) : part).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  })
  return new RegExp(`^${source}$`, 'u')
}
