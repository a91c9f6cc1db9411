import { checkNames, checkSeconds, checkWhole, defined, invalid, nodeNet } from '@cloud/core/driver'
import { checkWord } from './check-value.ts'
import { checkRange } from './cidr.ts'
import { uuidOf } from './ids.ts'
import type { BalancerSettingsWire, DomainWire, GlobalSettingsWire } from './load-balancers-wire.ts'

/** Where traffic of a global balancer goes, and what it keeps. */
export interface DigitalOceanGlobalSettings {
  readonly targetProtocol: 'http' | 'https' | 'http2'
  readonly targetPort: number
  /** Keeps answers near the clients; `purgeCache` forgets them. */
  readonly cache?: boolean | undefined
  /** By location: the lower, the sooner. */
  readonly priorities?: Readonly<Record<string, number>> | undefined
  /** Which share of a location may fail, in percent, before the next one is chosen. */
  readonly failoverPercent?: number | undefined
}

/** What `updateBalancer` takes under `native`. Left out, it stays as it is. */
export interface DigitalOceanChangeBalancer {
  /**
   * All droplets of its region with this tag are behind it, also later ones, in DigitalOcean's spelling: `key:value`, or the key alone.
   * `null` ends that: those that are behind it stay, one by one.
   */
  readonly tag?: string | null | undefined
  /** How many nodes it is made of, 1 to 100; may change once per hour. */
  readonly sizeUnit?: number | undefined
  /** Sends clients from port 80 to 443. */
  readonly redirectHttpToHttps?: boolean | undefined
  /** Tells members the client's address in front of each connection. */
  readonly proxyProtocol?: boolean | undefined
  /** Keeps connections to members open. */
  readonly backendKeepalive?: boolean | undefined
  /** How long a connection of HTTP may be silent, in whole seconds from 30,000 to 600,000. */
  readonly idleTimeoutMs?: number | undefined
  /** Whom it lets in and whom not: addresses and ranges, as in `203.0.113.7` and `203.0.113.0/24`. */
  readonly firewall?:
    | { readonly allow?: readonly string[] | undefined; readonly deny?: readonly string[] | undefined }
    | undefined
  readonly tlsCipherPolicy?: 'DEFAULT' | 'STRONG' | undefined
  /** Whether records in DNS are made for certificates of Let's Encrypt that it shows; so it is unless told otherwise. */
  readonly letsEncryptDnsRecords?: boolean | undefined
  readonly projectId?: string | undefined
  /** Of type `GLOBAL`. */
  readonly domains?: readonly {
    readonly name: string
    readonly managed?: boolean
    readonly certificate?: string
  }[]
  /** Of type `GLOBAL`. */
  readonly global?: DigitalOceanGlobalSettings | undefined
  /** Of type `GLOBAL`: ids of the balancers that it sends to. */
  readonly targetBalancers?: readonly string[] | undefined
}

export const changeNames: readonly string[] = [
  ...[
    'tag',
    'sizeUnit',
    'redirectHttpToHttps',
    'proxyProtocol',
    'backendKeepalive',
    'idleTimeoutMs',
    'firewall',
  ],
  ...['tlsCipherPolicy', 'letsEncryptDnsRecords', 'projectId', 'domains', 'global', 'targetBalancers'],
]

/** What is given, as the API spells it, and nothing else. `invalid` for what cannot be. */
export function settingsOf(native: DigitalOceanChangeBalancer): Partial<BalancerSettingsWire> {
  const { sizeUnit, idleTimeoutMs, firewall, letsEncryptDnsRecords: records, targetBalancers } = native
  if (sizeUnit !== undefined) checkWhole('sizeUnit', sizeUnit, 1, 100)
  checkWord('tlsCipherPolicy', native.tlsCipherPolicy, ['DEFAULT', 'STRONG'])
  const settings: Partial<BalancerSettingsWire> = {
    size_unit: sizeUnit,
    redirect_http_to_https: native.redirectHttpToHttps,
    enable_proxy_protocol: native.proxyProtocol,
    enable_backend_keepalive: native.backendKeepalive,
    http_idle_timeout_seconds:
      idleTimeoutMs === undefined ? undefined : checkSeconds('idleTimeoutMs', idleTimeoutMs, 30, 600),
    disable_lets_encrypt_dns_records: records === undefined ? undefined : !records,
    firewall: firewall && firewallOf(firewall),
    tls_cipher_policy: native.tlsCipherPolicy,
    project_id: native.projectId,
    domains: native.domains?.map(domainOf),
    glb_settings: native.global && globalOf(native.global),
    target_load_balancer_ids: targetBalancers?.map((id) => uuidOf('balancer', id, 'balancer')),
  }
  return defined(settings)
}

function firewallOf(firewall: NonNullable<DigitalOceanChangeBalancer['firewall']>) {
  checkNames('firewall', firewall, ['allow', 'deny'])
  const { allow = [], deny = [] } = firewall
  return { allow: sources('firewall.allow', allow), deny: sources('firewall.deny', deny) }
}

function sources(what: string, list: readonly string[]): readonly string[] {
  if (!Array.isArray(list)) throw invalid(`${what} must be an array`)
  return list.map((text, index) =>
    nodeNet().isIP(text) > 0 ? `ip:${text}` : `cidr:${checkRange(`${what}[${index}]`, text)}`,
  )
}

function domainOf({
  name,
  managed,
  certificate,
}: NonNullable<DigitalOceanChangeBalancer['domains']>[0]): DomainWire {
  return { name, is_managed: managed, certificate_id: certificate }
}

function globalOf(settings: DigitalOceanGlobalSettings): GlobalSettingsWire {
  const { targetProtocol, targetPort, cache, priorities, failoverPercent } = settings
  return {
    target_protocol: targetProtocol,
    target_port: targetPort,
    ...(cache !== undefined && { cdn: { is_enabled: cache } }),
    ...(priorities && { region_priorities: priorities }),
    ...(failoverPercent !== undefined && { failover_threshold: failoverPercent }),
  }
}
