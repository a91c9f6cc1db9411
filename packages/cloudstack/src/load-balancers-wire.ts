import type { ActiveListener, Algorithm, Balancer, BalancerState, Member } from '@cloud/core'
import type { VirtualMachineWire } from './nodes-wire.ts'
import type { TagWire } from './tags-wire.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listLoadBalancerRules.html */
export interface LoadBalancerWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly state?: string
  readonly algorithm: string
  readonly protocol?: string
  readonly publicip: string
  readonly publicipid: string
  readonly publicport: string | number
  readonly privateport: string | number
  readonly cidrlist?: string
  readonly networkid?: string
  readonly zoneid?: string
  readonly tags?: readonly TagWire[]
}

/** What is under `native` of a balancer. */
export interface CloudStackBalancerNative extends LoadBalancerWire {
  /** The job that the driver waited for: of `createBalancer` alone. */
  readonly operation?: string
}

/** A balancer of this driver: a rule, which has one listener on a public address. */
export type CloudStackBalancer = Balancer<CloudStackBalancerNative>

/** What the driver keeps in the description of a rule, behind the caller's own words. */
export interface Notes {
  /** What the members are spoken to: CloudStack knows TCP and UDP alone. */
  readonly protocol: 'http' | 'tcp' | 'udp'
  readonly intent: string
  readonly digest: string
  /** The address was taken for this rule, and goes with it. */
  readonly ownAddress: boolean
}

export function describe(text: string | undefined, { protocol, intent, digest, ownAddress }: Notes): string {
  const notes = [`cloud-intent:${intent}${digest}`, `cloud-protocol:${protocol}`]
  return [...(text ? [text] : []), ...notes, ...(ownAddress ? ['cloud-address:own'] : [])].join(' ')
}

/** The notes of a rule; one that was made elsewhere has none, and what is balanced on port 80 is HTTP. */
export function notesOf({ description = '', protocol = 'tcp', publicport }: LoadBalancerWire): Notes {
  const [, intent = '', digest = ''] = /\bcloud-intent:([0-9a-z]{12})([0-9a-z]{6})?\b/.exec(description) ?? []
  const [, kept] = /\bcloud-protocol:(http|tcp|udp)\b/.exec(description) ?? []
  const told = /^udp$/i.test(protocol) ? 'udp' : String(publicport) === '80' ? 'http' : 'tcp'
  return {
    protocol: (kept as Notes['protocol'] | undefined) ?? told,
    intent,
    digest,
    ownAddress: /\bcloud-address:own\b/.test(description),
  }
}

const states: Readonly<Record<string, BalancerState>> = {
  // A rule stays so until it has members.
  add: 'active',
  staged: 'creating',
  active: 'active',
  revoke: 'deleting',
  deleting: 'deleting',
}

export function toBalancer(wire: LoadBalancerWire, operation?: string): CloudStackBalancer {
  const state = (wire.state ?? '').toLowerCase()
  return {
    kind: 'balancer',
    id: wire.id,
    name: wire.name,
    state: (Object.hasOwn(states, state) && states[state]) || 'unknown',
    ips: [wire.publicip],
    listeners: [toListener(wire)],
    ...(wire.zoneid && { location: wire.zoneid }),
    native: operation === undefined ? wire : { ...wire, operation },
  }
}

function toListener(wire: LoadBalancerWire): ActiveListener {
  const { protocol } = notesOf(wire)
  return {
    protocol,
    port: Number(wire.publicport),
    targetProtocol: protocol,
    targetPort: Number(wire.privateport),
  }
}

/** Those that the virtual router has; others may have more. */
export type CloudStackAlgorithm = 'round-robin' | 'least-connections' | 'source-ip'

const algorithms: readonly (readonly [ours: CloudStackAlgorithm, theirs: string])[] = [
  ['round-robin', 'roundrobin'],
  ['least-connections', 'leastconn'],
  ['source-ip', 'source'],
]

export const toAlgorithm = (theirs: string): Algorithm =>
  algorithms.find((pair) => pair[1] === theirs.toLowerCase())?.[0] ?? 'round-robin'

export const fromAlgorithm = (ours: Algorithm): string | undefined =>
  algorithms.find((pair) => pair[0] === ours)?.[1]

/** How a member is, where the network's balancer tells it. */
export function toMember(wire: VirtualMachineWire): Member {
  const state = wire.servicestate?.toLowerCase()
  return {
    kind: 'member',
    id: wire.id,
    node: wire.id,
    state: state === 'up' ? 'healthy' : state === 'down' ? 'unhealthy' : 'unknown',
    native: { id: wire.id, name: wire.name, ...(wire.servicestate && { servicestate: wire.servicestate }) },
  }
}
