import type { XmlFields } from '../../ec2/xml.ts'
import type { Elb } from '../action.ts'
import { balancersOf, type TargetGroup } from './target-group.ts'

export function targetGroupFields(elb: Elb, group: TargetGroup): XmlFields {
  const { healthCheck: check } = group
  const code = group.protocolVersion === 'GRPC' ? 'GrpcCode' : 'HttpCode'
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: group.protocol,
    Port: group.port,
    VpcId: group.vpc.id,
    HealthCheckProtocol: check.protocol,
    HealthCheckPort: check.port,
    HealthCheckEnabled: check.enabled,
    HealthCheckIntervalSeconds: check.intervalSeconds,
    HealthCheckTimeoutSeconds: check.timeoutSeconds,
    HealthyThresholdCount: check.healthy,
    UnhealthyThresholdCount: check.unhealthy,
    HealthCheckPath: check.path,
    Matcher: check.codes === undefined ? undefined : { [code]: check.codes },
    LoadBalancerArns: balancersOf(elb, group).map(({ arn }) => arn),
    TargetType: group.targetType,
    ProtocolVersion: group.protocolVersion,
    IpAddressType: 'ipv4',
  }
}
