import type { ActiveHealthCheck, CallOptions, HealthCheck, HealthChecks, Ref } from '@cloud/core'
import { beforeWrite, idOf, object, type XmlShape } from '@cloud/core/driver'
import { checkHealthCheck } from './check-health-check.ts'
import { type ClassicHealthCheckWire, healthCheckShape } from './classic-wire.ts'
import { type ClassicClient, idempotent, send } from './client.ts'
import { classicName, getClassic } from './get-classic.ts'
import { refusal } from './lookups.ts'

export function classicHealthChecks(client: ClassicClient): HealthChecks {
  return {
    getHealthCheck: (balancer, call) =>
      client.within(call, async (left) => {
        const name = classicName(balancer)
        const { HealthCheck } = await getClassic(client, name, left)
        if (HealthCheck !== undefined) return toHealthCheck(HealthCheck)
        throw refusal('conflict', `The balancer ${name} has no health check`)
      }),
    setHealthCheck: (balancer, check, call) =>
      client.within(call, async (left) => setHealthCheck(client, balancer, check, left)),
  }
}

const configured: XmlShape<{ readonly HealthCheck?: ClassicHealthCheckWire }> = object<{
  readonly HealthCheck?: ClassicHealthCheckWire
}>({ HealthCheck: healthCheckShape })

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_ConfigureHealthCheck.html */
async function setHealthCheck(
  client: ClassicClient,
  ref: Ref<'balancer'>,
  check: HealthCheck,
  call: CallOptions,
): Promise<void> {
  const id = idOf('balancer', ref, 'balancer')
  const whole = checkHealthCheck('classic', check)
  const name = classicName(id)
  const { ListenerDescriptions } = await beforeWrite(getClassic(client, name, call))
  const [first] = ListenerDescriptions.toSorted(
    (a, b) => a.Listener.LoadBalancerPort - b.Listener.LoadBalancerPort,
  )
  const port = whole.port ?? first?.Listener.InstancePort
  if (port === undefined)
    throw refusal('conflict', `The balancer ${name} has no listener whose target could be checked`, {
      hint: 'a port',
    })
  const HealthCheck: ClassicHealthCheckWire = {
    Target: `${whole.protocol.toUpperCase()}:${port}${whole.path ?? ''}`,
    Interval: whole.interval,
    Timeout: whole.timeout,
    UnhealthyThreshold: whole.unhealthyAfter,
    HealthyThreshold: whole.healthyAfter,
  }
  const parameters = { LoadBalancerName: name, HealthCheck }
  const action = 'ConfigureHealthCheck'
  await send(client, { name: action, repeat: idempotent, parameters, answer: configured }, call)
}

/** `SSL` opens a connection, as TCP does, and greets. */
const protocols: Readonly<Record<string, HealthCheck['protocol']>> = {
  HTTP: 'http',
  HTTPS: 'https',
  TCP: 'tcp',
  SSL: 'tcp',
}

export function toHealthCheck(wire: ClassicHealthCheckWire): ActiveHealthCheck {
  const [, word = '', port = '', path = ''] = /^(\w+):(\d+)(.*)$/s.exec(wire.Target) ?? []
  const known = word.toUpperCase()
  const protocol = (Object.hasOwn(protocols, known) && protocols[known]) || 'tcp'
  return {
    protocol,
    port: Number(port),
    ...(protocol !== 'tcp' && { path: path || '/' }),
    intervalMs: wire.Interval * 1000,
    timeoutMs: wire.Timeout * 1000,
    healthyAfter: wire.HealthyThreshold,
    unhealthyAfter: wire.UnhealthyThreshold,
  }
}
