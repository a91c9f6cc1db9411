import { invalid } from '../refusals.ts'
import { type HealthCheck, isHttp, type Protocol } from './target-group.ts'

export interface HealthCheckInput {
  readonly HealthCheckProtocol?: string
  readonly HealthCheckPort?: string
  readonly HealthCheckEnabled?: boolean
  readonly HealthCheckPath?: string
  readonly HealthCheckIntervalSeconds?: number
  readonly HealthCheckTimeoutSeconds?: number
  readonly HealthyThresholdCount?: number
  readonly UnhealthyThresholdCount?: number
  readonly Matcher?: { readonly HttpCode?: string; readonly GrpcCode?: string }
}

interface CheckedGroup {
  readonly protocol: Protocol
  readonly protocolVersion: string | undefined
}

/** The health check of a group's request; what it does not say is as `before`, or as AWS has it. */
export function readHealthCheck(
  group: CheckedGroup,
  input: HealthCheckInput,
  before?: HealthCheck,
): HealthCheck {
  const protocol = readProtocol(group.protocol, input.HealthCheckProtocol ?? before?.protocol)
  const start = before?.protocol === protocol ? before : defaults(group.protocol, protocol)
  const check: HealthCheck = {
    enabled: input.HealthCheckEnabled ?? start.enabled,
    protocol,
    port: input.HealthCheckPort ?? before?.port ?? start.port,
    path: input.HealthCheckPath ?? start.path,
    intervalSeconds: input.HealthCheckIntervalSeconds ?? start.intervalSeconds,
    timeoutSeconds: input.HealthCheckTimeoutSeconds ?? start.timeoutSeconds,
    healthy: input.HealthyThresholdCount ?? start.healthy,
    unhealthy: input.UnhealthyThresholdCount ?? start.unhealthy,
    codes: input.Matcher?.HttpCode ?? input.Matcher?.GrpcCode ?? start.codes,
  }
  checkHealthCheck(group, input, check)
  return check
}

function readProtocol(group: Protocol, given: string | undefined): HealthCheck['protocol'] {
  const protocol = given ?? (isHttp(group) ? 'HTTP' : 'TCP')
  const known = (['HTTP', 'HTTPS', 'TCP'] as const).find((one) => one === protocol)
  if (known && !(known === 'TCP' && isHttp(group))) return known
  throw invalid(
    `Health check protocol '${protocol}' must be one of HTTP, HTTPS${isHttp(group) ? '' : ', TCP'}`,
  )
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
const defaults = (group: Protocol, protocol: HealthCheck['protocol']): HealthCheck => ({
  enabled: true,
  protocol,
  port: 'traffic-port',
  path: protocol === 'TCP' ? undefined : '/',
  intervalSeconds: 30,
  timeoutSeconds: isHttp(group) ? 5 : protocol === 'HTTP' ? 6 : 10,
  healthy: 5,
  unhealthy: 2,
  codes: protocol === 'TCP' ? undefined : isHttp(group) ? '200' : '200-399',
})

const codes = /^\d{3}(?:-\d{3})?(?:,\d{3}(?:-\d{3})?)*$/

function checkHealthCheck(group: CheckedGroup, input: HealthCheckInput, check: HealthCheck): void {
  if (!check.enabled)
    throw invalid('Health check enabled must be true for target groups with target type instance or ip')
  const isPort = /^\d{1,5}$/.test(check.port) && Number(check.port) >= 1 && Number(check.port) <= 65_535
  if (check.port !== 'traffic-port' && !isPort) {
    throw invalid(`Health check port '${check.port}' must be in the range of '[1-65535]' or 'traffic-port'`)
  }
  if (check.timeoutSeconds >= check.intervalSeconds) {
    throw invalid('Health check timeout must be smaller than the interval')
  }
  if (check.protocol === 'TCP') {
    const { HealthCheckPath, Matcher } = input
    if (HealthCheckPath !== undefined || Matcher !== undefined) {
      throw invalid('Health check path and matcher are not supported for health checks with protocol TCP')
    }
    return
  }
  if (!check.path?.startsWith('/')) throw invalid("Health check path must begin with '/'")
  if (input.Matcher?.GrpcCode !== undefined && group.protocolVersion !== 'GRPC') {
    throw invalid('A gRPC matcher is for target groups with the protocol version GRPC')
  }
  if (input.Matcher?.HttpCode !== undefined && !codes.test(input.Matcher.HttpCode)) {
    throw invalid(`Health check matcher HTTP code '${input.Matcher.HttpCode}' is not valid`)
  }
}
