import type { ActiveListener, BalancerProtocol, Listener } from '@cloud/core'
import { uuidOf } from './ids.ts'

export interface ForwardingRuleWire {
  readonly entry_protocol: string
  readonly entry_port: number
  readonly target_protocol: string
  readonly target_port: number
  /** Empty where there is none. */
  readonly certificate_id?: string
  readonly tls_passthrough?: boolean
}

/** What a listener takes, and tells, under `native`: all of it of the protocol `https`. */
export interface DigitalOceanListener {
  /** What clients speak in place of HTTP/1.1. `http3` listens on a port of UDP. */
  readonly entryProtocol?: 'http2' | 'http3' | undefined
  /** What members are spoken to in. */
  readonly targetProtocol?: 'http2' | undefined
  /** Encryption ends at the members: there is no certificate, and both sides speak the same. */
  readonly tlsPassthrough?: boolean | undefined
}

const portable: Readonly<Record<string, BalancerProtocol>> = {
  http: 'http',
  https: 'https',
  http2: 'https',
  http3: 'https',
  tcp: 'tcp',
  udp: 'udp',
}

export function toListener(rule: ForwardingRuleWire): ActiveListener<DigitalOceanListener> {
  const { entry_protocol: entry, target_protocol: target, certificate_id: certificate } = rule
  const native: DigitalOceanListener = {
    ...((entry === 'http2' || entry === 'http3') && { entryProtocol: entry }),
    ...(target === 'http2' && { targetProtocol: target }),
    ...(rule.tls_passthrough && { tlsPassthrough: true }),
  }
  return {
    protocol: portable[entry] ?? 'tcp',
    port: rule.entry_port,
    targetProtocol: portable[target] ?? 'tcp',
    targetPort: rule.target_port,
    ...(certificate && { certificate }),
    ...(Object.keys(native).length > 0 && { native }),
  }
}

export function toRule(listener: Listener<DigitalOceanListener>): ForwardingRuleWire {
  const { protocol, port, targetPort = port, certificate, native = {} } = listener
  const { entryProtocol = protocol, tlsPassthrough = false } = native
  const behind = tlsPassthrough ? entryProtocol : protocol === 'https' ? 'http' : protocol
  return {
    entry_protocol: entryProtocol,
    entry_port: port,
    target_protocol: native.targetProtocol ?? listener.targetProtocol ?? behind,
    target_port: targetPort,
    ...(certificate !== undefined && { certificate_id: uuidOf('certificate', certificate, 'certificate') }),
    ...(tlsPassthrough && { tls_passthrough: true }),
  }
}

/** Where a rule listens: HTTP/3 and UDP have ports of their own. */
export const entryOf = ({ entry_protocol: protocol, entry_port: port }: ForwardingRuleWire): string =>
  `${protocol === 'udp' || protocol === 'http3' ? 'udp' : 'tcp'} port ${port}`

export const sameRule = (a: ForwardingRuleWire, b: ForwardingRuleWire): boolean => textOf(a) === textOf(b)

const textOf = (rule: ForwardingRuleWire) => JSON.stringify(toRule(toListener(rule)))
