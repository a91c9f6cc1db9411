import type { Balancer, BalancerState } from '@cloud/core'
import { type DigitalOceanListener, type ForwardingRuleWire, toListener } from './forwarding-rules-wire.ts'
import type { HealthCheckWire } from './health-checks-wire.ts'

/** What a balancer is set to, in the spelling of requests and answers alike. */
export interface BalancerSettingsWire {
  readonly name: string
  readonly forwarding_rules: readonly ForwardingRuleWire[]
  readonly health_check?: HealthCheckWire | undefined
  readonly sticky_sessions?: StickySessionsWire | undefined
  readonly size_unit?: number | undefined
  /** Of regions that have no `size_unit`. */
  readonly size?: string | undefined
  readonly redirect_http_to_https?: boolean | undefined
  readonly enable_proxy_protocol?: boolean | undefined
  readonly enable_backend_keepalive?: boolean | undefined
  readonly http_idle_timeout_seconds?: number | undefined
  readonly disable_lets_encrypt_dns_records?: boolean | undefined
  readonly firewall?: { readonly allow?: readonly string[]; readonly deny?: readonly string[] } | undefined
  readonly tls_cipher_policy?: string | undefined
  readonly project_id?: string | undefined
  readonly vpc_uuid?: string | undefined
  readonly type?: string | undefined
  readonly network?: string | undefined
  readonly network_stack?: string | undefined
  readonly domains?: readonly DomainWire[] | undefined
  readonly glb_settings?: GlobalSettingsWire | undefined
  readonly target_load_balancer_ids?: readonly string[] | undefined
}

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Load-Balancers */
export interface LoadBalancerWire extends BalancerSettingsWire {
  readonly id: string
  readonly status: string
  readonly ip?: string
  readonly ipv6?: string
  readonly created_at: string
  readonly region?: { readonly slug: string }
  /** Also of those that come by the tag. */
  readonly droplet_ids?: readonly number[] | null
  /** Empty where droplets are named one by one. */
  readonly tag?: string
}

export interface StickySessionsWire {
  readonly type?: string
  readonly cookie_name?: string | undefined
  readonly cookie_ttl_seconds?: number
}

export interface DomainWire {
  readonly name?: string
  readonly is_managed?: boolean | undefined
  readonly certificate_id?: string | undefined
}

export interface GlobalSettingsWire {
  readonly target_protocol?: string
  readonly target_port?: number
  readonly cdn?: { readonly is_enabled?: boolean }
  readonly region_priorities?: Readonly<Record<string, number>>
  readonly failover_threshold?: number
}

/** A balancer of this driver. */
export type DigitalOceanBalancer = Balancer<LoadBalancerWire, DigitalOceanListener>

const states: Readonly<Record<string, BalancerState>> = {
  new: 'creating',
  active: 'active',
  errored: 'error',
}

export function toBalancer(wire: LoadBalancerWire): DigitalOceanBalancer {
  const { id, name, status, ip, ipv6, region, created_at: createdAt } = wire
  return {
    kind: 'balancer',
    id,
    name,
    state: (Object.hasOwn(states, status) && states[status]) || 'unknown',
    ips: [ip, ipv6].flatMap((each) => each || []),
    listeners: wire.forwarding_rules.map(toListener),
    ...(region?.slug && { location: region.slug }),
    createdAt,
    native: wire,
  }
}

/** Who is behind a balancer: a tag, or else droplets one by one. */
export type MembersWire = { readonly tag: string } | { readonly droplet_ids: readonly number[] }

export const membersOf = ({ tag, droplet_ids }: LoadBalancerWire): MembersWire =>
  tag ? { tag } : { droplet_ids: droplet_ids ?? [] }

/**
 * A balancer as an update must send it: all that was read and can be set, since what an update leaves out gets its default again. What
 * is empty was never set, and is not sent.
 */
export function toUpdate(
  wire: LoadBalancerWire,
  changes: Partial<BalancerSettingsWire>,
  members: MembersWire = membersOf(wire),
): Readonly<Record<string, unknown>> {
  const { id, ip, ipv6, status, created_at, region, droplet_ids, tag, size, size_unit, ...settings } = wire
  const isSet = ([, value]: readonly [string, unknown]) =>
    value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  const kept = Object.entries({ ...settings, ...(size_unit ? { size_unit } : { size }) }).filter(isSet)
  return { ...Object.fromEntries(kept), region: region?.slug, ...changes, ...members }
}
