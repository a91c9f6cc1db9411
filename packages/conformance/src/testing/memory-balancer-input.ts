import type { ActiveListener, BalancerProtocol, Listener, Member, NodeTarget } from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { idOf, known } from './memory-input.ts'

const layers: Readonly<Record<BalancerProtocol, readonly BalancerProtocol[]>> = {
  http: ['http', 'https'],
  https: ['http', 'https'],
  tcp: ['tcp', 'tls'],
  tls: ['tcp', 'tls'],
  udp: ['udp'],
}

/** Listeners with nothing left out; `invalid` for what cannot be right. */
export function checkListeners(listeners: readonly Listener[]): readonly ActiveListener[] {
  if (!Array.isArray(listeners) || listeners.length === 0)
    throw invalid('listeners are a list of one or more')
  const all = listeners.map(activeListener)
  if (new Set(all.map(entryOf)).size < all.length) throw invalid('two listeners are on one port')
  return all
}

export function activeListener(listener: Listener): ActiveListener {
  known(listener, 'protocol port targetProtocol targetPort certificate native')
  if (typeof listener !== 'object') throw invalid('a listener is an object')
  const { protocol, port, targetPort = port } = listener
  if (!Object.hasOwn(layers, protocol)) throw invalid(`${String(protocol)} is no protocol`)
  for (const one of [port, targetPort]) checkPort(one)
  const [first = protocol] = layers[protocol]
  const targetProtocol = listener.targetProtocol ?? first
  if (!layers[protocol].includes(targetProtocol))
    throw invalid(`${protocol} does not become ${targetProtocol}`)
  const shows = protocol === 'https' || protocol === 'tls'
  if (shows !== (listener.certificate !== undefined))
    throw invalid('https and tls need a certificate, no other takes one')
  const whole = { protocol, port, targetProtocol, targetPort }
  return listener.certificate === undefined
    ? whole
    : { ...whole, certificate: idOf(listener.certificate, 'certificate') }
}

export function checkPort(port: unknown): void {
  if (!Number.isInteger(port) || Number(port) < 1 || Number(port) > 65_535)
    throw invalid(`${String(port)} is no port`, '1 to 65535')
}

/** What a listener is the only one of. */
export function entryOf({ protocol, port }: Pick<Listener, 'protocol' | 'port'>): string {
  return `${protocol === 'udp' ? 'udp' : 'tcp'} ${port}`
}

/** The node that is meant. */
export function memberNode(target: NodeTarget): string {
  if (typeof target !== 'object') throw invalid('a member is an object')
  known(target, 'node')
  return idOf(target.node, 'node')
}

/** The node that is meant, by itself or as a member. */
export function byEither(target: NodeTarget | Pick<Member, 'kind' | 'id'>): string {
  const isMember = typeof target === 'object' && Object.hasOwn(target, 'kind')
  return isMember ? idOf(target as Member, 'member') : memberNode(target as NodeTarget)
}

export function needCertificates(cloud: MemoryCloud, listeners: readonly ActiveListener[]): void {
  for (const { certificate } of listeners) {
    if (certificate !== undefined && !cloud.records('certificate').has(certificate))
      throw refuse('not-found', 'there is no such certificate')
  }
}
