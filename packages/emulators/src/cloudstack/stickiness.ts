import { type Balancer, existingBalancer, type Stickiness } from './balancer.ts'
import { work } from './balancer-members.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { noEntity } from './found.ts'
import { stickinessMethods } from './lb-capabilities.ts'
import { answerList, type ListInput } from './listing.ts'
import { invalid, ruleConflict } from './refusal.ts'

interface StickinessInput {
  readonly lbruleid: string
  readonly name: string
  readonly methodname: string
  readonly description?: string
  readonly param?: readonly Readonly<Record<string, string>>[]
}

interface PolicyList extends ListInput {
  readonly lbruleid?: string
}

export const stickinessCommands: Commands<
  'createLBStickinessPolicy' | 'deleteLBStickinessPolicy' | 'listLBStickinessPolicies'
> = {
  createLBStickinessPolicy: job<StickinessInput>(
    'lbruleid name methodname description param',
    (cloud, input) => {
      const balancer = existingBalancer(cloud, 'lbruleid', input.lbruleid)
      const policy = newPolicy(cloud, input)
      if (balancer.stickiness)
        throw ruleConflict('Failed to create Stickiness policy: Already policy attached')
      balancer.stickiness = policy
      return {
        ...work(cloud, balancer),
        created: policy.id,
        finish: () => ({ stickinesspolicies: policyWire(cloud, balancer) }),
        abort: () => {
          balancer.stickiness = undefined
        },
      }
    },
  ),

  deleteLBStickinessPolicy: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const balancer = [...cloud.balancers.values()].find(({ stickiness }) => stickiness?.id === id)
    if (!balancer) throw noEntity('id', id)
    return {
      ...work(cloud, balancer),
      finish: () => {
        balancer.stickiness = undefined
        cloud.removed.add(id)
        return { success: true }
      },
    }
  }),

  listLBStickinessPolicies: now<PolicyList>('id lbruleid', (cloud, { id, lbruleid }, call) => {
    if (id === undefined && lbruleid === undefined)
      throw invalid('Either load balancer rule id or stickiness policy id should be specified')
    const one = lbruleid === undefined ? undefined : existingBalancer(cloud, 'lbruleid', lbruleid)
    const shown = [...cloud.balancers.values()].filter(
      (balancer) =>
        (one === undefined || balancer === one) && (id === undefined || balancer.stickiness?.id === id),
    )
    return answerList(cloud, call, 'stickinesspolicies', shown, (balancer) => policyWire(cloud, balancer))
  }),
}

function newPolicy(cloud: CloudStack, input: StickinessInput): Stickiness {
  const { methodname: method, name, description = name } = input
  const known = stickinessMethods[method]
  if (!known) throw invalid(`Failed to create Stickiness policy: method ${method} is not supported`)
  const params = Object.fromEntries((input.param ?? []).map(({ name: key = '', value = '' }) => [key, value]))
  const strange = Object.keys(params).find((key) => !known.includes(key))
  if (strange !== undefined)
    throw invalid(`Failed to create Stickiness policy: ${method} has no parameter ${strange}`)
  return { id: cloud.newId(), name, method, description, params }
}

function policyWire({ account }: CloudStack, { id, ip, stickiness }: Balancer): Fields {
  return {
    lbruleid: id,
    account: account.name,
    domainid: account.domainId,
    domain: account.domain,
    zoneid: ip.zone.id,
    stickinesspolicy: stickiness
      ? [
          {
            id: stickiness.id,
            name: stickiness.name,
            methodname: stickiness.method,
            description: stickiness.description,
            params: stickiness.params,
            state: 'Active',
            fordisplay: true,
          },
        ]
      : [],
  }
}
