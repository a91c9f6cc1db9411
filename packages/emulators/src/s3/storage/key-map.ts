import { compareKeys } from './key-order.ts'

/** A map in the order of its keys' bytes. */
export interface KeyMap<V> {
  readonly get: (key: string) => V | undefined
  readonly set: (key: string, value: V) => void
  readonly delete: (key: string) => void
  readonly size: () => number
  /** The first key from `start` on, itself among them. */
  readonly from: (start: string) => readonly [key: string, value: V] | undefined
  /** The first key behind `key`, which need not be there. */
  readonly after: (key: string) => readonly [key: string, value: V] | undefined
}

export function createKeyMap<V>(): KeyMap<V> {
  const values = new Map<string, V>()
  const keys: string[] = []
  const place = (key: string): number => {
    let low = 0
    let high = keys.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (compareKeys(keys[middle] ?? '', key) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  const at = (index: number): readonly [string, V] | undefined => {
    const key = keys[index]
    const value = key === undefined ? undefined : values.get(key)
    return key === undefined || value === undefined ? undefined : [key, value]
  }
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      if (!values.has(key)) keys.splice(place(key), 0, key)
      values.set(key, value)
    },
    delete: (key) => {
      if (values.delete(key)) keys.splice(place(key), 1)
    },
    size: () => keys.length,
    from: (start) => at(place(start)),
    after: (key) => at(place(key) + (values.has(key) ? 1 : 0)),
  }
}
