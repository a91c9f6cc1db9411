import type { Balancer, BalancerState } from '@cloud/core'
import { defined, list, object, required, text, type XmlShape } from '@cloud/core/driver'
import { type PageWire, pageMembers } from './client.ts'
import { type ElbListener, type ListenerWire, toListener } from './listeners-wire.ts'
import type { TargetGroupWire } from './target-groups-wire.ts'

export interface AddressWire {
  readonly IpAddress?: string
  readonly AllocationId?: string
  readonly PrivateIPv4Address?: string
  readonly IPv6Address?: string
}

export interface ZoneWire {
  readonly ZoneName: string
  readonly SubnetId?: string
  readonly LoadBalancerAddresses: readonly AddressWire[]
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html */
export interface LoadBalancerWire {
  readonly LoadBalancerArn: string
  readonly LoadBalancerName: string
  readonly Type: string
  readonly DNSName?: string
  readonly CanonicalHostedZoneId?: string
  readonly CreatedTime?: string
  readonly Scheme?: string
  readonly VpcId?: string
  readonly State?: { readonly Code: string; readonly Reason?: string }
  readonly AvailabilityZones: readonly ZoneWire[]
  readonly SecurityGroups: readonly string[]
  readonly IpAddressType?: string
}

const address = object<AddressWire>({
  IpAddress: text,
  AllocationId: text,
  PrivateIPv4Address: text,
  IPv6Address: text,
})

const loadBalancer: XmlShape<LoadBalancerWire> = object<LoadBalancerWire>({
  LoadBalancerArn: required(text),
  LoadBalancerName: required(text),
  Type: required(text),
  DNSName: text,
  CanonicalHostedZoneId: text,
  CreatedTime: text,
  Scheme: text,
  VpcId: text,
  State: object<{ readonly Code: string; readonly Reason?: string }>({ Code: required(text), Reason: text }),
  AvailabilityZones: list(
    'member',
    object<ZoneWire>({
      ZoneName: required(text),
      SubnetId: text,
      LoadBalancerAddresses: list('member', address),
    }),
  ),
  SecurityGroups: list('member', text),
  IpAddressType: text,
})

export interface LoadBalancersWire extends PageWire {
  readonly LoadBalancers: readonly LoadBalancerWire[]
}

export const loadBalancersAnswer: XmlShape<LoadBalancersWire> = object<LoadBalancersWire>({
  ...pageMembers,
  LoadBalancers: list('member', loadBalancer),
})

/** An application or a network load balancer. Its id is its ARN. */
export type ElbBalancer = Balancer<LoadBalancerWire, ListenerWire>

const states: Readonly<Record<string, BalancerState>> = {
  provisioning: 'creating',
  active: 'active',
  active_impaired: 'degraded',
  failed: 'error',
}

/** A balancer that is in one zone alone has that as its location. */
export function toBalancer(
  native: LoadBalancerWire,
  listeners: readonly ListenerWire[],
  groups: readonly TargetGroupWire[],
): ElbBalancer {
  const { LoadBalancerArn, LoadBalancerName, State, DNSName, CreatedTime, AvailabilityZones } = native
  const code = State?.Code ?? ''
  const addresses = AvailabilityZones.flatMap((zone) => zone.LoadBalancerAddresses)
  const [zone, ...others] = AvailabilityZones
  return {
    kind: 'balancer',
    id: LoadBalancerArn,
    name: LoadBalancerName,
    state: (Object.hasOwn(states, code) && states[code]) || 'unknown',
    ips: addresses.flatMap(({ IpAddress, IPv6Address }) =>
      [IpAddress, IPv6Address].filter((ip) => !!ip),
    ) as string[],
    listeners: toListeners(listeners, groups),
    native,
    ...defined({
      hostname: DNSName || undefined,
      createdAt: CreatedTime,
      location: others.length === 0 ? zone?.ZoneName : undefined,
    }),
  }
}

function toListeners(
  listeners: readonly ListenerWire[],
  groups: readonly TargetGroupWire[],
): readonly ElbListener[] {
  return listeners
    .filter(({ Port }) => Port !== undefined)
    .map((listener) => toListener(listener, groups))
    .toSorted((a, b) => a.port - b.port)
}
