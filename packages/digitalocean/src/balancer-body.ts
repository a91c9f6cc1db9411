import type { CookieStickiness, CreateBalancer, HealthCheck, NodeTarget } from '@cloud/core'
import { checkNames, checkTarget, idOf, invalid } from '@cloud/core/driver'
import { changeNames, type DigitalOceanChangeBalancer, settingsOf } from './balancer-settings.ts'
import { checkHealthCheck } from './check-health-check.ts'
import { checkRedirect, rulesOf } from './check-listener.ts'
import { checkCookies, checkStickiness } from './check-stickiness.ts'
import { checkName, checkWord } from './check-value.ts'
import type { DigitalOceanClient } from './client.ts'
import type { DigitalOceanListener } from './forwarding-rules-wire.ts'
import { dropletPath } from './get-node.ts'
import { defaultHealthCheck, toHealthCheckWire } from './health-checks-wire.ts'
import { uuidOf } from './ids.ts'
import type { BalancerSettingsWire, MembersWire } from './load-balancers-wire.ts'
import { regionOf } from './region-of.ts'
import { toSticky } from './stickiness-wire.ts'

/** What `createBalancer` takes under `native`. */
export interface DigitalOceanCreateBalancer extends DigitalOceanChangeBalancer {
  readonly tag?: string | undefined
  /** `REGIONAL` unless given; `REGIONAL_NETWORK` hands packets of tcp and udp on. */
  readonly type?: 'REGIONAL' | 'REGIONAL_NETWORK' | 'GLOBAL' | undefined
  /** `INTERNAL` can be reached from its network alone. */
  readonly network?: 'EXTERNAL' | 'INTERNAL' | undefined
  /** `DUALSTACK` has an IPv6 address too. */
  readonly networkStack?: 'IPV4' | 'DUALSTACK' | undefined
  /** The id of a network; left out, the region's default one. Its members must be in it. */
  readonly vpcId?: string | undefined
  /** Left out, what the first listener hands on is asked of its target port, by tcp where that is not of HTTP. */
  readonly healthCheck?: HealthCheck | undefined
  readonly stickiness?: CookieStickiness | undefined
}

export type CreateOptions = CreateBalancer<DigitalOceanCreateBalancer, DigitalOceanListener>

export type BalancerBody = BalancerSettingsWire & MembersWire & { readonly region: string }

const names = ['name', 'listeners', 'members', 'location', 'idempotencyKey', 'native']
const createNames = ['type', 'network', 'networkStack', 'vpcId', 'healthCheck', 'stickiness']

/** What is to be sent; `invalid` for what cannot be right. */
export function bodyOf(client: DigitalOceanClient, options: CreateOptions): BalancerBody {
  checkNames('createBalancer', options, names)
  const { name, listeners, members = [], location, native = {} } = options
  checkNames('createBalancer under native', native, [...changeNames, ...createNames])
  const { healthCheck, stickiness, vpcId } = native
  const rules = rulesOf(listeners)
  if (stickiness !== undefined) {
    checkStickiness(stickiness)
    checkCookies(rules)
  }
  checkWord('type', native.type, ['REGIONAL', 'REGIONAL_NETWORK', 'GLOBAL'])
  checkWord('network', native.network, ['EXTERNAL', 'INTERNAL'])
  checkWord('networkStack', native.networkStack, ['IPV4', 'DUALSTACK'])
  checkRedirect(native, rules)
  return {
    name: checkBalancerName(name),
    region: regionOf(client, location),
    forwarding_rules: rules,
    health_check: healthCheck
      ? toHealthCheckWire(checkHealthCheck(healthCheck), rules)
      : defaultHealthCheck(rules),
    ...settingsOf(native),
    ...(stickiness !== undefined && { sticky_sessions: toSticky(stickiness) }),
    vpc_uuid: vpcId === undefined ? undefined : uuidOf('network', vpcId, 'network'),
    type: native.type,
    network: native.network,
    network_stack: native.networkStack,
    ...membersFor(members, native.tag),
  }
}

export function checkBalancerName(name: unknown): string {
  return checkName('balancer', name, {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9.-]*$/,
    rule: 'letters, digits, . and -, beginning with a letter or digit',
  })
}

function membersFor(members: readonly NodeTarget[], tag: string | undefined): MembersWire {
  if (!Array.isArray(members)) throw invalid('members must be an array')
  const droplets = members.map((member, index) => dropletOf(`members[${index}]`, member))
  if (tag === undefined) return { droplet_ids: [...new Set(droplets)] }
  if (droplets.length > 0) throw invalid('A balancer has members or a tag', 'members, or native.tag')
  return { tag }
}

/** The droplet behind a balancer: DigitalOcean takes nodes alone, on the ports of the listeners. */
export function dropletOf(what: string, target: NodeTarget): number {
  return Number(dropletPath(nodeOf(what, target)))
}

export function nodeOf(what: string, target: NodeTarget): string {
  checkTarget(what, target, ['node'])
  return idOf('node', target.node, 'node')
}
