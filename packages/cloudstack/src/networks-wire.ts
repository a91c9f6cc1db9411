import type { Network } from '@cloud/core'
import type { TagWire } from './tags-wire.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listNetworks.html */
export interface NetworkWire {
  readonly id: string
  readonly name: string
  readonly displaytext?: string
  /** `Isolated`, `Shared` or `L2`. */
  readonly type?: string
  readonly state?: string
  readonly traffictype?: string
  readonly zoneid?: string
  readonly zonename?: string
  readonly cidr?: string
  readonly gateway?: string
  readonly netmask?: string
  readonly networkofferingid?: string
  readonly networkofferingname?: string
  readonly networkdomain?: string
  readonly vpcid?: string
  readonly vpcname?: string
  readonly aclid?: string
  readonly isdefault?: boolean
  readonly issystem?: boolean
  readonly service?: readonly NetworkServiceWire[]
  readonly tags?: readonly TagWire[]
}

export interface NetworkServiceWire {
  readonly name: string
  readonly capability?: readonly { readonly name: string; readonly value: string }[]
}

/** A network of this driver: isolated, shared, or a tier of a VPC. */
export type CloudStackNetwork = Network<NetworkWire>

export function toNetwork(wire: NetworkWire, own: string | undefined): CloudStackNetwork {
  const { cidr, zoneid } = wire
  return {
    kind: 'network',
    id: wire.id,
    name: wire.name,
    ...(cidr && { cidr }),
    ...(zoneid && { location: zoneid }),
    default: wire.id === own || wire.isdefault === true,
    native: wire,
  }
}
