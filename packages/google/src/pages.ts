import type { CallOptions, Listing, Page } from '@cloud/core'
import { listing, mapped } from '@cloud/core/driver'
import { type GoogleClient, type Query, send } from './client.ts'

interface WarningWire {
  readonly code?: string
  readonly data?: readonly { readonly key?: string; readonly value?: string }[]
}

/** One page of a list, or of an aggregated one, whose items are by scope. */
export interface PageWire<W> {
  readonly items?: readonly W[] | Readonly<Record<string, ScopeWire>>
  readonly nextPageToken?: string
  readonly unreachables?: readonly string[]
  readonly warning?: WarningWire
}

type ScopeWire = Readonly<Record<string, unknown>> & { readonly warning?: WarningWire }

export interface List<W, T> {
  /** The method's name in the discovery document. */
  readonly name: string
  /** Made at the first page: it holds the project. */
  readonly path: () => Promise<string>
  readonly query?: Query
  /** Of an aggregated list, the member of each scope that holds its items. */
  readonly key?: string | undefined
  /** Undefined leaves an item out. */
  readonly map: (wire: W, project: string) => T | undefined
}

/** The most that the API gives in one page. */
const maxResults = 500

/** A list of the API; the token of a page is the API's own. Scopes that did not answer are told as `missing`. */
export function list<W, T>(
  client: GoogleClient,
  wanted: List<W, T>,
  call: CallOptions | undefined,
): Listing<T> {
  return listing((after, limits) => listPage(client, wanted, after, limits), call, client.clock)
}

/** One page of a list, for lists that are put together of several. */
export async function listPage<W, T>(
  client: GoogleClient,
  { name, path, query, key, map }: List<W, T>,
  after: string | undefined,
  call: CallOptions | undefined,
): Promise<Page<T>> {
  const aggregated = key !== undefined && { returnPartialSuccess: true }
  const project = await client.project()
  return send<PageWire<W>, Page<T>>(
    client,
    {
      ...{ name, repeat: { class: 'read' }, method: 'GET', path: await path() },
      query: { ...query, maxResults, pageToken: after, ...aggregated },
      map: (wire) => toPage(wire, key, (item) => map(item, project)),
    },
    call,
  )
}

function toPage<W, T>(wire: PageWire<W>, key: string | undefined, map: (wire: W) => T | undefined): Page<T> {
  const items = mapped(itemsOf<W>(wire, key), map)
  const missing = missingOf(wire)
  // A page may be empty and yet have a next one, where what it holds is left out.
  const next = wire.nextPageToken || undefined
  return { items, ...(next !== undefined && { next }), ...(missing.length > 0 && { missing }) }
}

function itemsOf<W>({ items = [] }: PageWire<W>, key: string | undefined): readonly W[] {
  if (key === undefined) return items as readonly W[]
  return Object.values(items).flatMap((scope: ScopeWire) => (scope[key] ?? []) as readonly W[])
}

/** https://cloud.google.com/compute/docs/api/how-tos/list-filter-resources#partial-success */
function missingOf({ items = [], unreachables = [], warning }: PageWire<unknown>): readonly string[] {
  const told = isUnreachable(warning) ? (warning?.data ?? []) : []
  const scopes = Array.isArray(items) ? [] : scopesThatFailed(items as Readonly<Record<string, ScopeWire>>)
  const all = [...unreachables, ...told.flatMap(({ value }) => value ?? []), ...scopes]
  return [...new Set(all.map((scope) => scope.replace(/^.*(zones|regions)\//, '')))]
}

function scopesThatFailed(items: Readonly<Record<string, ScopeWire>>): readonly string[] {
  return Object.entries(items).flatMap(([scope, { warning }]) => (isUnreachable(warning) ? [scope] : []))
}

const isUnreachable = (warning: WarningWire | undefined) => warning?.code === 'UNREACHABLE'
