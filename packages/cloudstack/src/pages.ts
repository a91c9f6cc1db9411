import type { CallOptions, Listing, Page } from '@cloud/core'
import { isCloudError, listing, mapped, readAhead, unknownPage } from '@cloud/core/driver'
import { type CloudStackClient, read } from './client.ts'
import type { Parameters } from './parameters.ts'
import { noSuch } from './refusal.ts'

export interface List<W, T> {
  /** As in `listZones`. */
  readonly name: string
  /** The member of the answer that holds the items, as in `zone`. */
  readonly key: string
  readonly parameters?: Parameters | undefined
  /** Undefined leaves an item out. */
  readonly map: (wire: W) => T | undefined
}

/**
 * A list of the API. The first page has as many items as the server gives, which is the most that it takes for the size of a page: what is
 * asked for after that has this size, and the token of a page holds both.
 */
export function list<W, T>(
  client: CloudStackClient,
  { name, key, parameters, map }: List<W, T>,
  call: CallOptions | undefined,
): Listing<T> {
  return listing<T, Count>(
    (after, left) => {
      const paging = after === undefined ? {} : pageOf(after)
      const toPage = (wire: object): Page<T> & Count => {
        const items = itemsOf<W>(wire, key)
        const count: unknown = Reflect.get(wire, 'count')
        const next = nextOf(paging, items.length, count)
        // A page may be empty and yet have a next one, where what it holds is left out.
        const page = { items: mapped(items, map), count: typeof count === 'number' ? count : 0 }
        return next === undefined ? page : { ...page, next }
      }
      return read(client, { name, parameters: { ...parameters, ...paging }, map: toPage }, left)
    },
    call,
    client.clock,
    readAhead(pagesAfterFirst),
  )
}

/** How many items there are on all pages. */
interface Count {
  readonly count: number
}

/** The token of the second page tells how large pages are. */
function* pagesAfterFirst({ next = '', count }: Page<unknown> & Count): Iterable<string> {
  const { pagesize = 0 } = pageOf(next)
  for (let page = 2; (page - 1) * pagesize < count; page += 1) yield `${page}.${pagesize}`
}

interface Paging {
  readonly page?: number
  readonly pagesize?: number
}

function pageOf(after: string): Paging {
  const [, page, pagesize] = /^([1-9]\d{0,8})\.([1-9]\d{0,5})$/.exec(after) ?? []
  if (page === undefined) throw unknownPage(after)
  return { page: Number(page), pagesize: Number(pagesize) }
}

/** `count` is how many there are on all pages. */
function nextOf({ page = 1, pagesize }: Paging, here: number, count: unknown): string | undefined {
  const size = pagesize ?? here
  const told = (page - 1) * size + here
  return here > 0 && typeof count === 'number' && told < count ? `${page + 1}.${size}` : undefined
}

/** A list without items has not even the member for them. */
export function itemsOf<W>(wire: object, key: string): readonly W[] {
  const items: unknown = Reflect.get(wire, key)
  return Array.isArray(items) ? items : []
}

/** One thing by its id: of what is not there a list is empty, or the id refused. */
export async function oneOf<W, T>(
  client: CloudStackClient,
  { name, key, parameters, map }: List<W, T>,
  { what, id }: { readonly what: string; readonly id: string },
  call: CallOptions | undefined,
): Promise<T> {
  const found = await findOne<W, T>(client, { name, key, parameters: { ...parameters, id }, map }, call)
  if (found !== undefined) return found
  throw noSuch(client, what, id, name)
}

/** The first item of a list that is asked for an id, or a name in its place. */
export async function findOne<W, T>(
  client: CloudStackClient,
  { name, key, parameters, map }: List<W, T>,
  call: CallOptions | undefined,
): Promise<T | undefined> {
  return unlessWrong(firstOf(client, { name, key, parameters, map }, call))
}

/** Rejects where the id is not known at all. */
export function firstOf<W, T>(
  client: CloudStackClient,
  { name, key, parameters, map }: List<W, T>,
  call: CallOptions | undefined,
): Promise<T | undefined> {
  const first = (wire: object) => itemsOf<W>(wire, key).flatMap((item) => map(item) ?? [])[0]
  return read<object, T | undefined>(client, { name, parameters, map: first }, call)
}

/** The id is all that can be wrong with a look for it. */
export async function unlessWrong<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look
  } catch (error) {
    if (isCloudError(error, 'not-found') || isCloudError(error, 'invalid')) return undefined
    throw error
  }
}
