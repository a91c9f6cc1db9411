import type { ActiveHealthCheck, CallOptions, HealthCheck, HealthChecks, Ref } from '@cloud/core'
import { beforeWrite, defined, idOf, withOutcome } from '@cloud/core/driver'
import { checkHealthCheck } from './check-health-check.ts'
import { type ElbClient, idempotent, send } from './client.ts'
import { healthOf } from './create-balancer.ts'
import { balancerArn, listenersOf } from './get-balancer.ts'
import { toListener } from './listeners-wire.ts'
import { memberGroups } from './own-groups.ts'
import { type TargetGroupWire, targetGroupsAnswer } from './target-groups-wire.ts'

/** The same for all target groups of a balancer; without a port, each of them looks at the one that its members are spoken to on. */
export function healthChecks(client: ElbClient): HealthChecks {
  return {
    getHealthCheck: (balancer, call) =>
      client.within(call, async (left) => {
        const [group] = await memberGroups(client, balancerArn(client, balancer), left)
        return toHealthCheck(group)
      }),
    setHealthCheck: (balancer, check, call) =>
      client.within(call, async (left) => setHealthCheck(client, balancer, check, left)),
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html */
async function setHealthCheck(
  client: ElbClient,
  ref: Ref<'balancer'>,
  check: HealthCheck,
  call: CallOptions,
): Promise<void> {
  const id = idOf('balancer', ref, 'balancer')
  const whole = checkHealthCheck(client.kind, check)
  const arn = balancerArn(client, id)
  const groups = await beforeWrite(memberGroups(client, arn, call))
  for (const [index, group] of groups.entries()) {
    const parameters = {
      TargetGroupArn: group.TargetGroupArn,
      HealthCheckProtocol: whole.protocol.toUpperCase(),
      HealthCheckPort: whole.port ?? (await beforeWrite(otherPort(client, arn, group, groups, call))),
      HealthCheckPath: whole.path,
      HealthCheckIntervalSeconds: whole.interval,
      HealthCheckTimeoutSeconds: whole.timeout,
      HealthyThresholdCount: whole.healthyAfter,
      UnhealthyThresholdCount: whole.unhealthyAfter,
    }
    const request = { name: 'ModifyTargetGroup', repeat: idempotent, parameters, answer: targetGroupsAnswer }
    try {
      await send(client, request, call)
    } catch (error) {
      throw index > 0 ? withOutcome(error, 'unknown') : error
    }
  }
}

async function otherPort(
  client: ElbClient,
  arn: string,
  group: TargetGroupWire,
  groups: readonly TargetGroupWire[],
  call: CallOptions,
): Promise<string | number> {
  if (group.Protocol !== 'UDP' || group.Port === undefined) return 'traffic-port'
  const listeners = (await listenersOf(client, arn, call)).map((one) => toListener(one, groups))
  const sorted = listeners.toSorted((a, b) => a.port - b.port)
  const { HealthCheckPort } = healthOf({ targetProtocol: 'udp', targetPort: group.Port }, sorted)
  return HealthCheckPort ?? 'traffic-port'
}

const protocols: Readonly<Record<string, HealthCheck['protocol']>> = {
  HTTP: 'http',
  HTTPS: 'https',
  TCP: 'tcp',
}

function toHealthCheck(wire: TargetGroupWire): ActiveHealthCheck {
  const known = wire.HealthCheckProtocol ?? ''
  const protocol = (Object.hasOwn(protocols, known) && protocols[known]) || 'tcp'
  const port = Number(wire.HealthCheckPort)
  const inMs = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000)
  return {
    protocol,
    port: port > 0 ? port : (wire.Port ?? 0),
    ...defined({
      path: protocol === 'tcp' ? undefined : wire.HealthCheckPath || '/',
      intervalMs: inMs(wire.HealthCheckIntervalSeconds),
      timeoutMs: inMs(wire.HealthCheckTimeoutSeconds),
      healthyAfter: wire.HealthyThresholdCount,
      unhealthyAfter: wire.UnhealthyThresholdCount,
    }),
  }
}
