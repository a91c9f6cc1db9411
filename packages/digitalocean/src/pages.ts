import type { CallOptions, Listing, Page } from '@cloud/core'
import { encodeRfc3986, invalid, listing, mapped, readAhead } from '@cloud/core/driver'
import { type DigitalOceanClient, read } from './client.ts'

interface PagedWire {
  readonly links?: { readonly pages?: { readonly next?: string } }
  readonly meta?: { readonly total?: number }
}

/** How many items there are on all pages, those that are left out included. */
interface Total {
  readonly total: number
}

const perPage = 200

export interface List<K extends string, W, T> {
  /** The operation's id in the specification. */
  readonly name: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
  /** The member of the answer that holds the items. */
  readonly key: K
  /** Undefined leaves an item out. */
  readonly map: (wire: W) => T | undefined
}

/** A list of the API, 200 items a page; the token of a page is its number, so that who wants all of them need not wait for one after the other. */
export function list<K extends string, W, T>(
  client: DigitalOceanClient,
  { name, path, query = {}, key, map }: List<K, W, T>,
  call: CallOptions | undefined,
): Listing<T> {
  return listing<T, Total>(
    async (after = '1', limits) => {
      if (!/^[1-9]\d{0,8}$/.test(after)) throw invalid(`There is no page ${JSON.stringify(after)}`)
      const parameters = { ...query, page: after, per_page: String(perPage) }
      const toPage = (wire: PagedWire & Readonly<Record<K, readonly W[] | null>>): Page<T> & Total => {
        const page = { items: mapped(wire[key] ?? [], map), total: wire.meta?.total ?? 0 }
        // A page may be empty and yet have a next one, where what it holds is left out.
        return wire.links?.pages?.next === undefined ? page : { ...page, next: String(Number(after) + 1) }
      }
      return read(client, { name, path: path + queryOf(parameters), map: toPage }, limits)
    },
    call,
    client.clock,
    readAhead(pagesAfterFirst),
  )
}

function* pagesAfterFirst({ total }: Total): Iterable<string> {
  for (let page = 2; (page - 1) * perPage < total; page += 1) yield String(page)
}

export function queryOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeRfc3986(value)}`],
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
