import type { ActiveHealthCheck, HealthCheck } from '@cloud/core'
import type { ForwardingRuleWire } from './forwarding-rules-wire.ts'

export interface HealthCheckWire {
  readonly protocol: string
  readonly port: number
  readonly path?: string | undefined
  readonly check_interval_seconds?: number | undefined
  readonly response_timeout_seconds?: number | undefined
  readonly healthy_threshold?: number | undefined
  readonly unhealthy_threshold?: number | undefined
}

export function toHealthCheck(wire: HealthCheckWire): ActiveHealthCheck {
  const { protocol, port, path, check_interval_seconds: interval, response_timeout_seconds: timeout } = wire
  return {
    protocol: protocol === 'http' || protocol === 'https' ? protocol : 'tcp',
    port,
    ...(protocol !== 'tcp' && path && { path }),
    ...(interval && { intervalMs: interval * 1000 }),
    ...(timeout && { timeoutMs: timeout * 1000 }),
    ...(wire.healthy_threshold && { healthyAfter: wire.healthy_threshold }),
    ...(wire.unhealthy_threshold && { unhealthyAfter: wire.unhealthy_threshold }),
  }
}

/** What is left out gets DigitalOcean's default. */
export function toHealthCheckWire(check: HealthCheck, rules: readonly ForwardingRuleWire[]): HealthCheckWire {
  const { protocol, path = '/', intervalMs, timeoutMs } = check
  return {
    protocol,
    port: check.port ?? checkedRule(rules)?.target_port ?? 80,
    path: protocol === 'tcp' ? undefined : path,
    check_interval_seconds: intervalMs && intervalMs / 1000,
    response_timeout_seconds: timeoutMs && timeoutMs / 1000,
    healthy_threshold: check.healthyAfter,
    unhealthy_threshold: check.unhealthyAfter,
  }
}

/**
 * What a new balancer asks its members where nothing else is said: whether they serve what the first listener sends them. DigitalOcean
 * would ask port 80 for HTTP, whatever they serve, and refuse a balancer of UDP.
 */
export function defaultHealthCheck(rules: readonly ForwardingRuleWire[]): HealthCheckWire {
  const target = checkedRule(rules)?.target_protocol
  return toHealthCheckWire({ protocol: target === 'http' || target === 'https' ? target : 'tcp' }, rules)
}

/** The rule whose target is asked: UDP cannot be, though a port of TCP of the same number may. */
const checkedRule = (rules: readonly ForwardingRuleWire[]): ForwardingRuleWire | undefined =>
  rules.find(({ target_protocol: protocol }) => protocol !== 'udp') ?? rules[0]
