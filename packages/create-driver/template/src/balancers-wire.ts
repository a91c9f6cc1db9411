import type { ActiveListener, Balancer, BalancerState, Listener, Member, MemberState } from '@cloud/core'
import { checkNames, checkWhole, invalid } from '@cloud/core/driver'

export interface ListenerWire {
  readonly protocol: 'http' | 'tcp'
  readonly port: number
  readonly target_port: number
}

export interface BalancerWire {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly location: string
  readonly ip: string | null
  readonly listeners: readonly ListenerWire[]
  readonly created_at: string
}

export interface MemberWire {
  readonly server: string
  readonly status: string
}

/** A balancer of this driver. */
export type AcmeBalancer = Balancer<BalancerWire>

const states: Readonly<Record<string, BalancerState>> = { provisioning: 'creating', active: 'active' }
const memberStates: Readonly<Record<string, MemberState>> = {
  checking: 'starting',
  up: 'healthy',
  down: 'unhealthy',
}

export function toBalancer(wire: BalancerWire): AcmeBalancer {
  return {
    kind: 'balancer',
    id: wire.id,
    name: wire.name,
    state: (Object.hasOwn(states, wire.status) && states[wire.status]) || 'unknown',
    ips: wire.ip === null ? [] : [wire.ip],
    listeners: wire.listeners.map(toListener),
    location: wire.location,
    createdAt: wire.created_at,
    native: wire,
  }
}

const toListener = ({ protocol, port, target_port: targetPort }: ListenerWire): ActiveListener => {
  return { protocol, port, targetProtocol: protocol, targetPort }
}

/** A member has the id of its server. */
export function toMember(wire: MemberWire): Member<MemberWire> {
  const state = (Object.hasOwn(memberStates, wire.status) && memberStates[wire.status]) || 'unknown'
  return { kind: 'member', id: wire.server, node: wire.server, state, native: wire }
}

/** Listeners as the API takes them; `invalid` for what cannot be right, and for what this cloud has not. */
export function listenersToWire(listeners: readonly Listener[]): readonly ListenerWire[] {
  if (!Array.isArray(listeners) || listeners.length === 0)
    throw invalid('A balancer has a listener', 'at least one in listeners')
  const all = listeners.map((listener, at) => listenerToWire(`listeners[${at}]`, listener))
  const ports = all.map(({ port }) => port)
  if (new Set(ports).size < ports.length) throw invalid('Two listeners are on one port')
  return all
}

const names = ['protocol', 'port', 'targetProtocol', 'targetPort', 'certificate', 'native']

function listenerToWire(what: string, listener: Listener): ListenerWire {
  checkNames(what, listener, names)
  const { protocol, targetProtocol = protocol, certificate, native } = listener
  if (native !== undefined) checkNames(`${what}.native`, native as object, [])
  if (protocol !== 'http' && protocol !== 'tcp')
    throw invalid(`${what}.protocol is ${JSON.stringify(protocol)}`, 'http or tcp')
  if (targetProtocol !== protocol) throw invalid(`${what} does not become ${targetProtocol}`, protocol)
  if (certificate !== undefined) throw invalid(`${what} takes no certificate`)
  const port = checkWhole(`${what}.port`, listener.port, 1, 65_535)
  return {
    protocol,
    port,
    target_port: checkWhole(`${what}.targetPort`, listener.targetPort ?? port, 1, 65_535),
  }
}
