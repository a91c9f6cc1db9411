import { isIPv4 } from 'node:net'
import type { AddressPool } from '../centre/addresses.ts'
import { rangeAddresses } from '../centre/addresses.ts'
import type { CloudStack } from './cloud.ts'
import type { NetworkOffering } from './network-offerings.ts'
import { cloudstackNetworkOfferings, existingNetworkOffering } from './network-offerings.ts'
import { invalid, noCapacity } from './refusal.ts'
import type { Zone } from './zones.ts'

/** The addresses of a network's machines. */
export interface GuestAddresses {
  /** Throws a `Refusal` where none is left. */
  readonly take: () => string
  readonly giveBack: (address: string) => void
  /** Takes this address. Throws a `Refusal` where it cannot be had. */
  readonly claim: (address: string) => void
}

export interface Network {
  readonly id: string
  name: string
  displayText: string
  readonly zone: Zone
  readonly offering: NetworkOffering
  /** A network without addresses of its own has none of these. */
  readonly range: Range | undefined
  readonly guests: GuestAddresses | undefined
  readonly domain: string
  /** Of the provider, for all accounts. */
  readonly builtIn: boolean
  readonly projectId: string | undefined
  readonly vpcId: string | undefined
  aclId: string | undefined
  readonly createdAt: number
  /** A network is set up when its first machine starts. */
  state: 'Allocated' | 'Implemented'
}

/** Behind a router of its own, with public addresses. */
export const isRouted = ({ offering }: Network): boolean => 'SourceNat' in offering.services

export interface Range {
  readonly cidr: string
  readonly gateway: string
  readonly netmask: string
}

/** Private addresses, which many networks may have alike. */
export function privateGuests({ cidr, gateway }: Range): GuestAddresses {
  // The network's own address and the first after it, which is mostly the gateway, are kept.
  const pool = rangeAddresses(cidr)
  const taken = new Set<string>([gateway])
  return {
    take: () => {
      let address: string
      do {
        try {
          address = pool.take()
        } catch {
          throw noCapacity(`Unable to acquire Guest IP address in ${cidr}`, 4320)
        }
      } while (taken.has(address))
      taken.add(address)
      return address
    },
    giveBack: (address) => {
      taken.delete(address)
      pool.giveBack(address)
    },
    claim: (address) => {
      if (!pool.has(address)) throw invalid(`IP address ${address} is not in the network's range ${cidr}`)
      if (taken.has(address)) throw noCapacity(`IP address ${address} is in use`, 4320)
      pool.claim(address)
      taken.add(address)
    },
  }
}

/** The data centre's public addresses, for networks that every account shares. */
export const sharedGuests = (pool: AddressPool): GuestAddresses => ({
  take: () => {
    const address = pool.take()
    if (isIPv4(address)) return address
    pool.giveBack(address)
    throw noCapacity('Unable to acquire a Guest IP address: all are in use', 4320)
  },
  giveBack: pool.giveBack,
  claim: (address) => {
    throw invalid(`IP address ${address} cannot be chosen in this network`)
  },
})

/** The networks that a zone has from the start: shared ones, whose addresses are public. */
export function builtInNetwork(cloud: CloudStack, zone: Zone): Network {
  const { basic, advanced } = sharedNetworks
  const { id, name, offering } = zone.type === 'Basic' ? basic : advanced
  return {
    id,
    name,
    displayText: name,
    zone,
    offering: existingNetworkOffering(offering),
    range: { cidr: '203.0.113.0/24', gateway: '203.0.113.254', netmask: '255.255.255.0' },
    guests: sharedGuests(cloud.centre.publicAddresses),
    domain: 'cs1cloud.internal',
    builtIn: true,
    projectId: undefined,
    vpcId: undefined,
    aclId: undefined,
    createdAt: Date.parse('2024-03-05T09:00:00Z'),
    state: 'Implemented',
  }
}

const sharedNetworks = {
  basic: {
    id: '6b3d0e7a-5c8f-4a2d-8eb6-9f7c2b5d8a71',
    name: 'defaultGuestNetwork',
    offering: cloudstackNetworkOfferings.sharedWithSecurityGroups,
  },
  advanced: {
    id: '7c4e1f8b-6d9a-4b3e-9fc7-0a8d3c6e9b72',
    name: 'shared',
    offering: cloudstackNetworkOfferings.shared,
  },
} as const
