import {
  CloudError,
  type Compute,
  type ErrorCode,
  isCloudError,
  type Listing,
  type LoadBalancers,
  type Storage,
} from '@cloud/core'
import { listing } from '@cloud/core/driver'
import type {
  ConformanceOptions,
  LoadBalancersConformanceOptions,
  StorageConformanceOptions,
} from '../../options.ts'
import type { MemoryCloud } from '../memory-cloud.ts'
import type { MemoryDriver } from '../memory-driver.ts'
import type { MemoryLoadBalancers } from '../memory-load-balancers.ts'
import type { MemoryStorage } from '../memory-storage.ts'

/** A driver with one mistake, and cases that must find it. */
export interface Mistake<D extends object, Least extends object, O> {
  readonly mistake: string
  readonly area: string
  /** Titles that must be among the failed ones. */
  readonly fails: readonly string[]
  readonly change: (driver: D, cloud: MemoryCloud) => Least & Partial<D>
  /** What the suite is told of it, beside what is true of the good one. */
  readonly options?: Partial<O>
}

export type Broken = Mistake<MemoryDriver, Compute, ConformanceOptions>

export type BrokenBalancers = Mistake<MemoryLoadBalancers, LoadBalancers, LoadBalancersConformanceOptions>

export type BrokenStorage = Mistake<MemoryStorage, Storage, StorageConformanceOptions>

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

/** Resolves also where it rejects with one of `codes`. */
export async function forgiven(doing: Promise<unknown>, ...codes: readonly ErrorCode[]): Promise<void> {
  try {
    await doing
  } catch (error) {
    if (!codes.some((code) => isCloudError(error, code))) throw error
  }
}

/** The provider says no. */
export function refusal(code: ErrorCode): CloudError {
  return new CloudError('no', { code, provider: 'memory', operation: 'Operation', outcome: 'not-applied' })
}

/** A list of the items that `holds` is true for. */
export function onlyThose<T>(list: Listing<T>, holds: (item: T) => boolean): Listing<T> {
  return listing(async () => ({ items: (await list.toArray()).filter(holds) }))
}

/** The id that a reference carries, whatever its kind. */
export function anyId(ref: string | { readonly id: string }): string {
  return typeof ref === 'string' ? ref : ref.id
}

/** Resolves whatever comes of it. */
export async function swallowed(doing: Promise<void>): Promise<void> {
  try {
    await doing
  } catch {}
}
