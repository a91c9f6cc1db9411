import { type ApiReply, type ApiRequest, type Json, Refusal } from '@cloud/emulators/kit'

/** One page of a list, by the token that the page before it gave. */
export function page(items: readonly Json[], { query }: ApiRequest, pageSize: number): ApiReply {
  const after = query.get('after') ?? '0'
  const start = Number(after)
  if (!/^\d{1,9}$/.test(after) || (start > 0 && start >= items.length))
    throw new Refusal(400, 'invalid_argument', 'The token of the page is unknown.')
  const end = start + pageSize
  return { body: { items: items.slice(start, end), next: end < items.length ? String(end) : undefined } }
}
