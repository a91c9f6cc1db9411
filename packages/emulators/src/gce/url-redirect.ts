import type { OwnAnswer, RoutedRequest } from '../balancing/frontend.ts'
import type { Wire } from './json.ts'

const statuses: Readonly<Record<string, number>> = {
  MOVED_PERMANENTLY_DEFAULT: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
}

interface Way {
  readonly protocol: 'http' | 'https'
  /** What `prefixRedirect` is put in the place of. */
  readonly prefix: string
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/urlMaps: `HttpRedirectAction` */
export function redirectAnswer({ protocol, prefix }: Way, action: Wire, request: RoutedRequest): OwnAnswer {
  const { hostRedirect, httpsRedirect, pathRedirect, prefixRedirect, redirectResponseCode, stripQuery } =
    action
  const { host, path, query } = request
  const moved = prefixRedirect === undefined ? path : `${prefixRedirect}${path.slice(prefix.length)}`
  const scheme = httpsRedirect === true ? 'https' : protocol
  const rest = `${pathRedirect ?? moved}${stripQuery === true ? '' : query}`
  return {
    status: statuses[String(redirectResponseCode)] ?? 301,
    headers: { location: `${scheme}://${hostRedirect ?? host}${rest}` },
  }
}
