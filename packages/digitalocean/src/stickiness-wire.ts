import type { CookieStickiness } from '@cloud/core'
import type { StickySessionsWire } from './load-balancers-wire.ts'

/** What DigitalOcean's own console proposes: the API takes no cookie without a name. */
const defaultCookie = 'DO-LB'

export function toStickiness({
  type,
  cookie_name,
  cookie_ttl_seconds = 0,
}: StickySessionsWire): CookieStickiness | undefined {
  if (type !== 'cookies') return undefined
  return {
    by: 'cookie',
    durationMs: cookie_ttl_seconds * 1000,
    ...(cookie_name && { cookieName: cookie_name }),
  }
}

export function toSticky(stickiness: CookieStickiness | undefined): StickySessionsWire {
  if (stickiness === undefined) return { type: 'none' }
  const { durationMs, cookieName = defaultCookie } = stickiness
  return { type: 'cookies', cookie_name: cookieName, cookie_ttl_seconds: durationMs / 1000 }
}
