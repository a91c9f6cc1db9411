import type { CloudStack } from './cloud.ts'
import { type Network, privateGuests, type Range } from './network.ts'
import type { NetworkOffering } from './network-offerings.ts'
import type { Zone } from './zones.ts'

export interface NewNetwork {
  readonly name: string
  readonly displayText: string
  readonly zone: Zone
  readonly offering: NetworkOffering
  readonly projectId: string | undefined
  /** Default: the one that every isolated network has until it is told otherwise. */
  readonly range?: Range | undefined
  readonly vpcId?: string | undefined
  readonly aclId?: string | undefined
  readonly domain?: string | undefined
}

const defaultRange: Range = { cidr: '10.1.1.0/24', gateway: '10.1.1.1', netmask: '255.255.255.0' }

export function addNetwork(cloud: CloudStack, made: NewNetwork): Network {
  const { name, displayText, zone, offering, projectId, vpcId, aclId, domain } = made
  const range = offering.kind === 'L2' ? undefined : (made.range ?? defaultRange)
  const network: Network = {
    id: cloud.newId(),
    name,
    displayText,
    zone,
    offering,
    range,
    guests: range && privateGuests(range),
    domain: domain ?? `cs${cloud.networks.size.toString(16)}cloud.internal`,
    builtIn: false,
    projectId,
    vpcId,
    aclId,
    createdAt: cloud.centre.clock.now(),
    state: 'Allocated',
  }
  cloud.networks.set(network.id, network)
  return network
}
