import type { CookieStickiness } from '@cloud/core'
import { checkNames, checkSeconds, invalid, told } from '@cloud/core/driver'
import type { ForwardingRuleWire } from './forwarding-rules-wire.ts'

export function checkStickiness(stickiness: CookieStickiness): void {
  checkNames('The stickiness', stickiness, ['by', 'durationMs', 'cookieName'])
  const { by, durationMs, cookieName } = stickiness
  if (by !== 'cookie') throw invalid(`The stickiness is by ${JSON.stringify(by)}`, 'cookie')
  checkSeconds('durationMs', durationMs, 1, 34_650)
  if (
    cookieName !== undefined &&
    !(typeof cookieName === 'string' && /^[\w!#$%&'*+.^`|~-]{2,40}$/.test(cookieName))
  )
    throw invalid(`${told(cookieName)} is no name of a cookie`, '2 to 40 characters, as in DO-LB')
}

/** `invalid` where no rule shows the balancer the cookies that pass. */
export function checkCookies(rules: readonly ForwardingRuleWire[]): void {
  const reads = ({ entry_protocol, tls_passthrough }: ForwardingRuleWire) =>
    /^http/.test(entry_protocol) && !tls_passthrough
  if (!rules.some(reads))
    throw invalid('No listener can set a cookie', 'one of http, or of https with a certificate')
}
