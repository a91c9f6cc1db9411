import {
  type Frontend,
  type HealthCheck,
  type Member,
  noMembers,
  type Pool,
  type RoutedRequest,
  type Rule,
} from '../../balancing/frontend.ts'
import type { Elb } from '../action.ts'
import { type Listener, listenersOf, rulesOf } from './listener.ts'
import type { ListenerAction } from './listener-action.ts'
import { fixedAnswer, redirectAnswer } from './own-answers.ts'
import { meetsAll } from './rule-match.ts'
import { isHttp, type Target, type TargetGroup } from './target-group.ts'
import { groupAttribute } from './target-group-attributes.ts'
import { healthOf, instanceOf, memberKey } from './target-health.ts'

/** A listener's port at the balancer's name. */
export function v2Frontend(elb: Elb, host: string, port: number): Frontend | undefined {
  const balancer = [...elb.balancers.values()].find(({ dnsName }) => dnsName === host)
  const listener = balancer && listenersOf(elb, balancer).find((one) => one.port === port)
  if (!listener || listener.protocol === 'UDP') return undefined
  if (balancer?.type !== 'application') return { protocol: 'tcp', ...poolFor(elb, listener.actions) }
  const rules = rulesOf(elb, listener).map(({ conditions, actions }) => ({
    isFor: (request: RoutedRequest) => meetsAll(conditions, request),
    to: routeFor(elb, listener, actions),
  }))
  const rest = { isFor: () => true, to: routeFor(elb, listener, listener.actions) }
  return { protocol: 'http', rules: [...rules, rest], ...noMembers }
}

/** What becomes of a request: the first action says it, and others are not emulated. */
function routeFor(elb: Elb, listener: Listener, actions: readonly ListenerAction[]): Rule['to'] {
  const [action] = actions
  if (action?.kind === 'redirect') return (request) => redirectAnswer(listener, action.config, request)
  if (action?.kind === 'fixed-response') return () => fixedAnswer(action.config)
  return poolFor(elb, actions)
}

function poolFor(elb: Elb, [action]: readonly ListenerAction[]): Pool {
  const targets = action?.kind === 'forward' ? action.targets : []
  const groups = targets.flatMap(({ arn, weight }) => {
    const group = elb.targetGroups.get(arn)
    return group ? [{ group, weight }] : []
  })
  const [first] = groups
  if (!first) return noMembers
  const attribute = (key: string) => groupAttribute(first.group, key)
  const sticky = attribute('stickiness.enabled') === 'true'
  const http = isHttp(first.group.protocol)
  return {
    algorithm: algorithmOf(attribute('load_balancing.algorithm.type'), sticky && !http),
    cookie: sticky && http ? 'AWSALB' : undefined,
    check: checkOf(first.group),
    members: groups.flatMap(({ group, weight }) => membersOf(elb, group, weight)),
  }
}

function algorithmOf(type: string | undefined, bySource: boolean): Pool['algorithm'] {
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
