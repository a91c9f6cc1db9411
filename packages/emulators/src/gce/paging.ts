import { createHash } from 'node:crypto'
import type { Gce } from './cloud.ts'
import { readFilter } from './filter.ts'
import { isMembers, type Json, type Wire } from './json.ts'
import type { Call } from './operation.ts'
import { Refusal } from './refusal.ts'

const mostResults = 500

/** Something in a list: what is shown of it, and the scope that an aggregated list shows it under. */
export interface Listed {
  readonly scope: string
  readonly wire: Wire
}

interface Page {
  readonly shown: readonly Listed[]
  readonly nextPageToken?: string
}

/** Those of `all` that a list's parameters ask for, in their order, up to where the page ends. Throws a `Refusal` for wrong ones. */
export function pageOf({ pageSize }: Gce, { query, route }: Call, all: readonly Listed[]): Page {
  const { filter = '', maxResults = mostResults, orderBy = '', pageToken = '' } = query
  const size = Math.min(sizeOf(Number(maxResults)), pageSize)
  const fits = readFilter(String(filter))
  const keyOf = orderOf(String(orderBy))
  const mark = createHash('sha256')
    .update(JSON.stringify([route.operation, filter, orderBy]))
    .digest('hex')
    .slice(0, 8)
  const after = readToken(String(pageToken), mark)
  const keyed = all
    .filter(({ wire }) => fits(wire))
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .filter(({ key }) => after === undefined || key > after)
  const shown = keyed.slice(0, size)
  const last = shown.at(-1)
  return {
    shown: shown.map(({ item }) => item),
    ...(last && keyed.length > size && { nextPageToken: newToken(mark, last.key) }),
  }
}

function sizeOf(maxResults: number): number {
  if (maxResults > mostResults) {
    const why = `Must be less than or equal to ${mostResults}`
    throw new Refusal('invalid', `Invalid value for field 'maxResults': '${maxResults}'. ${why}`)
  }
  return maxResults === 0 ? mostResults : maxResults
}

/** By name, or the newest first. A key never comes twice in a list. */
function orderOf(orderBy: string): (item: Listed) => string {
  const unique = ({ scope, wire }: Listed) => `${wire.name ?? ''} ${scope} ${wire.id ?? ''}`
  if (orderBy === '' || /^name(?: asc)?$/.test(orderBy)) return unique
  if (orderBy !== 'creationTimestamp desc')
    throw new Refusal('invalid', `Invalid value for field 'orderBy': '${orderBy}'. Unsupported ordering.`)
  return (item) => {
    const made = Date.parse(String(item.wire.creationTimestamp ?? item.wire.insertTime ?? 0))
    return `${String(8.64e15 - made).padStart(17, '0')} ${unique(item)}`
  }
}

const newToken = (mark: string, key: string): string =>
  Buffer.from(JSON.stringify([mark, key])).toString('base64url')

/** The key after which the page begins. */
function readToken(token: string, mark: string): string | undefined {
  if (!token) return undefined
  try {
    const [given, key]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString())
    if (given === mark && typeof key === 'string') return key
  } catch {
    // Told below.
  }
  throw new Refusal(
    'invalid',
    `Invalid value for field 'pageToken': '${token}'. The page token is not of this list.`,
  )
}

/** The fields of a partial response: `items(name,status),nextPageToken`. */
export function partOf(value: Json, mask: string): Json {
  const tree = readMask(mask)
  return tree.size === 0 ? value : cut(value, tree)
}

type Mask = Map<string, Mask>

function readMask(text: string): Mask {
  const root: Mask = new Map()
  const open: Mask[] = [root]
  let last: Mask = root
  for (const [, word, mark] of text.matchAll(/([\w*]+)|([(),/])/g)) {
    if (word) {
      const parent = open.at(-1) ?? root
      last = parent.get(word) ?? new Map()
      parent.set(word, last)
    }
    if (mark === '(' || mark === '/') open.push(last)
    if (mark === ')') open.pop()
  }
  return root
}

function cut(value: Json, mask: Mask): Json {
  if (mask.size === 0) return value
  if (Array.isArray(value)) return value.map((item: Json) => cut(item, mask))
  if (!isMembers(value)) return value
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).flatMap(([name, member]) => {
      const inner = mask.get(name) ?? mask.get('*')
      return inner ? [[name, cut(member, inner)]] : []
    }),
  )
}
