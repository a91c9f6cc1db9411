import type { Frontend, HealthCheck, Member } from '../../balancing/frontend.ts'
import type { Elb } from '../action.ts'
import { listenersOf } from './listener.ts'
import type { Target, TargetGroup } from './target-group.ts'
import { groupAttribute } from './target-group-attributes.ts'
import { healthOf, instanceOf, memberKey } from './target-health.ts'

/** A listener's port at the balancer's name. The rules of a listener do not route: its default action does. */
export function v2Frontend(elb: Elb, host: string, port: number): Frontend | undefined {
  const balancer = [...elb.balancers.values()].find(({ dnsName }) => dnsName === host)
  const listener = balancer && listenersOf(elb, balancer).find((one) => one.port === port)
  const [action] = listener?.actions ?? []
  if (!listener || action?.kind !== 'forward' || listener.protocol === 'UDP') return undefined
  const groups = action.targets.flatMap(({ arn, weight }) => {
    const group = elb.targetGroups.get(arn)
    return group ? [{ group, weight }] : []
  })
  const [first] = groups
  if (!first) return undefined
  const attribute = (key: string) => groupAttribute(first.group, key)
  const sticky = attribute('stickiness.enabled') === 'true'
  const http = balancer?.type === 'application'
  return {
    protocol: http ? 'http' : 'tcp',
    algorithm: algorithmOf(attribute('load_balancing.algorithm.type'), sticky && !http),
    cookie: sticky && http ? 'AWSALB' : undefined,
    check: checkOf(first.group),
    members: groups.flatMap(({ group, weight }) => membersOf(elb, group, weight)),
  }
}

function algorithmOf(type: string | undefined, bySource: boolean): Frontend['algorithm'] {
  if (bySource) return 'source'
  return type === 'least_outstanding_requests' ? 'least-connections' : 'round-robin'
}

const membersOf = (elb: Elb, group: TargetGroup, weight: number): readonly Member[] =>
  [...group.targets.values()].flatMap((target) => memberOf(elb, group, target, weight / group.targets.size))

function memberOf(elb: Elb, group: TargetGroup, target: Target, weight: number): readonly Member[] {
  const server = instanceOf(elb, target)?.server
  const { state } = healthOf(elb, group, target)
  if (!server || state === 'unused' || state === 'initial') return []
  const draining = state === 'draining'
  return [{ key: memberKey(group, target), server, port: target.port, draining, weight }]
}

function checkOf({ healthCheck: check }: TargetGroup): HealthCheck {
  return {
    protocol: check.protocol === 'TCP' ? 'tcp' : 'http',
    port: check.port === 'traffic-port' ? undefined : Number(check.port),
    path: check.path,
    isWell: (status) => isAmong(check.codes ?? '200', status),
    intervalSeconds: check.intervalSeconds,
    healthy: check.healthy,
    unhealthy: check.unhealthy,
  }
}

/** Whether a status is one of codes such as `200-299,302`. */
const isAmong = (codes: string, status: number): boolean =>
  codes.split(',').some((range) => {
    const [from, to = from] = range.split('-').map(Number)
    return from !== undefined && to !== undefined && status >= from && status <= to
  })
