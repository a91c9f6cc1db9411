import { type CloudStack, isVisible } from './cloud.ts'
import type { Call, Json } from './command.ts'
import { noEntity } from './found.ts'
import { invalid, Refusal } from './refusal.ts'

/** What every list takes beside its own parameters. */
export const listParameters: ReadonlySet<string> = new Set([
  'account',
  'domainid',
  'isrecursive',
  'keyword',
  'listall',
  'page',
  'pagesize',
  'projectid',
  'showicon',
])

export interface ListInput {
  readonly id?: string
  readonly ids?: readonly string[]
  readonly name?: string
  readonly keyword?: string
  readonly projectid?: string
  readonly zoneid?: string
  readonly page?: number
  readonly pagesize?: number
}

/** What CloudStack's `default.page.size` is until it is changed. */
export const largestPage = 500

/** One page of items under `name` with the number of all; an answer without any when there is none. */
export function answerList<T>(
  cloud: CloudStack,
  call: Call<ListInput>,
  name: string,
  items: readonly T[],
  toWire: (item: T) => Json,
): Json {
  const { page, pagesize } = call.input
  checkPaging(page, pagesize)
  // The option of small pages cuts what a server's own largest page would not.
  const size = pagesize === -1 ? items.length : Math.min(pagesize ?? cloud.pageSize, cloud.pageSize)
  const first = Math.max(0, (page ?? 1) - 1) * size
  const shown = items.slice(first, first + size)
  if (shown.length === 0) return {}
  return { count: items.length, [name]: shown.map(toWire) }
}

function checkPaging(page: number | undefined, size: number | undefined): void {
  if (page === undefined && size !== undefined && size !== -1)
    throw new Refusal(431, '"page" parameter is required when "pagesize" is specified', 9999)
  if (page !== undefined && size === undefined)
    throw new Refusal(431, '"pagesize" parameter is required when "page" is specified', 9999)
  if (size !== undefined && size > largestPage)
    throw invalid(`Page size can't exceed max allowed page size value: ${largestPage}`)
  if (size === -1 && page !== undefined)
    throw invalid("Can't specify page parameter when pagesize is -1 (Unlimited)")
}

interface Named {
  readonly id: string
  /** Rules have none. */
  readonly name?: string
  /** What people see, where that is another name. */
  readonly displayName?: string
}

const isAbout = ({ name = '', displayName = '' }: Named, keyword: string): boolean =>
  name.toLowerCase().includes(keyword) || displayName.toLowerCase().includes(keyword)

/** Those that the parameters 'id', 'ids', `name` and `keyword` choose. Throws a `Refusal` for an id that nothing ever had. */
export function named<T extends Named>(
  cloud: CloudStack,
  { id, ids, name, keyword }: ListInput,
  all: readonly T[],
): readonly T[] {
  const wanted = [...(id === undefined ? [] : [id]), ...(ids ?? [])]
  const lost = wanted.find((one) => !cloud.removed.has(one) && !all.some((item) => item.id === one))
  if (lost !== undefined) throw noEntity(id === lost ? 'id' : 'ids', lost)
  return all.filter(
    (item) =>
      (id === undefined || item.id === id) &&
      (ids === undefined || ids.includes(item.id)) &&
      (name === undefined || item.name === name) &&
      (keyword === undefined || isAbout(item, keyword.toLowerCase())),
  )
}

interface Owned extends Named {
  readonly createdAt: number
  readonly projectId: string | undefined
}

/** As 'named', of what the account or one of its projects has: `projectid` -1 stands for all of them. */
export function ownedBy<T extends Owned>(
  cloud: CloudStack,
  input: ListInput,
  all: Iterable<T>,
): readonly T[] {
  const { id, projectid } = input
  const visible = [...all].filter(({ createdAt }) => isVisible(cloud, createdAt))
  return named(cloud, input, visible).filter(
    ({ projectId }) => projectid === '-1' || id !== undefined || projectId === projectid,
  )
}
