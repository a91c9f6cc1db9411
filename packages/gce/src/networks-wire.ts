import type { Network } from '@cloud/core'

/** https://cloud.google.com/compute/docs/reference/rest/v1/networks */
export interface NetworkWire {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly autoCreateSubnetworks?: boolean
  readonly subnetworks?: readonly string[]
  readonly mtu?: number
  readonly routingConfig?: { readonly routingMode?: 'GLOBAL' | 'REGIONAL' }
  readonly creationTimestamp: string
  readonly selfLink: string
}

export type GceNetwork = Network<NetworkWire>

/** Its parts have ranges of their own, and it is in all regions. */
export function toNetwork(wire: NetworkWire): GceNetwork {
  return {
    kind: 'network',
    id: wire.name,
    name: wire.name,
    default: wire.name === defaultNetwork,
    native: wire,
  }
}

/** Instances that name no network get into the one of this name. */
export const defaultNetwork = 'default'
