import { formBody, type HttpDraft, invalid } from '@cloud/core/driver'

/** Parameters as an API's documentation writes them: nested, with lists. What is undefined is left out. */
export type QueryParameters = { readonly [name: string]: QueryValue }
type QueryValue = string | number | boolean | undefined | readonly QueryValue[] | QueryParameters

/**
 * A request of EC2's query protocol: `Filter: [{ Name: 'a', Value: ['b'] }]` goes as `Filter.1.Name=a&Filter.1.Value.1=b`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html
 */
export function queryRequest(action: string, version: string, parameters: QueryParameters): HttpDraft {
  const pairs: [string, string][] = [
    ['Action', action],
    ['Version', version],
  ]
  flatten('', parameters, pairs)
  return {
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: formBody(pairs),
  }
}

function flatten(prefix: string, value: QueryValue, into: [string, string][]): void {
  if (value === undefined) return
  if (typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw invalid(`${prefix} is ${value}`, 'a number')
    into.push([prefix, String(value)])
    return
  }
  const entries = Array.isArray(value) ? value.map((item, index) => [index + 1, item]) : Object.entries(value)
  for (const [name, item] of entries) flatten(prefix === '' ? name : `${prefix}.${name}`, item, into)
}
