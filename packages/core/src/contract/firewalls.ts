import type { CallOptions, Listing, Ref, Resource } from './call.ts'

/**
 * What may pass; what no rule lets through does not. `native` names other peers than addresses: groups, tags, balancers. A rule
 * without any peer lets nothing pass and is `invalid`.
 */
export interface FirewallRule<In = unknown> {
  readonly direction: 'inbound' | 'outbound'
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'all'
  /** First and last port, 1 to 65535, of `tcp` and `udp`; left out, all. `invalid` of the others, which have none. */
  readonly ports?: { readonly from: number; readonly to: number } | undefined
  /**
   * Address ranges of IPv4 and IPv6, as in `203.0.113.0/24`; `0.0.0.0/0` and `::/0` are everybody. Bits beyond the prefix, as in
   * `203.0.113.7/24`, are `invalid`: providers differ in what they make of them.
   */
  readonly cidrs: readonly string[]
  readonly native?: In | undefined
}

/** Rules that go together, for the nodes that it is attached to. */
export interface Firewall<Native = unknown, RuleNative = unknown> extends Resource<'firewall', Native> {
  readonly rules: readonly FirewallRule<RuleNative>[]
  /** Ids of the nodes that it guards, where the provider tells them. */
  readonly nodes?: readonly string[]
}

export interface CreateFirewall<In = never, RuleIn = never> {
  readonly name: string
  /** An empty list lets nothing pass; `invalid` where the provider keeps no firewall without a rule. */
  readonly rules: readonly FirewallRule<RuleIn>[]
  readonly native?: In | undefined
}

/** Firewalls. Where several guard a node, what any of them lets through passes. */
export interface Firewalls<F extends Firewall = Firewall, In = never, RuleIn = never> {
  readonly listFirewalls: (query?: { readonly name?: string | undefined }, call?: CallOptions) => Listing<F>
  /** `not-found` where there is none. */
  readonly getFirewall: (firewall: Ref<'firewall'>, call?: CallOptions) => Promise<F>
  /** `already-exists` where the name is taken and must be unique; `quota`. */
  readonly createFirewall: (options: CreateFirewall<In, RuleIn>, call?: CallOptions) => Promise<F>
  /**
   * Makes its rules these, and no others; rules that are there already stay in force meanwhile. An empty list as in `createFirewall`.
   * `not-found` where there is none.
   */
  readonly setFirewallRules: (
    firewall: Ref<'firewall'>,
    rules: readonly FirewallRule<RuleIn>[],
    call?: CallOptions,
  ) => Promise<F>
  /** Puts it in front of a node, beside those that are there. Resolves where it is already. `not-found` where either does not exist. */
  readonly attachFirewall: (
    firewall: Ref<'firewall'>,
    to: { readonly node: Ref<'node'> },
    call?: CallOptions,
  ) => Promise<void>
  /** Takes it away from a node. Resolves where it is not there. `not-found` where either does not exist. */
  readonly detachFirewall: (
    firewall: Ref<'firewall'>,
    from: { readonly node: Ref<'node'> },
    call?: CallOptions,
  ) => Promise<void>
  /** `not-found` where there is none; `conflict` where the provider keeps one that guards something. */
  readonly destroyFirewall: (firewall: Ref<'firewall'>, call?: CallOptions) => Promise<void>
}
