import { type Balancer, existingBalancer, type HealthCheck } from './balancer.ts'
import { work } from './balancer-members.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { noEntity } from './found.ts'
import { answerList, type ListInput } from './listing.ts'
import { invalid, ruleConflict } from './refusal.ts'

interface HealthCheckInput {
  readonly lbruleid: string
  readonly description?: string
  readonly pingpath?: string
  readonly responsetimeout?: number
  readonly intervaltime?: number
  readonly healthythreshold?: number
  readonly unhealthythreshold?: number
}

interface PolicyList extends ListInput {
  readonly lbruleid?: string
}

export const healthCheckCommands: Commands<
  'createLBHealthCheckPolicy' | 'deleteLBHealthCheckPolicy' | 'listLBHealthCheckPolicies'
> = {
  createLBHealthCheckPolicy: job<HealthCheckInput>(
    'lbruleid description pingpath responsetimeout intervaltime healthythreshold unhealthythreshold',
    (cloud, input) => {
      const balancer = existingBalancer(cloud, 'lbruleid', input.lbruleid)
      const policy = newPolicy(cloud, input)
      if (balancer.healthCheck)
        throw ruleConflict('Failed to create HealthCheck policy: Already policy attached')
      balancer.healthCheck = policy
      return {
        ...work(cloud, balancer),
        created: policy.id,
        finish: () => ({ healthcheckpolicies: policyWire(cloud, balancer) }),
        abort: () => {
          balancer.healthCheck = undefined
        },
      }
    },
  ),

  deleteLBHealthCheckPolicy: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const balancer = [...cloud.balancers.values()].find(({ healthCheck }) => healthCheck?.id === id)
    if (!balancer) throw noEntity('id', id)
    return {
      ...work(cloud, balancer),
      finish: () => {
        balancer.healthCheck = undefined
        cloud.removed.add(id)
        return { success: true }
      },
    }
  }),

  listLBHealthCheckPolicies: now<PolicyList>('id lbruleid', (cloud, { id, lbruleid }, call) => {
    if (id === undefined && lbruleid === undefined)
      throw invalid('Either load balancer rule id or health check policy id should be specified')
    const one = lbruleid === undefined ? undefined : existingBalancer(cloud, 'lbruleid', lbruleid)
    const shown = [...cloud.balancers.values()].filter(
      (balancer) =>
        (one === undefined || balancer === one) && (id === undefined || balancer.healthCheck?.id === id),
    )
    return answerList(cloud, call, 'healthcheckpolicies', shown, (balancer) => policyWire(cloud, balancer))
  }),
}

function newPolicy(cloud: CloudStack, input: HealthCheckInput): HealthCheck {
  const {
    pingpath: path = '/',
    responsetimeout: timeoutSeconds = 2,
    intervaltime: intervalSeconds = 5,
    healthythreshold: healthy = 2,
    unhealthythreshold: unhealthy = 1,
  } = input
  if (!path.startsWith('/'))
    throw invalid(`Failed to create HealthCheck policy : Invalid ping path : ${path}`)
  const counts = [timeoutSeconds, intervalSeconds, healthy, unhealthy]
  if (counts.some((count) => count < 1))
    throw invalid('Failed to create HealthCheck policy : times and thresholds are positive')
  if (timeoutSeconds > 60 || intervalSeconds > 300 || healthy > 10 || unhealthy > 10)
    throw invalid('Failed to create HealthCheck policy : a time or a threshold is too large')
  if (timeoutSeconds > intervalSeconds)
    throw invalid('Failed to create HealthCheck policy : Response timeout cannot be greater than interval')
  const description = input.description ?? ''
  return { id: cloud.newId(), description, path, timeoutSeconds, intervalSeconds, healthy, unhealthy }
}

function policyWire({ account }: CloudStack, { id, ip, healthCheck }: Balancer): Fields {
  return {
    lbruleid: id,
    account: account.name,
    domainid: account.domainId,
    domain: account.domain,
    zoneid: ip.zone.id,
    healthcheckpolicy: healthCheck
      ? [
          {
            id: healthCheck.id,
            description: healthCheck.description,
            pingpath: healthCheck.path,
            responsetime: healthCheck.timeoutSeconds,
            healthcheckinterval: healthCheck.intervalSeconds,
            healthcheckthresshold: healthCheck.healthy,
            unhealthcheckthresshold: healthCheck.unhealthy,
            state: 'Active',
            fordisplay: true,
          },
        ]
      : [],
  }
}
