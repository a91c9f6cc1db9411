import { put } from './put.ts'

/** The members that hold something: what is not known is left out of what we return. */
export function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Record<string, unknown> = {}
  for (const name of Object.keys(members)) {
    const value = members[name as keyof T]
    if (value !== undefined) put(kept, name, value)
  }
  return kept as never
}
