import { type CallOptions, isCloudError, type Listing, type Page } from '@cloud/core'
import { listing, unknownPage } from '@cloud/core/driver'
import { type CloudStackClient, read } from './client.ts'
import type { Parameters } from './parameters.ts'
import { noSuch } from './refusal.ts'

/** What is asked for at a time. Servers give 500 at most unless they are told otherwise, and refuse to give more. */
const pageSize = 100

export interface List<W, T> {
  /** As in `listZones`. */
  readonly name: string
  /** The member of the answer that holds the items, as in `zone`. */
  readonly key: string
  readonly parameters?: Parameters | undefined
  /** Undefined leaves an item out. */
  readonly map: (wire: W) => T | undefined
}

/** A list of the API. The token of a page is its number, behind it the size of pages where that is not the one that was asked for. */
export function list<W, T>(
  client: CloudStackClient,
  { name, key, parameters, map }: List<W, T>,
  call: CallOptions | undefined,
): Listing<T> {
  return listing(
    (after, left) => {
      const [page, size] = numbersOf(after)
      const toPage = (wire: object): Page<T> => {
        const items = itemsOf<W>(wire, key)
        const next = nextOf(page, size ?? items.length, items.length, Reflect.get(wire, 'count'))
        // A page may be empty and yet have a next one, where what it holds is left out.
        const kept = items.map(map).filter((item) => item !== undefined)
        return next === undefined ? { items: kept } : { items: kept, next }
      }
      const all = { ...parameters, page, pagesize: pageSize }
      return read(client, { name, parameters: all, map: toPage }, left)
    },
    call,
    client.clock,
  )
}

function numbersOf(after: string | undefined): readonly [page: number, size: number | undefined] {
  if (after === undefined) return [1, undefined]
  const [, page, , size] = /^([1-9]\d{0,8})(\.(\d{1,4}))?$/.exec(after) ?? []
  if (page === undefined) throw unknownPage(after)
  return [Number(page), size === undefined ? pageSize : Number(size)]
}

/** `count` is how many there are on all pages; a server may have smaller ones than it was asked for, or no count. */
function nextOf(page: number, size: number, here: number, count: unknown): string | undefined {
  if (here === 0) return undefined
  const more = typeof count === 'number' ? (page - 1) * size + here < count : here >= pageSize
  if (!more) return undefined
  return size === pageSize ? `${page + 1}` : `${page + 1}.${size}`
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
  const first = (wire: object) => itemsOf<W>(wire, key).flatMap((item) => map(item) ?? [])[0]
  try {
    return await read<object, T | undefined>(client, { name, parameters, map: first }, call)
  } catch (error) {
    // The id is all that can be wrong with such a request.
    if (isCloudError(error, 'not-found') || isCloudError(error, 'invalid')) return undefined
    throw error
  }
}
