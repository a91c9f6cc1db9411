import type { Compute, Listing } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import type { MemoryCloud } from '../memory-cloud.ts'
import type { MemoryDriver } from '../memory-driver.ts'

/** A driver with one mistake, and cases that must find it. */
export interface Broken {
  readonly mistake: string
  readonly area: string
  /** Titles that must be among the failed ones. */
  readonly fails: readonly string[]
  readonly change: (driver: MemoryDriver, cloud: MemoryCloud) => Compute & Partial<MemoryDriver>
}

/** The first page of a list as if it were all. */
export function firstPage<T>(list: Listing<T>): Listing<T> {
  return listing(async (after) => {
    for await (const { items } of list.pages({ after })) return { items }
    return { items: [] }
  })
}

/** A list of what `map` makes of each item. */
export function mapped<T, U>(list: Listing<T>, map: (item: T) => U): Listing<U> {
  return listing(async (after) => {
    for await (const page of list.pages({ after })) return { ...page, items: page.items.map(map) }
    return { items: [] }
  })
}

/** Resolves whatever comes of it. */
export async function swallowed(doing: Promise<void>): Promise<void> {
  try {
    await doing
  } catch {}
}
