import type { DigitalOcean } from './cloud.ts'
import { type ForwardingRuleInput, readForwardingRules, withoutRules } from './forwarding-rules.ts'
import { changeBalancer, existingBalancer, type LoadBalancer } from './load-balancer.ts'
import type { BalancerSettings } from './load-balancer-settings.ts'
import { checkReachable, checkType } from './load-balancers.ts'
import { type Call, type Operations, operation } from './operation.ts'
import { unprocessable } from './refusal.ts'

interface DropletsInput {
  readonly droplet_ids: readonly number[]
}

interface RulesInput {
  readonly forwarding_rules: readonly ForwardingRuleInput[]
}

/** Parts of a load balancer that are added or taken away. A droplet that is there already, or is not there, is passed over. */
export const loadBalancerChanges: Operations<`loadBalancers_${'add' | 'remove'}_${string}`> = {
  loadBalancers_add_droplets: operation<DropletsInput>((cloud, call) => {
    const balancer = withoutTag(cloud, call)
    checkReachable(cloud, call.body.droplet_ids, balancer.vpc)
    changeBalancer(cloud, balancer, () => {
      balancer.dropletIds = new Set([...balancer.dropletIds, ...call.body.droplet_ids])
    })
    return undefined
  }),

  loadBalancers_remove_droplets: operation<DropletsInput>((cloud, call) => {
    const balancer = withoutTag(cloud, call)
    changeBalancer(cloud, balancer, () => {
      balancer.dropletIds = new Set(
        [...balancer.dropletIds].filter((id) => !call.body.droplet_ids.includes(id)),
      )
    })
    return undefined
  }),

  loadBalancers_add_forwardingRules: operation<RulesInput>((cloud, call) =>
    rewrite(cloud, call, (rules) => [...rules, ...call.body.forwarding_rules]),
  ),

  loadBalancers_remove_forwardingRules: operation<RulesInput>((cloud, call) =>
    rewrite(cloud, call, (rules) => withoutRules(rules, call.body.forwarding_rules)),
  ),
}

function withoutTag(cloud: DigitalOcean, { path }: Call): LoadBalancer {
  const balancer = existingBalancer(cloud, path.lb_id)
  if (balancer.tag !== undefined)
    throw unprocessable('droplets can not be added to or removed from a load balancer that has a tag')
  return balancer
}

function rewrite(
  cloud: DigitalOcean,
  { path, body }: Call<RulesInput>,
  edit: (rules: BalancerSettings['forwarding_rules']) => readonly ForwardingRuleInput[],
): undefined {
  if (body.forwarding_rules.length === 0) throw unprocessable('at least one forwarding rule is required')
  const balancer = existingBalancer(cloud, path.lb_id)
  const rules = readForwardingRules(cloud, edit(balancer.settings.forwarding_rules))
  const settings = { ...balancer.settings, forwarding_rules: rules }
  checkType(balancer.type, settings)
  changeBalancer(cloud, balancer, () => {
    balancer.settings = settings
  })
}
