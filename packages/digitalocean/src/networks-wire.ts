import type { Network } from '@cloud/core'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/VPCs */
export interface VpcWire {
  readonly id: string
  readonly urn: string
  readonly name: string
  readonly description: string
  readonly region: string
  readonly ip_range: string
  readonly default: boolean
  readonly created_at: string
}

/** A VPC. */
export type DigitalOceanNetwork = Network<VpcWire>

export function toNetwork(wire: VpcWire): DigitalOceanNetwork {
  return {
    kind: 'network',
    id: wire.id,
    name: wire.name,
    cidr: wire.ip_range,
    location: wire.region,
    default: wire.default,
    native: wire,
  }
}
