import { Refusal } from './refusal.ts'

/** What a request is about: a key has a bucket. */
export interface Target {
  readonly bucket?: string
  readonly key?: string
  /** Decoded; of a name that comes twice, the last. */
  readonly query: ReadonlyMap<string, string>
}

/** What leads to this computer alone. `bucket.localhost` is the way to a bucket by its host name. */
export const isOwnName = (host: string): boolean => hostPattern.test(host)

const hostPattern = /^(?:127\.0\.0\.1|localhost|(?<bucket>[a-z0-9._-]{1,255})\.localhost)(?::\d{1,5})?$/i

/** Reads path and query byte for byte. Throws for an encoding that is broken. */
export function readTarget(host: string, path: string, query: string): Target {
  if (!path.startsWith('/')) throw new Refusal('InvalidURI')
  const named = hostPattern.exec(host)?.groups?.bucket
  const parsed = readQuery(query)
  if (named !== undefined) return { bucket: named.toLowerCase(), ...keyOf(path.slice(1)), query: parsed }
  const slash = path.indexOf('/', 1)
  const bucket = slash < 0 ? path.slice(1) : path.slice(1, slash)
  if (bucket === '' && slash < 0) return { query: parsed }
  return { bucket: decode(bucket), ...(slash < 0 ? {} : keyOf(path.slice(slash + 1))), query: parsed }
}

const keyOf = (encoded: string): { readonly key?: string } => (encoded === '' ? {} : { key: decode(encoded) })

/** A plus sign is a space in paths as well, which is why every client encodes its own. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new Refusal('InvalidURI')
  }
}

function readQuery(query: string): ReadonlyMap<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '')
  return new Map(
    pairs.map((pair): [string, string] => {
      const equals = pair.indexOf('=')
      return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))]
    }),
  )
}
