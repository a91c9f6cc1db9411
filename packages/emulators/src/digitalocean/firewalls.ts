import type { DigitalOcean } from './cloud.ts'
import { existingDroplet } from './droplet.ts'
import {
  changeFirewall,
  existingFirewall,
  type Firewall,
  firewallWire,
  protectedDroplets,
} from './firewall.ts'
import { checkDroplets, checkKnownTags, checkNamed, type RulesInput, readRules } from './firewall-rules.ts'
import { type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { Refusal, unprocessable } from './refusal.ts'

interface FirewallInput extends RulesInput {
  readonly name: string
  readonly droplet_ids?: readonly number[] | null
  readonly tags?: readonly string[] | null
}

/** Of one firewall. Droplets that come by a tag are not counted. */
const most = { rules: 50, droplets: 10, tags: 5 } as const

type FirewallOperation =
  | `firewalls_${'list' | 'create' | 'get' | 'update' | 'delete'}`
  | 'droplets_list_firewalls'

export const firewalls: Operations<FirewallOperation> = {
  firewalls_list: operation((cloud, call) =>
    page(cloud, call, 'firewalls', [...cloud.firewalls.values()], (one) => firewallWire(cloud, one)),
  ),

  firewalls_create: operation<FirewallInput>((cloud, { body }) => {
    const firewall: Firewall = {
      id: cloud.newUuid(),
      createdAt: cloud.centre.clock.now(),
      ...nothing,
    }
    replace(cloud, firewall, body)
    cloud.firewalls.set(firewall.id, firewall)
    return { firewall: firewallWire(cloud, firewall) }
  }),

  firewalls_get: operation((cloud, { path }) => ({
    firewall: firewallWire(cloud, existingFirewall(cloud, path.firewall_id)),
  })),

  /** What is left out is reset. */
  /** What is left out is reset. */
  firewalls_update: operation<FirewallInput>((cloud, { path, body }) => {
    const firewall = existingFirewall(cloud, path.firewall_id)
    replace(cloud, firewall, body)
    return { firewall: firewallWire(cloud, firewall) }
  }),

  firewalls_delete: operation((cloud, { path }) => {
    cloud.firewalls.delete(existingFirewall(cloud, path.firewall_id).id)
    return undefined
  }),

  droplets_list_firewalls: operation((cloud, call) => {
    const { id } = existingDroplet(cloud, call.path.droplet_id)
    const own = [...cloud.firewalls.values()].filter((one) => protectedDroplets(cloud, one).has(id))
    return page(cloud, call, 'firewalls', own, (one) => firewallWire(cloud, one))
  }),
}

const nothing = {
  name: '',
  rules: { inbound: [], outbound: [] },
  dropletIds: new Set<number>(),
  tags: new Set<string>(),
  change: { until: 0, leaves: new Map<number, boolean>() },
}

/** Throws a `Refusal` for the first thing in a whole firewall that cannot be, and changes nothing then. */
function replace(cloud: DigitalOcean, firewall: Firewall, input: FirewallInput): void {
  const { name } = input
  if (!/^[a-zA-Z0-9][a-zA-Z0-9.-]+$/.test(name))
    throw unprocessable('name must begin with a letter or digit and have letters, digits, periods and dashes')
  if ([...cloud.firewalls.values()].some((one) => one !== firewall && one.name === name))
    throw new Refusal('conflict', 'duplicate name')
  const dropletIds = new Set(input.droplet_ids)
  const tags = new Set(input.tags)
  checkDroplets(cloud, [...dropletIds])
  checkKnownTags(cloud, [...tags])
  const rules = readRules(input)
  checkNamed(cloud, rules)
  checkNotEmpty(rules)
  checkLimits({ rules, dropletIds, tags })
  changeFirewall(cloud, firewall, 'all', () => Object.assign(firewall, { name, rules, dropletIds, tags }))
}

/** One without any rule would be one that lets nothing pass, which the API does not keep. */
export function checkNotEmpty({ inbound, outbound }: Firewall['rules']): void {
  if (inbound.length + outbound.length === 0) throw unprocessable('must have at least one rule')
}

export function checkLimits({
  rules,
  dropletIds,
  tags,
}: Pick<Firewall, 'rules' | 'dropletIds' | 'tags'>): void {
  if (rules.inbound.length + rules.outbound.length > most.rules)
    throw unprocessable(`a firewall may have at most ${most.rules} rules`)
  if (dropletIds.size > most.droplets)
    throw unprocessable(`a firewall may have at most ${most.droplets} droplets; use tags for more`)
  if (tags.size > most.tags) throw unprocessable(`a firewall may have at most ${most.tags} tags`)
}
