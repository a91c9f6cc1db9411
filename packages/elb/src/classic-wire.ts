import type { ActiveListener, Balancer, BalancerProtocol, Member, MemberState } from '@cloud/core'
import { defined, list, number, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type PageWire, pageMembers } from './client.ts'

export interface ClassicListenerWire {
  readonly Protocol: string
  readonly LoadBalancerPort: number
  readonly InstanceProtocol?: string
  readonly InstancePort: number
  readonly SSLCertificateId?: string
}

export interface ListenerDescriptionWire {
  readonly Listener: ClassicListenerWire
  readonly PolicyNames: readonly string[]
}

export type ClassicHealthCheckWire = {
  readonly Target: string
  readonly Interval: number
  readonly Timeout: number
  readonly UnhealthyThreshold: number
  readonly HealthyThreshold: number
}

/** A policy that brings clients back by a cookie; one that lasts as long as the browser has no period. */
export interface CookiePolicyWire {
  readonly PolicyName: string
  readonly CookieExpirationPeriod?: number
}

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_LoadBalancerDescription.html */
export interface ClassicWire {
  readonly LoadBalancerName: string
  readonly DNSName?: string
  readonly CanonicalHostedZoneNameID?: string
  readonly ListenerDescriptions: readonly ListenerDescriptionWire[]
  readonly Policies?: {
    readonly AppCookieStickinessPolicies: readonly CookiePolicyWire[]
    readonly LBCookieStickinessPolicies: readonly CookiePolicyWire[]
    readonly OtherPolicies: readonly string[]
  }
  readonly AvailabilityZones: readonly string[]
  readonly Subnets: readonly string[]
  readonly VPCId?: string
  readonly Instances: readonly { readonly InstanceId: string }[]
  readonly HealthCheck?: ClassicHealthCheckWire
  readonly SecurityGroups: readonly string[]
  readonly CreatedTime?: string
  readonly Scheme?: string
}

const listenerDescription = object<ListenerDescriptionWire>({
  Listener: required(
    object<ClassicListenerWire>({
      Protocol: required(text),
      LoadBalancerPort: required(number),
      InstanceProtocol: text,
      InstancePort: required(number),
      SSLCertificateId: text,
    }),
  ),
  PolicyNames: list('member', text),
})

const cookiePolicy = object<CookiePolicyWire>({ PolicyName: required(text), CookieExpirationPeriod: number })

export const healthCheckShape: XmlShape<ClassicHealthCheckWire> = object<ClassicHealthCheckWire>({
  Target: required(text),
  Interval: required(number),
  Timeout: required(number),
  UnhealthyThreshold: required(number),
  HealthyThreshold: required(number),
})

const description: XmlShape<ClassicWire> = object<ClassicWire>({
  LoadBalancerName: required(text),
  DNSName: text,
  CanonicalHostedZoneNameID: text,
  ListenerDescriptions: list('member', listenerDescription),
  Policies: object<NonNullable<ClassicWire['Policies']>>({
    AppCookieStickinessPolicies: list('member', cookiePolicy),
    LBCookieStickinessPolicies: list('member', cookiePolicy),
    OtherPolicies: list('member', text),
  }),
  AvailabilityZones: list('member', text),
  Subnets: list('member', text),
  VPCId: text,
  Instances: list('member', object<{ readonly InstanceId: string }>({ InstanceId: required(text) })),
  HealthCheck: healthCheckShape,
  SecurityGroups: list('member', text),
  CreatedTime: text,
  Scheme: text,
})

export interface ClassicsWire extends PageWire {
  readonly LoadBalancerDescriptions: readonly ClassicWire[]
}

export const classicsAnswer: XmlShape<ClassicsWire> = object<ClassicsWire>({
  ...pageMembers,
  LoadBalancerDescriptions: list('member', description),
})

export type ClassicListener = ActiveListener<ClassicListenerWire>
export type ClassicBalancer = Balancer<ClassicWire, ClassicListenerWire>

const protocols: Readonly<Record<string, BalancerProtocol>> = {
  HTTP: 'http',
  HTTPS: 'https',
  TCP: 'tcp',
  SSL: 'tls',
}
const wires: Readonly<Record<BalancerProtocol, string>> = {
  http: 'HTTP',
  https: 'HTTPS',
  tcp: 'TCP',
  tls: 'SSL',
  udp: 'UDP',
}

export const fromProtocol = (protocol: BalancerProtocol): string => wires[protocol]

function toProtocol(wire: string, otherwise: BalancerProtocol = 'tcp'): BalancerProtocol {
  const known = wire.toUpperCase()
  return (Object.hasOwn(protocols, known) && protocols[known]) || otherwise
}

function toListener({ Listener: native }: ListenerDescriptionWire): ClassicListener {
  const { Protocol, LoadBalancerPort, InstanceProtocol = Protocol, InstancePort } = native
  const certificate = native.SSLCertificateId
  return {
    protocol: toProtocol(Protocol),
    port: LoadBalancerPort,
    targetProtocol: toProtocol(InstanceProtocol),
    targetPort: InstancePort,
    ...(certificate && { certificate }),
    native,
  }
}

/** It has no state of its own: what is there takes what comes. Its id is its name. */
export function toClassic(native: ClassicWire): ClassicBalancer {
  const { LoadBalancerName: name, AvailabilityZones, ListenerDescriptions } = native
  const [zone, ...others] = AvailabilityZones
  return {
    kind: 'balancer',
    id: name,
    name,
    state: 'active',
    ips: [],
    listeners: ListenerDescriptions.map(toListener).toSorted((a, b) => a.port - b.port),
    native,
    ...defined({
      hostname: native.DNSName || undefined,
      createdAt: native.CreatedTime,
      location: others.length === 0 ? zone : undefined,
    }),
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_InstanceState.html */
export interface InstanceStateWire {
  readonly InstanceId: string
  readonly State?: string
  readonly ReasonCode?: string
  readonly Description?: string
}

export const instanceStatesAnswer: XmlShape<{ readonly InstanceStates: readonly InstanceStateWire[] }> =
  object<{ readonly InstanceStates: readonly InstanceStateWire[] }>({
    InstanceStates: list(
      'member',
      object<InstanceStateWire>({
        InstanceId: required(text),
        State: text,
        ReasonCode: text,
        Description: text,
      }),
    ),
  })

/** The documented words are all that tells why one is out of service. */
const descriptions: Readonly<Record<string, MemberState>> = {
  'Instance registration is still in progress.': 'starting',
  'Instance has not passed the configured HealthyThreshold number of health checks consecutively.':
    'starting',
  'Instance deregistration currently in progress.': 'draining',
}

export type ClassicMember = Member<InstanceStateWire>

export function toClassicMember(native: InstanceStateWire): ClassicMember {
  const { InstanceId, State, Description = '' } = native
  const told = Object.hasOwn(descriptions, Description) ? descriptions[Description] : undefined
  const known = State === 'InService' ? 'healthy' : State === 'OutOfService' ? 'unhealthy' : 'unknown'
  return { kind: 'member', id: InstanceId, node: InstanceId, state: told ?? known, native }
}
