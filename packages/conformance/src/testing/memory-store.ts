import type { CallOptions, Listing, Resource } from '@cloud/core'
import { listing } from '@cloud/core/driver'
import { type MemoryCloud, pageOf, refuse } from './memory-cloud.ts'

/** What becomes of a record by itself after a while: other values of its members, or its end. */
type Then<R> = Partial<R> | 'gone'

/** The records of one kind. They are never changed: what happens to one puts another in its place. */
export interface Store<R> {
  readonly kind: string
  /** All records as they are now. */
  readonly all: () => R[]
  /** The record, or `not-found`. */
  readonly find: (id: string) => R
  /** Keeps a record, and what becomes of it when the cloud's time for a state is over. */
  readonly put: (record: R, then?: Then<R>) => R
  /** Changes a record, or rejects as `find`; what was to become of it becomes of it all the same. */
  readonly change: (id: string, members: Partial<R>) => R
  readonly remove: (id: string) => void
}

interface Kept<R> {
  readonly record: R
  readonly then?: Then<R> | undefined
  readonly at: number
}

/** The records of a kind in a cloud: the same ones for every driver on it. */
export function storeOf<R extends Resource<string>>(cloud: MemoryCloud, kind: R['kind']): Store<R> {
  const kept = cloud.records<Kept<R>>(kind)
  const settled = (id: string): R | undefined => {
    const one = kept.get(id)
    if (one?.then === undefined || one.at > cloud.clock.now()) return one?.record
    if (one.then === 'gone') {
      kept.delete(id)
      return undefined
    }
    const record = { ...one.record, ...one.then }
    kept.set(id, { record, at: 0 })
    return record
  }
  const find = (id: string): R => {
    const record = settled(id)
    if (record === undefined) throw refuse('not-found', `there is no such ${kind}`)
    return record
  }
  return {
    kind,
    all: () => [...kept.keys()].flatMap((id) => settled(id) ?? []),
    find,
    change: (id, members) => {
      const record = { ...find(id), ...members }
      kept.set(id, { at: 0, ...kept.get(id), record })
      return record
    },
    put: (record, then) => {
      kept.set(record.id, { record, then, at: cloud.clock.now() + cloud.stateMs })
      return record
    },
    remove: (id) => {
      kept.delete(id)
    },
  }
}

/** How a part of a driver asks its cloud. */
export interface Asking {
  readonly read: <T>(operation: string, call: CallOptions | undefined, effect: () => T) => Promise<T>
  readonly write: <T>(operation: string, call: CallOptions | undefined, effect: () => T) => Promise<T>
  readonly list: <T extends { readonly id: string }>(
    operation: string,
    call: CallOptions | undefined,
    all: () => readonly T[],
    matches?: (item: T) => boolean,
  ) => Listing<T>
}

export function asking(cloud: MemoryCloud, token: string): Asking {
  return {
    read: (operation, call, effect) => cloud.request({ operation, token, call }, effect),
    write: (operation, call, effect) => cloud.request({ operation, token, writes: true, call }, effect),
    list: (operation, call, all, matches = () => true) =>
      listing(
        (after, left) => cloud.request({ operation, token, call: left }, () => pageOf(all(), matches, after)),
        call,
        cloud.clock,
      ),
  }
}

/** What was made with an idempotency key before, or what `make` makes now; `conflict` where the key was used with other options. */
export function onceFor<R extends Resource<string>>(
  cloud: MemoryCloud,
  store: Store<R>,
  key: string | undefined,
  options: unknown,
  make: () => R,
): R {
  const keys = cloud.records<{ readonly id: string; readonly said: string }>(`keys of ${store.kind}`)
  const said = JSON.stringify(options)
  const before = key === undefined ? undefined : keys.get(key)
  if (before !== undefined) {
    if (before.said !== said) throw refuse('conflict', 'the idempotency key was used with other options')
    return store.find(before.id)
  }
  const made = make()
  if (key !== undefined) keys.set(key, { id: made.id, said })
  return made
}
