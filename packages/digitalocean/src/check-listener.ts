import type { Listener } from '@cloud/core'
import { checkNames, invalid } from '@cloud/core/driver'
import {
  type DigitalOceanListener,
  entryOf,
  type ForwardingRuleWire,
  toRule,
} from './forwarding-rules-wire.ts'

const names = ['protocol', 'port', 'targetProtocol', 'targetPort', 'certificate', 'native']
const nativeNames = ['entryProtocol', 'targetProtocol', 'tlsPassthrough']

/** The rules for listeners; `invalid` for one that cannot be, alone or beside the others. */
export function rulesOf(listeners: readonly Listener<DigitalOceanListener>[]): readonly ForwardingRuleWire[] {
  if (!Array.isArray(listeners) || listeners.length === 0)
    throw invalid('A balancer needs a listener', 'at least one in listeners')
  const rules = listeners.map((listener, index) => ruleOf(`listeners[${index}]`, listener))
  const entries = rules.map(entryOf)
  const twice = entries.find((entry, index) => entries.indexOf(entry) !== index)
  if (twice !== undefined) throw invalid(`Two listeners are on ${twice}`)
  return rules
}

export function ruleOf(what: string, listener: Listener<DigitalOceanListener>): ForwardingRuleWire {
  checkNames(what, listener, names)
  const { protocol, port, targetProtocol, targetPort, native = {} } = listener
  checkProtocol(`${what}.protocol`, protocol)
  if (targetProtocol !== undefined) checkProtocol(`${what}.targetProtocol`, targetProtocol)
  checkPort(`${what}.port`, port)
  if (targetPort !== undefined) checkPort(`${what}.targetPort`, targetPort)
  checkNames(`${what}.native`, native, nativeNames)
  if (protocol !== 'https' && Object.keys(native).length > 0)
    throw invalid(`${what}.native is for https alone`)
  checkCertificate(what, listener)
  const rule = toRule(listener)
  checkSides(what, rule)
  return rule
}

function checkProtocol(what: string, protocol: unknown): void {
  if (protocol === 'tls')
    throw invalid(`${what} is tls, which DigitalOcean has not`, 'https, or tcp to end it at the members')
  if (!['http', 'https', 'tcp', 'udp'].includes(String(protocol)))
    throw invalid(`${what} is ${JSON.stringify(protocol)}`, 'http, https, tcp or udp')
}

export function checkPort(what: string, port: unknown): void {
  if (Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535) return
  throw invalid(`${what} is ${JSON.stringify(port)}`, 'a whole number from 1 to 65535')
}

function checkCertificate(
  what: string,
  { protocol, certificate, native = {} }: Listener<DigitalOceanListener>,
) {
  const wanted = protocol === 'https' && !native.tlsPassthrough
  if (wanted && certificate === undefined)
    throw invalid(`${what} of https needs a certificate`, 'the option certificate, or native.tlsPassthrough')
  if (!wanted && certificate !== undefined) throw invalid(`${what} takes no certificate`)
}

/** `invalid` where clients would be sent to a port that nobody listens on. */
export function checkRedirect(
  { redirectHttpToHttps }: { readonly redirectHttpToHttps?: boolean | undefined },
  rules: readonly ForwardingRuleWire[],
): void {
  if (redirectHttpToHttps && !rules.some(({ entry_protocol: entry }) => /^http[s23]$/.test(entry)))
    throw invalid('redirectHttpToHttps leads nowhere', 'a listener of https')
}

/** UDP and TCP are handed on as they are, and so is what the balancer does not decrypt. */
function checkSides(
  what: string,
  { entry_protocol: entry, target_protocol: target, tls_passthrough: passed }: ForwardingRuleWire,
): void {
  if (passed && entry !== target)
    throw invalid(`${what} with tlsPassthrough cannot hand ${entry} on as ${target}`, entry)
  if (passed && entry === 'http3') throw invalid(`${what}: http3 has no tlsPassthrough`, 'https or http2')
  const fits = ['tcp', 'udp'].every((each) => (entry === each) === (target === each))
  if (!fits) throw invalid(`${what} cannot hand ${entry} on as ${target}`)
}
