import type { CallOptions, Listing } from '@cloud/core'
import { encodeRfc3986, listing } from '@cloud/core/driver'
import { type AcmeClient, get } from './client.ts'

interface PageWire<W> {
  readonly items: readonly W[]
  /** The token of the next page; missing on the last. */
  readonly next?: string
}

export interface List<W, T> {
  /** The API's own name of the operation. */
  readonly name: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
  /** Undefined leaves an item out. */
  readonly map: (wire: W) => T | undefined
}

/** A list of the API, which gives pages by token. */
export function list<W, T>(
  client: AcmeClient,
  { name, path, query = {}, map }: List<W, T>,
  call: CallOptions | undefined,
): Listing<T> {
  return listing(
    (after, limits) => {
      const toPage = ({ items, next }: PageWire<W>) => ({
        items: items.map(map).filter((item) => item !== undefined),
        ...(next !== undefined && { next }),
      })
      return get(client, { name, path: path + queryOf({ ...query, after }), map: toPage }, limits)
    },
    call,
    client.clock,
  )
}

export function queryOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeRfc3986(value)}`],
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
