import { isIP } from 'node:net'
import type { DigitalOcean } from './cloud.ts'
import {
  checkPort,
  type ForwardingRule,
  type ForwardingRuleInput,
  readForwardingRules,
} from './forwarding-rules.ts'
import { unprocessable } from './refusal.ts'

const defaultHealthCheck = {
  protocol: 'http',
  port: 80,
  path: '/',
  check_interval_seconds: 10,
  response_timeout_seconds: 5,
  healthy_threshold: 5,
  unhealthy_threshold: 3,
}
type HealthCheck = Readonly<typeof defaultHealthCheck>

interface StickySessions {
  readonly type?: string
  readonly cookie_name?: string
  readonly cookie_ttl_seconds?: number
}

interface BalancerFirewall {
  readonly deny?: readonly string[]
  readonly allow?: readonly string[]
}

/** What an update replaces; all that it leaves out gets its default again. */
export interface SettingsInput {
  readonly size_unit?: number
  readonly size?: string
  readonly algorithm?: string
  readonly forwarding_rules: readonly ForwardingRuleInput[]
  readonly health_check?: Partial<HealthCheck>
  readonly sticky_sessions?: StickySessions
  readonly redirect_http_to_https?: boolean
  readonly enable_proxy_protocol?: boolean
  readonly enable_backend_keepalive?: boolean
  readonly http_idle_timeout_seconds?: number
  readonly disable_lets_encrypt_dns_records?: boolean
  readonly firewall?: BalancerFirewall
  readonly tls_cipher_policy?: string
}

export interface BalancerSettings {
  readonly size_unit: number
  readonly algorithm: string
  readonly forwarding_rules: readonly ForwardingRule[]
  readonly health_check: HealthCheck
  readonly sticky_sessions: StickySessions
  readonly redirect_http_to_https: boolean
  readonly enable_proxy_protocol: boolean
  readonly enable_backend_keepalive: boolean
  readonly http_idle_timeout_seconds: number
  readonly disable_lets_encrypt_dns_records: boolean
  readonly firewall?: BalancerFirewall
  readonly tls_cipher_policy: string
}

/** Settings with their defaults. Throws a `Refusal` for the first that cannot be. */
export function readSettings(cloud: DigitalOcean, input: SettingsInput, region: string): BalancerSettings {
  const rules = readForwardingRules(cloud, input.forwarding_rules)
  if (rules.some(({ entry_protocol: entry }) => entry === 'udp') && !input.health_check)
    throw unprocessable('a load balancer with a udp forwarding rule needs a health check')
  if (input.redirect_http_to_https && !rules.some(({ entry_protocol: entry }) => /^http[s23]$/.test(entry)))
    throw unprocessable('redirect_http_to_https needs an https forwarding rule')
  return {
    size_unit: readSize(input, region),
    algorithm: input.algorithm ?? 'round_robin',
    forwarding_rules: rules,
    health_check: readHealthCheck(input.health_check ?? {}),
    sticky_sessions: readStickySessions(input.sticky_sessions ?? {}),
    redirect_http_to_https: input.redirect_http_to_https ?? false,
    enable_proxy_protocol: input.enable_proxy_protocol ?? false,
    enable_backend_keepalive: input.enable_backend_keepalive ?? false,
    http_idle_timeout_seconds: input.http_idle_timeout_seconds ?? 60,
    disable_lets_encrypt_dns_records: input.disable_lets_encrypt_dns_records ?? false,
    ...(input.firewall && { firewall: readFirewall(input.firewall) }),
    tls_cipher_policy: input.tls_cipher_policy ?? 'DEFAULT',
  }
}

const nodesOf: Readonly<Record<string, number>> = { 'lb-small': 1, 'lb-medium': 3, 'lb-large': 6 }

/** Regions where sizes have names only. */
const namedSizes = ['ams2', 'nyc2', 'sfo1']

function readSize({ size, size_unit: unit }: SettingsInput, region: string): number {
  if (size !== undefined && unit !== undefined)
    throw unprocessable('size and size_unit are mutually exclusive')
  if (unit !== undefined && namedSizes.includes(region))
    throw unprocessable(`size_unit is not available in ${region}; use size`)
  return unit ?? nodesOf[size ?? 'lb-small'] ?? 1
}

function readHealthCheck(input: Partial<HealthCheck>): HealthCheck {
  const check = { ...defaultHealthCheck, ...input }
  checkPort(check.port, 'health_check.port')
  if (check.protocol !== 'tcp' && !check.path.startsWith('/'))
    throw unprocessable('health_check.path must begin with a slash')
  within(check.check_interval_seconds, 3, 300, 'health_check.check_interval_seconds')
  within(check.response_timeout_seconds, 3, 300, 'health_check.response_timeout_seconds')
  within(check.healthy_threshold, 2, 10, 'health_check.healthy_threshold')
  within(check.unhealthy_threshold, 2, 10, 'health_check.unhealthy_threshold')
  return check
}

function within(value: number, min: number, max: number, name: string): void {
  if (value < min || value > max) throw unprocessable(`${name} must be between ${min} and ${max}`)
}

function readStickySessions(input: StickySessions): StickySessions {
  const { type = 'none', cookie_name: name, cookie_ttl_seconds: seconds } = input
  if (type === 'none') return { type }
  if (!name || name.length < 2 || name.length > 40)
    throw unprocessable('sticky_sessions.cookie_name must have between 2 and 40 characters')
  if (seconds === undefined) throw unprocessable('sticky_sessions.cookie_ttl_seconds is required')
  within(seconds, 1, 34_650, 'sticky_sessions.cookie_ttl_seconds')
  return { type, cookie_name: name, cookie_ttl_seconds: seconds }
}

function readFirewall({ allow = [], deny = [] }: BalancerFirewall): BalancerFirewall {
  const bad = [...allow, ...deny].find((rule) => !isSource(rule))
  if (bad !== undefined)
    throw unprocessable(`invalid firewall rule ${JSON.stringify(bad)}: it must be ip:ADDRESS or cidr:NETWORK`)
  return { allow, deny }
}

function isSource(rule: string): boolean {
  const [, kind, address = '', bits] = /^(ip|cidr):([^/]+)(?:\/(\d{1,2}))?$/.exec(rule) ?? []
  return isIP(address) === 4 && (kind === 'cidr' ? Number(bits ?? 33) <= 32 : bits === undefined)
}
