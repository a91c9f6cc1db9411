import type { OwnAnswer, RoutedRequest } from '../balancing/frontend.ts'
import type { Wire } from './json.ts'

const statuses: Readonly<Record<string, number>> = {
  MOVED_PERMANENTLY_DEFAULT: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
}

/** `prefixRedirect` is for route rules. https://cloud.google.com/compute/docs/reference/rest/v1/urlMaps */
export function redirectAnswer(
  protocol: 'http' | 'https',
  { hostRedirect, httpsRedirect, pathRedirect, redirectResponseCode, stripQuery }: Wire,
  { host, path, query }: RoutedRequest,
): OwnAnswer {
  const scheme = httpsRedirect === true ? 'https' : protocol
  const rest = `${pathRedirect ?? path}${stripQuery === true ? '' : query}`
  return {
    status: statuses[String(redirectResponseCode)] ?? 301,
    headers: { location: `${scheme}://${hostRedirect ?? host}${rest}` },
  }
}
