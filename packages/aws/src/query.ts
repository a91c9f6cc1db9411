import { formBody, type HttpDraft, invalid } from '@cloud/core/driver'

/** Parameters as an API's documentation writes them: nested, with lists. What is undefined is left out. */
export type QueryParameters = { readonly [name: string]: QueryValue }
type QueryValue = string | number | boolean | undefined | readonly QueryValue[] | QueryParameters

/** How lists are written: with their numbers alone, as EC2 has it, or as `member`s, as the other services of the query protocol. */
export type QueryLists = 'numbers' | 'members'

/**
 * A request of the query protocol: `Filter: [{ Name: 'a', Value: ['b'] }]` goes as `Filter.1.Name=a&Filter.1.Value.1=b`; with `members`, as
 * `Filter.member.1.Name=a&Filter.member.1.Value.member.1=b`, and a list without items as `Filter=`, where EC2 has no way to send one.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryRequest(
  action: string,
  version: string,
  parameters: QueryParameters,
  lists: QueryLists = 'numbers',
): HttpDraft {
  const pairs: [string, string][] = [
    ['Action', action],
    ['Version', version],
  ]
  flatten('', parameters, lists, pairs)
  return {
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: formBody(pairs),
  }
}

function flatten(prefix: string, value: QueryValue, lists: QueryLists, into: [string, string][]): void {
  if (value === undefined) return
  if (typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw invalid(`${prefix} is ${value}`, 'a number')
    into.push([prefix, String(value)])
    return
  }
  if (lists === 'members' && Array.isArray(value) && value.length === 0) into.push([prefix, ''])
  for (const [name, item] of entriesOf(value, lists))
    flatten(prefix === '' ? name : `${prefix}.${name}`, item, lists, into)
}

function entriesOf(
  value: readonly QueryValue[] | QueryParameters,
  lists: QueryLists,
): [string, QueryValue][] {
  if (!isList(value)) return Object.entries(value)
  return value.map((item, index) => [`${lists === 'members' ? 'member.' : ''}${index + 1}`, item])
}

const isList = (value: readonly QueryValue[] | QueryParameters): value is readonly QueryValue[] =>
  Array.isArray(value)
