import { isIP } from 'node:net'
import type { DigitalOcean } from './cloud.ts'
import { visibleDroplets } from './droplet.ts'
import type { Json } from './operation.ts'
import { unprocessable } from './refusal.ts'

/** Whom a rule admits, or to where it lets go. */
export interface Target {
  readonly addresses?: readonly string[]
  readonly droplet_ids?: readonly number[]
  readonly load_balancer_uids?: readonly string[]
  readonly kubernetes_ids?: readonly string[]
  readonly tags?: readonly string[] | null
}

interface RuleInput {
  readonly protocol: string
  readonly ports: string
}

export interface RulesInput {
  readonly inbound_rules?: readonly (RuleInput & { readonly sources: Target })[] | null
  readonly outbound_rules?: readonly (RuleInput & { readonly destinations: Target })[] | null
}

export interface Rule {
  readonly protocol: string
  /** A port, a range between a dash, or `0` for all. */
  readonly ports: string
  readonly target: Target
}

export interface Rules {
  readonly inbound: readonly Rule[]
  readonly outbound: readonly Rule[]
}

/** The rules of a request in the API's own form. Throws a `Refusal` for one that cannot be; whom they name is not looked up. */
export function readRules({ inbound_rules, outbound_rules }: RulesInput): Rules {
  if (!inbound_rules && !outbound_rules)
    throw unprocessable('at least one of inbound_rules and outbound_rules is required')
  const read = (rule: RuleInput, target: Target): Rule => {
    checkTarget(target)
    return { protocol: rule.protocol, ports: readPorts(rule), target }
  }
  return {
    inbound: union(
      [],
      (inbound_rules ?? []).map((rule) => read(rule, rule.sources)),
    ),
    outbound: union(
      [],
      (outbound_rules ?? []).map((rule) => read(rule, rule.destinations)),
    ),
  }
}

/** Throws a `Refusal` where rules name what is not there. */
export function checkNamed(cloud: DigitalOcean, { inbound, outbound }: Rules): void {
  const targets = [...inbound, ...outbound].map(({ target }) => target)
  checkDroplets(
    cloud,
    targets.flatMap((target) => target.droplet_ids ?? []),
  )
  checkKnownTags(
    cloud,
    targets.flatMap((target) => target.tags ?? []),
  )
  const balancers = targets.flatMap((target) => target.load_balancer_uids ?? [])
  const lost = balancers.filter((id) => !cloud.loadBalancers.has(id))
  if (lost.length > 0) throw unprocessable(`load balancers not found: ${lost.join(', ')}`)
  const clusters = targets.flatMap((target) => target.kubernetes_ids ?? [])
  if (clusters.length > 0) throw unprocessable(`kubernetes clusters not found: ${clusters.join(', ')}`)
}

function readPorts({ protocol, ports }: RuleInput): string {
  if (ports === 'all' || ports === '0' || protocol === 'icmp') return '0'
  const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports) ?? []
  const [low, high] = [Number(from), Number(to)]
  if (from === '' || low < 1 || high > 65_535 || low > high)
    throw unprocessable(`invalid port range: ${JSON.stringify(ports)}`)
  return ports
}

const kinds = ['addresses', 'droplet_ids', 'load_balancer_uids', 'kubernetes_ids', 'tags'] as const

function checkTarget(target: Target): void {
  if (kinds.every((kind) => (target[kind] ?? []).length === 0))
    throw unprocessable('a rule must have at least one source or destination')
  const bad = (target.addresses ?? []).find((address) => !isAddress(address))
  if (bad !== undefined) throw unprocessable(`invalid address: ${JSON.stringify(bad)}`)
}

/** An address, or a network in CIDR notation, of either version. */
function isAddress(text: string): boolean {
  const [address = '', bits = '0', ...more] = text.split('/')
  const version = isIP(address)
  return (
    more.length === 0 && version > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
  )
}

export function checkDroplets(cloud: DigitalOcean, ids: readonly number[]): void {
  const known = new Set(visibleDroplets(cloud).map(({ id }) => id))
  const lost = ids.filter((id) => !known.has(id))
  if (lost.length > 0) throw unprocessable(`droplets not found: ${lost.join(', ')}`)
}

/** A firewall makes no tags, unlike the resources that carry them. */
export function checkKnownTags({ tags }: DigitalOcean, names: readonly string[]): void {
  const lost = names.filter((name) => !tags.has(name))
  if (lost.length > 0) throw unprocessable(`tags not found: ${lost.join(', ')}`)
}

/** Whether two rules say the same, in whatever order. */
export const sameRule = (a: Rule, b: Rule): boolean => ruleKey(a) === ruleKey(b)

const ruleKey = ({ protocol, ports, target }: Rule) =>
  JSON.stringify([protocol, ports, ...kinds.map((kind) => [...(target[kind] ?? [])].map(String).sort())])

/** Each once, as it was met first. */
export function union(rules: readonly Rule[], more: readonly Rule[]): readonly Rule[] {
  const all = [...rules, ...more]
  const keys = all.map(ruleKey)
  return all.filter((rule, index) => keys.indexOf(ruleKey(rule)) === index)
}

/** What is left of rules when some of whom they name are gone; a rule that names nobody any more is gone too. */
export function withoutDroplet(rules: readonly Rule[], droplet: number): readonly Rule[] {
  return rules.flatMap((rule): readonly Rule[] => {
    const { droplet_ids: ids } = rule.target
    if (!ids?.includes(droplet)) return [rule]
    return nonEmpty(rule, { ...rule.target, droplet_ids: ids.filter((id) => id !== droplet) })
  })
}

export function withoutBalancer(rules: readonly Rule[], balancer: string): readonly Rule[] {
  return rules.flatMap((rule): readonly Rule[] => {
    const { load_balancer_uids: ids } = rule.target
    if (!ids?.includes(balancer)) return [rule]
    return nonEmpty(rule, { ...rule.target, load_balancer_uids: ids.filter((id) => id !== balancer) })
  })
}

const nonEmpty = (rule: Rule, target: Target): readonly Rule[] =>
  kinds.some((kind) => (target[kind] ?? []).length > 0) ? [{ ...rule, target }] : []

export const inboundWire = ({ protocol, ports, target }: Rule): Json => ({
  protocol,
  ports,
  sources: targetWire(target),
})

export const outboundWire = ({ protocol, ports, target }: Rule): Json => ({
  protocol,
  ports,
  destinations: targetWire(target),
})

/** Lists that hold nothing are left out. */
const targetWire = (target: Target): Json =>
  Object.fromEntries(
    kinds.flatMap((kind) => {
      const values = target[kind] ?? []
      return values.length > 0 ? [[kind, values] as const] : []
    }),
  )
