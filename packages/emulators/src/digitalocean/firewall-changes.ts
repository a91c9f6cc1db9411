import type { DigitalOcean } from './cloud.ts'
import { changeFirewall, existingFirewall, type Firewall } from './firewall.ts'
import {
  checkDroplets,
  checkKnownTags,
  checkNamed,
  type Rule,
  type RulesInput,
  readRules,
  sameRule,
  union,
} from './firewall-rules.ts'
import { checkLimits, checkNotEmpty } from './firewalls.ts'
import { type Call, type Operations, operation } from './operation.ts'

interface DropletsInput {
  readonly droplet_ids: readonly number[]
}

interface TagsInput {
  readonly tags: readonly string[] | null
}

/** Parts of a firewall that are added or taken away. What is there already, or is not there, is passed over. */
export const firewallChanges: Operations<`firewalls_${'assign' | 'add' | 'delete'}_${string}`> = {
  firewalls_assign_droplets: operation<DropletsInput>((cloud, call) => {
    checkDroplets(cloud, call.body.droplet_ids)
    return join(cloud, call, ({ dropletIds, ...rest }) => {
      return { ...rest, dropletIds: new Set([...dropletIds, ...call.body.droplet_ids]) }
    })
  }),

  firewalls_delete_droplets: operation<DropletsInput>((cloud, call) =>
    join(cloud, call, ({ dropletIds, ...rest }) => {
      return { ...rest, dropletIds: without(dropletIds, call.body.droplet_ids) }
    }),
  ),

  firewalls_add_tags: operation<TagsInput>((cloud, call) => {
    const names = call.body.tags ?? []
    checkKnownTags(cloud, names)
    return join(cloud, call, ({ tags, ...rest }) => ({ ...rest, tags: new Set([...tags, ...names]) }))
  }),

  firewalls_delete_tags: operation<TagsInput>((cloud, call) =>
    join(cloud, call, ({ tags, ...rest }) => {
      return { ...rest, tags: without(tags, call.body.tags ?? []) }
    }),
  ),

  firewalls_add_rules: operation<RulesInput>((cloud, call) => {
    const added = readRules(call.body)
    checkNamed(cloud, added)
    return rewrite(cloud, call, (rules) => ({
      inbound: union(rules.inbound, added.inbound),
      outbound: union(rules.outbound, added.outbound),
    }))
  }),

  firewalls_delete_rules: operation<RulesInput>((cloud, call) => {
    const removed = readRules(call.body)
    return rewrite(cloud, call, (rules) => ({
      inbound: unlike(rules.inbound, removed.inbound),
      outbound: unlike(rules.outbound, removed.outbound),
    }))
  }),
}

type Members = Pick<Firewall, 'dropletIds' | 'tags'>

function join(cloud: DigitalOcean, { path }: Call, edit: (members: Members) => Members): undefined {
  const firewall = existingFirewall(cloud, path.firewall_id)
  const wanted = edit({ dropletIds: firewall.dropletIds, tags: firewall.tags })
  checkLimits({ rules: firewall.rules, ...wanted })
  changeFirewall(cloud, firewall, 'joining and leaving', () => {
    firewall.dropletIds = wanted.dropletIds
    firewall.tags = wanted.tags
  })
}

function rewrite(
  cloud: DigitalOcean,
  { path }: Call,
  edit: (rules: Firewall['rules']) => Firewall['rules'],
): undefined {
  const firewall = existingFirewall(cloud, path.firewall_id)
  const rules = edit(firewall.rules)
  checkNotEmpty(rules)
  checkLimits({ ...firewall, rules })
  changeFirewall(cloud, firewall, 'all', () => {
    firewall.rules = rules
  })
}

const without = <T>(all: ReadonlySet<T>, removed: readonly T[]) =>
  new Set([...all].filter((one) => !removed.includes(one)))

const unlike = (rules: readonly Rule[], removed: readonly Rule[]) =>
  rules.filter((rule) => !removed.some((one) => sameRule(one, rule)))
