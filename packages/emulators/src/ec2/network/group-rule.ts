/** Where a rule lets traffic come from or go to. */
export type Peer =
  | { readonly kind: 'ipv4'; readonly cidr: string }
  | { readonly kind: 'ipv6'; readonly cidr: string }
  | { readonly kind: 'group'; readonly groupId: string }

/** What a rule says, without its id. */
export interface RuleTerms {
  readonly egress: boolean
  /** `tcp`, `udp`, `icmp`, `icmpv6`, another protocol's number, or `-1` for all. */
  readonly protocol: string
  /** Ports, or an ICMP type and code; -1 is any. */
  readonly from: number
  readonly to: number
  readonly peer: Peer
  readonly description: string | undefined
}

export interface GroupRule extends RuleTerms {
  readonly id: string
}

/** Ports mean something in these protocols alone. */
export const hasPorts = (protocol: string): boolean => ['tcp', 'udp', 'icmp', 'icmpv6'].includes(protocol)

export const peerText = (peer: Peer): string => (peer.kind === 'group' ? peer.groupId : peer.cidr)

/** Of two rules with the same key one is too many: a description makes no difference. */
export const ruleKey = ({ egress, protocol, from, to, peer }: RuleTerms): string =>
  `${egress} ${protocol} ${from} ${to} ${peerText(peer)}`

/** A rule in the words of EC2's messages. */
export function ruleText({ protocol, from, to, peer }: RuleTerms): string {
  const ports = hasPorts(protocol) ? `, from port: ${from}, to port: ${to}` : ''
  const name = protocol === '-1' ? 'ALL' : protocol.toUpperCase()
  return `peer: ${peerText(peer)}, ${name}${ports}, ALLOW`
}

const all = { protocol: '-1', from: -1, to: -1, description: undefined } as const

/** What every new group lets out. */
export const allToAnywhere = (id: string): GroupRule => ({
  ...all,
  id,
  egress: true,
  peer: { kind: 'ipv4', cidr: '0.0.0.0/0' },
})

/** What a VPC's default group lets in: its own members. */
export const fromGroup = (id: string, groupId: string): GroupRule => ({
  ...all,
  id,
  egress: false,
  peer: { kind: 'group', groupId },
})
