import type { RoutedRequest } from '../balancing/frontend.ts'
import type { Wire } from './json.ts'
import { linksOf } from './linked.ts'

/**
 * Whether a request meets all that one match of a route rule asks for. What it does not know of it is not asked for.
 * https://cloud.google.com/compute/docs/reference/rest/v1/urlMaps: `HttpRouteRuleMatch`
 */
export function matchOf(match: Wire): (request: RoutedRequest) => boolean {
  const headers = linksOf(match.headerMatches) as readonly Wire[]
  const parameters = linksOf(match.queryParameterMatches) as readonly Wire[]
  return (request) =>
    isPath(match, request.path) &&
    headers.every((header) => isHeader(header, request)) &&
    parameters.every((parameter) => isParameter(parameter, request))
}

function isPath({ prefixMatch, fullPathMatch, regexMatch, ignoreCase }: Wire, path: string): boolean {
  const folded = (text: unknown) => (ignoreCase === true ? String(text).toLowerCase() : String(text))
  if (fullPathMatch !== undefined) return folded(path) === folded(fullPathMatch)
  if (regexMatch !== undefined) return isWhole(regexMatch, path)
  return folded(path).startsWith(folded(prefixMatch ?? '/'))
}

function isHeader({ headerName, invertMatch, ...match }: Wire, { headers }: RoutedRequest): boolean {
  const sent = headers[String(headerName).toLowerCase()]
  const value = typeof sent === 'string' ? sent : sent?.join(',')
  return isValue(match, value) !== (invertMatch === true)
}

const isParameter = ({ name, ...match }: Wire, { query }: RoutedRequest): boolean =>
  isValue(match, new URLSearchParams(query).get(String(name)) ?? undefined)

function isValue(match: Wire, value: string | undefined): boolean {
  const { exactMatch, prefixMatch, suffixMatch, regexMatch, presentMatch } = match
  if (presentMatch !== undefined) return (value !== undefined) === presentMatch
  if (value === undefined) return false
  if (exactMatch !== undefined) return value === exactMatch
  if (prefixMatch !== undefined) return value.startsWith(String(prefixMatch))
  if (suffixMatch !== undefined) return value.endsWith(String(suffixMatch))
  return regexMatch === undefined || isWhole(regexMatch, value)
}

/** Google's expressions are those of RE2, which are told apart from ours by little that anybody writes. */
function isWhole(expression: unknown, text: string): boolean {
  try {
    return new RegExp(`^(?:${expression})$`).test(text)
  } catch {
    return false
  }
}
