import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ListedObject, ObjectPage, ObjectQuery, Storage } from '@cloud/core'
import {
  bucketOf,
  checkObjectQuery,
  compareKeys,
  isCloudError,
  listing,
  unknownPage,
} from '@cloud/core/driver'
import { disk } from './disk.ts'
import { type BucketPaths, bucketIn, doing, type Folder, objectPath } from './folder.ts'
import { nameToKey } from './key-name.ts'
import { describedIn } from './object-file.ts'
import { keyLimits } from './objects.ts'
import { type LocalNative, toListed } from './objects-wire.ts'

type Listed = ListedObject<LocalNative>

export function objectLists(folder: Folder): Pick<Storage, 'listObjects'> {
  return {
    listObjects: (ref, query = {}, call) => {
      const bucket = bucketOf(ref)
      checkObjectQuery(query, keyLimits)
      // An iteration reads the folder once: sorting all of it for each page would cost more with every object.
      let seen: readonly Entry[] | undefined
      const fetchPage = async (after: string | undefined, left: Parameters<typeof doing>[0]['call']) =>
        doing({ operation: 'listObjects', writes: false, call: left }, async () => {
          const from = after === undefined ? undefined : placeOf(after)
          const paths = await bucketIn(folder, bucket)
          if (after === undefined || seen === undefined) seen = entriesOf(await keysIn(paths), query)
          return pageOf(paths, seen, from, query)
        })
      return listing(fetchPage, call)
    },
  }
}

/** What stands at one place of a list: an object, or what several keys have in common. */
interface Entry {
  readonly at: string
  readonly isPrefix: boolean
}

/** The keys of a bucket, in no order. */
export async function keysIn({ objects }: BucketPaths): Promise<string[]> {
  const names = await disk(readdir(objects))
  const keys: string[] = []
  for (const name of names) {
    const key = nameToKey(name)
    if (typeof key === 'string') keys.push(key)
    else if (key === undefined) keys.push(...(await keyOf(join(objects, name))))
  }
  return keys
}

/** The key that a file tells; none where it is gone. */
async function keyOf(path: string): Promise<string[]> {
  try {
    return [(await describedIn(path)).footer.key]
  } catch (error) {
    if (isCloudError(error, 'not-found')) return []
    throw error
  }
}

function entriesOf(keys: readonly string[], { prefix = '', delimiter, startAfter }: ObjectQuery): Entry[] {
  const objects: Entry[] = []
  const prefixes = new Set<string>()
  for (const key of keys) {
    if (!key.startsWith(prefix) || (startAfter !== undefined && compareKeys(key, startAfter) <= 0)) continue
    const end = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length)
    if (end < 0) objects.push({ at: key, isPrefix: false })
    else prefixes.add(key.slice(0, end + (delimiter?.length ?? 0)))
  }
  const common = [...prefixes].map((at) => ({ at, isPrefix: true }))
  return [...objects, ...common].toSorted((a, b) => compareKeys(a.at, b.at))
}

async function pageOf(
  bucket: BucketPaths,
  entries: readonly Entry[],
  after: string | undefined,
  { pageSize = 1000 }: ObjectQuery,
): Promise<ObjectPage<Listed>> {
  const begin = after === undefined ? 0 : firstAfter(entries, after)
  const page = entries.slice(begin, begin + pageSize)
  const items: Listed[] = []
  for (let at = 0; at < page.length; at += atOnce)
    items.push(
      ...(await Promise.all(page.slice(at, at + atOnce).map((entry) => itemOf(bucket, entry)))).flat(),
    )
  const prefixes = page.flatMap(({ at, isPrefix }) => (isPrefix ? at : []))
  const last = page.at(-1)
  const isLast = begin + pageSize >= entries.length || last === undefined
  return { items, prefixes, ...(isLast ? {} : { next: tokenOf(last.at) }) }
}

/** Files that are open at the same time. */
const atOnce = 32

/** None where it is gone since its name was read. */
async function itemOf(bucket: BucketPaths, { at, isPrefix }: Entry): Promise<Listed[]> {
  if (isPrefix) return []
  try {
    return [toListed(bucket.name, await describedIn(objectPath(bucket, at)))]
  } catch (error) {
    if (isCloudError(error, 'not-found')) return []
    throw error
  }
}

/** The first entry behind a place, found by halving. */
function firstAfter(entries: readonly Entry[], place: string): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareKeys(entries[middle]?.at ?? '', place) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function tokenOf(place: string): string {
  return `after.${Buffer.from(place).toString('base64url')}`
}

function placeOf(token: string): string {
  const place = Buffer.from(token.replace(/^after\./, ''), 'base64url').toString()
  if (tokenOf(place) !== token) throw unknownPage(token)
  return place
}
