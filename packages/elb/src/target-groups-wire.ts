import { boolean, list, number, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type PageWire, pageMembers } from './client.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html */
export interface TargetGroupWire {
  readonly TargetGroupArn: string
  readonly TargetGroupName: string
  readonly Protocol?: string
  readonly Port?: number
  readonly VpcId?: string
  readonly TargetType?: string
  readonly ProtocolVersion?: string
  readonly IpAddressType?: string
  readonly HealthCheckProtocol?: string
  /** A number, or `traffic-port`. */
  readonly HealthCheckPort?: string
  readonly HealthCheckEnabled?: boolean
  readonly HealthCheckPath?: string
  readonly HealthCheckIntervalSeconds?: number
  readonly HealthCheckTimeoutSeconds?: number
  readonly HealthyThresholdCount?: number
  readonly UnhealthyThresholdCount?: number
  readonly Matcher?: { readonly HttpCode?: string; readonly GrpcCode?: string }
  readonly LoadBalancerArns: readonly string[]
}

const targetGroup: XmlShape<TargetGroupWire> = object<TargetGroupWire>({
  TargetGroupArn: required(text),
  TargetGroupName: required(text),
  Protocol: text,
  Port: number,
  VpcId: text,
  TargetType: text,
  ProtocolVersion: text,
  IpAddressType: text,
  HealthCheckProtocol: text,
  HealthCheckPort: text,
  HealthCheckEnabled: boolean,
  HealthCheckPath: text,
  HealthCheckIntervalSeconds: number,
  HealthCheckTimeoutSeconds: number,
  HealthyThresholdCount: number,
  UnhealthyThresholdCount: number,
  Matcher: object<{ readonly HttpCode?: string; readonly GrpcCode?: string }>({
    HttpCode: text,
    GrpcCode: text,
  }),
  LoadBalancerArns: list('member', text),
})

export interface TargetGroupsWire extends PageWire {
  readonly TargetGroups: readonly TargetGroupWire[]
}

export const targetGroupsAnswer: XmlShape<TargetGroupsWire> = object<TargetGroupsWire>({
  ...pageMembers,
  TargetGroups: list('member', targetGroup),
})

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html */
export interface TargetWire {
  readonly Id: string
  readonly Port?: number
  readonly AvailabilityZone?: string
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealthDescription.html */
export interface TargetHealthWire {
  readonly Target: TargetWire
  readonly HealthCheckPort?: string
  readonly TargetHealth?: {
    readonly State?: string
    readonly Reason?: string
    readonly Description?: string
  }
}

export interface TargetHealthsWire {
  readonly TargetHealthDescriptions: readonly TargetHealthWire[]
}

export const targetHealthAnswer: XmlShape<TargetHealthsWire> = object<TargetHealthsWire>({
  TargetHealthDescriptions: list(
    'member',
    object<TargetHealthWire>({
      Target: required(object<TargetWire>({ Id: required(text), Port: number, AvailabilityZone: text })),
      HealthCheckPort: text,
      TargetHealth: object<NonNullable<TargetHealthWire['TargetHealth']>>({
        State: text,
        Reason: text,
        Description: text,
      }),
    }),
  ),
})
