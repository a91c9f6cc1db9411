import type { DigitalOcean } from './cloud.ts'
import type { Call, Json } from './operation.ts'

const defaultPerPage = 20

/** One page of `items` under `name`, with links to the others and the total, as every list of the API has them. */
export function page<T>(
  cloud: Pick<DigitalOcean, 'pageSize'>,
  call: Call,
  name: string,
  items: readonly T[],
  toWire: (item: T) => Json,
): Json {
  const { shown, ...rest } = cut(cloud, call, items)
  return { [name]: shown.map(toWire), ...rest }
}

interface Cut<T> {
  readonly shown: readonly T[]
  readonly links: Json
  readonly meta: { readonly total: number }
}

/** The items of the page that a request asks for, for lists that are no arrays. */
export function cut<T>(
  { pageSize }: Pick<DigitalOcean, 'pageSize'>,
  call: Call,
  items: readonly T[],
): Cut<T> {
  const number = Number(call.query.page ?? 1)
  const size = Math.min(Number(call.query.per_page ?? defaultPerPage), pageSize)
  const last = Math.max(1, Math.ceil(items.length / size))
  return {
    shown: items.slice((number - 1) * size, number * size),
    links: links(call, number, last),
    meta: { total: items.length },
  }
}

function links(call: Call, number: number, last: number): Json {
  if (last === 1 && number === 1) return {}
  const to = (wanted: number) => linkTo(call, wanted)
  return {
    pages: {
      ...(number > 1 && { first: to(1), prev: to(Math.min(number - 1, last)) }),
      ...(number < last && { next: to(number + 1), last: to(last) }),
    },
  }
}

/** The request again, filters and all, for another page. */
function linkTo({ origin, target }: Call, number: number): string {
  const url = new URL(target, origin)
  url.searchParams.set('page', String(number))
  return url.href
}
