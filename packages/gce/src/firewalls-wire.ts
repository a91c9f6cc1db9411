import type { Firewall, FirewallRule } from '@cloud/core'
import { canonicalCidr, nodeCrypto } from '@cloud/core/driver'
import { nameIn } from './ids.ts'

/** One VPC firewall rule. https://cloud.google.com/compute/docs/reference/rest/v1/firewalls */
export interface FirewallWire {
  readonly id?: string
  readonly name: string
  readonly description?: string
  readonly network: string
  readonly direction: 'INGRESS' | 'EGRESS'
  readonly priority?: number
  readonly sourceRanges?: readonly string[]
  readonly destinationRanges?: readonly string[]
  readonly sourceTags?: readonly string[]
  readonly sourceServiceAccounts?: readonly string[]
  readonly targetTags?: readonly string[]
  readonly targetServiceAccounts?: readonly string[]
  readonly allowed?: readonly AllowedWire[]
  readonly denied?: readonly AllowedWire[]
  readonly disabled?: boolean
  readonly logConfig?: { readonly enable?: boolean }
  readonly creationTimestamp?: string
  readonly selfLink?: string
}

export interface AllowedWire {
  readonly IPProtocol: string
  readonly ports?: readonly string[]
}

/** Who else may come in: nodes with one of these network tags, or that run as one of these service accounts. */
export interface GcePeers {
  readonly sourceTags?: readonly string[] | undefined
  readonly sourceServiceAccounts?: readonly string[] | undefined
}

export type GceRule = FirewallRule<GcePeers>

/** A firewall is the rules of one network whose only target is one network tag. */
export type GceFirewall = Firewall<
  { readonly network: string; readonly tag: string; readonly rules: readonly FirewallWire[] },
  GcePeers
>

export interface Guard {
  readonly network: string
  readonly tag: string
}

export const idOfGuard = ({ network, tag }: Guard): string => `${network}/${tag}`

/** Which firewall a rule is part of; undefined of one for all nodes of a network, for several tags or for service accounts. */
export function guardOf({ network, targetTags, targetServiceAccounts }: FirewallWire): Guard | undefined {
  const [tag, ...others] = targetTags ?? []
  if (tag === undefined || others.length > 0 || targetServiceAccounts?.length) return undefined
  return { network: nameIn(network), tag }
}

export function toFirewall(guard: Guard, rules: readonly FirewallWire[]): GceFirewall {
  const { network, tag } = guard
  return {
    kind: 'firewall',
    id: idOfGuard(guard),
    name: tag,
    rules: rules.filter(({ disabled }) => !disabled).flatMap(toRules),
    native: { network, tag, rules },
  }
}

/** What a rule lets pass. Protocols that the contract has no word for are told under the firewall's `native` alone. */
function toRules(wire: FirewallWire): GceRule[] {
  const { direction, sourceTags, sourceServiceAccounts, allowed = [] } = wire
  const peers = {
    ...(sourceTags?.length && { sourceTags }),
    ...(sourceServiceAccounts?.length && { sourceServiceAccounts }),
  }
  const cidrs = (direction === 'INGRESS' ? wire.sourceRanges : wire.destinationRanges) ?? []
  const common = {
    direction: direction === 'INGRESS' ? ('inbound' as const) : ('outbound' as const),
    cidrs,
    ...(Object.keys(peers).length > 0 && { native: peers }),
  }
  return allowed.flatMap(({ IPProtocol, ports }) => {
    const protocol = protocols.find(([, words]) => words.includes(IPProtocol))?.[0]
    if (protocol === undefined) return []
    if (ports === undefined || ports.length === 0) return [{ ...common, protocol }]
    return ports.map((text) => ({ ...common, protocol, ...portsOf(text) }))
  })
}

/** Protocols go by name or number; that of ICMP is another for IPv6, and has no name. */
const protocols: readonly (readonly [GceRule['protocol'], readonly string[]])[] = [
  ['tcp', ['tcp', '6']],
  ['udp', ['udp', '17']],
  ['icmp', ['icmp', '1', '58']],
  ['all', ['all']],
]

function portsOf(text: string): Pick<GceRule, 'ports'> {
  const [from = '', to = from] = text.split('-')
  if (Number(from) <= 1 && Number(to) === 65_535) return {}
  return { ports: { from: Number(from), to: Number(to) } }
}

/** What is let pass goes before what is not. */
const allowing = 1000
/** After every rule that lets something pass, and before those that come with a network, which are 65534. */
const refusing = 65_000

const versionOf = (cidr: string) => (cidr.includes(':') ? 6 : 4)

/**
 * The rules that make a firewall: those that let something pass, and after them some that let nothing pass, since without those the network's own
 * would. A rule has addresses of one version. Names tell what is in a rule, so that one that stays has the name that it had.
 */
export function toWires(guard: Guard, rules: readonly GceRule[]): readonly FirewallWire[] {
  const groups = new Map<string, Draft>()
  for (const draft of rules.flatMap(drafts)) {
    const key = JSON.stringify({ ...draft, allowed: [] })
    const before = groups.get(key)?.allowed ?? []
    groups.set(key, { ...draft, allowed: [...before, ...draft.allowed] })
  }
  const allow = [...groups.values()].map(({ allowed, ...draft }) => ({
    ...draft,
    priority: allowing,
    allowed: allowed.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  }))
  return [claimOf(guard), ...[...closing, ...allow].map((draft) => named(guard, draft))]
}

type Draft = Omit<FirewallWire, 'name' | 'network' | 'allowed'> & { readonly allowed: readonly AllowedWire[] }

function drafts({ direction, protocol, ports, cidrs, native = {} }: GceRule): Draft[] {
  const { sourceTags, sourceServiceAccounts } = native
  const inbound = direction === 'inbound'
  const port = ports && (ports.from === ports.to ? `${ports.from}` : `${ports.from}-${ports.to}`)
  const allowed = (version: number) => ({
    IPProtocol: protocol === 'icmp' && version === 6 ? '58' : protocol,
    ...(port !== undefined && { ports: [port] }),
  })
  const of = (version: number, ranges: readonly string[], peers: Pick<Draft, keyof GcePeers>): Draft => ({
    direction: inbound ? 'INGRESS' : 'EGRESS',
    ...(ranges.length > 0 && {
      [inbound ? 'sourceRanges' : 'destinationRanges']: [...new Set(ranges)].toSorted(),
    }),
    ...peers,
    allowed: [allowed(version)],
  })
  const byVersion = [4, 6].map(
    (version) => [version, cidrs.filter((cidr) => versionOf(cidr) === version)] as const,
  )
  const others = {
    ...(sourceTags?.length ? { sourceTags } : {}),
    ...(sourceServiceAccounts?.length ? { sourceServiceAccounts } : {}),
  }
  return [
    ...byVersion.flatMap(([version, ranges]) =>
      ranges.length > 0 ? [of(version, ranges.map(canonicalCidr), {})] : [],
    ),
    ...(Object.keys(others).length > 0 ? [of(4, [], others)] : []),
  ]
}

type Closing = Omit<FirewallWire, 'name' | 'network'>

/** From outside a network with IPv6 lets nothing in of itself. */
const closing: readonly Closing[] = ['0.0.0.0/0', '::/0'].map((cidr) => ({
  direction: 'EGRESS',
  destinationRanges: [cidr],
  denied: [{ IPProtocol: 'all' }],
  priority: refusing,
}))

/** The one rule that every firewall has: who makes it makes the firewall, since its name is taken then. */
export const claimOf = (guard: Guard): FirewallWire =>
  named(guard, {
    direction: 'INGRESS',
    sourceRanges: ['0.0.0.0/0'],
    denied: [{ IPProtocol: 'all' }],
    priority: refusing,
  })

function named(guard: Guard, draft: Closing): FirewallWire {
  const { network, tag } = guard
  const digest = nodeCrypto()
    .hash('sha256', JSON.stringify([network, tag, draft]))
    .slice(0, 16)
  return {
    ...draft,
    name: `${tag.slice(0, 46)}-${digest}`.replace(/-+/g, '-'),
    network: `global/networks/${network}`,
    targetTags: [tag],
    description: `Part of the firewall ${idOfGuard(guard)}`,
  }
}
