import { type ApiReply, type ApiRequest, Refusal } from '@cloud/emulators/kit'
import type { StoredContent } from './buckets.ts'

const bytewise = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** A page of a bucket's keys in the order of their bytes. Those that have the delimiter after the prefix are told as one prefix. */
export function listPage(
  objects: ReadonlyMap<string, StoredContent>,
  { query }: ApiRequest,
  pageSize: number,
): ApiReply {
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter')
  const after = afterOf(query)
  const limit = Math.min(pageSize, Number(query.get('limit') ?? pageSize))
  const level = (key: string) => {
    const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length)
    return end < 0 || delimiter === null ? key : key.slice(0, end + delimiter.length)
  }
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(bytewise)
  const later = keys.filter((key) => after === undefined || bytewise(key, after.key) > 0)
  const names = [...new Set(later.map(level))].filter((name) => name !== after?.prefix)
  const shown = names.slice(0, limit)
  const items = shown.flatMap((key) => {
    const stored = objects.get(key)
    // A key may end with the delimiter, and is told as a prefix then.
    if (
      !stored ||
      level(key) !== key ||
      (delimiter !== null && key !== prefix && isPrefix(key, prefix, delimiter))
    )
      return []
    const { bytes, etag, modifiedAt } = stored
    return [{ key, size: bytes.length, etag, modified_at: new Date(modifiedAt).toISOString() }]
  })
  const told = new Set(items.map(({ key }) => key))
  const last = shown.at(-1)
  const next = names.length > limit && last !== undefined ? tokenOf(last, !told.has(last)) : undefined
  return { body: { items, prefixes: shown.filter((name) => !told.has(name)), next } }
}

const isPrefix = (key: string, prefix: string, delimiter: string) =>
  key.slice(prefix.length).includes(delimiter)

const tokenOf = (name: string, prefix: boolean) =>
  Buffer.from(JSON.stringify({ name, prefix })).toString('base64url')

/** After which key the page begins, and the prefix that was told already. */
function afterOf(query: URLSearchParams): { readonly key: string; readonly prefix?: string } | undefined {
  const token = query.get('after')
  const start = query.get('start_after')
  if (token === null) return start === null ? undefined : { key: start }
  try {
    const { name, prefix } = JSON.parse(Buffer.from(token, 'base64url').toString())
    if (typeof name !== 'string') throw new TypeError()
    return prefix ? { key: name, prefix: name } : { key: name }
  } catch {
    throw new Refusal(400, 'invalid_argument', 'The token of the page is unknown.')
  }
}
