import { found } from './found.ts'

export interface NetworkOffering {
  readonly id: string
  readonly name: string
  readonly displayText: string
  readonly kind: 'Isolated' | 'Shared' | 'L2'
  /** By service, who provides it. */
  readonly services: Readonly<Record<string, string>>
  readonly forVpc: boolean
  /** Traffic out of the network is allowed where no rule says otherwise. */
  readonly egressDefault: boolean
  /** The one that an account's first network is made of. */
  readonly required: boolean
}

const router = (...services: readonly string[]) =>
  Object.fromEntries(services.map((service) => [service, 'VirtualRouter']))
const vpcRouter = (...services: readonly string[]) =>
  Object.fromEntries(services.map((service) => [service, 'VpcVirtualRouter']))

const shared = { ...router('Dhcp', 'Dns', 'UserData') }
const common = { forVpc: false, egressDefault: false, required: false }

/** The ids of the network offerings, the same in every run. */
export const cloudstackNetworkOfferings = {
  isolated: '0b7d4e1a-9c2f-4a6d-8e50-3f1c6b9d2a61',
  shared: '1c8e5f2b-0d3a-4b7e-9f61-4a2d7c0e3b62',
  sharedWithSecurityGroups: '2d9f6a3c-1e4b-4c8f-8a72-5b3e8d1f4c63',
  l2: '3e0a7b4d-2f5c-4d9a-9b83-6c4f9e2a5d64',
  vpcTier: '4f1b8c5e-3a6d-4e0b-8c94-7d5a0f3b6e65',
  /** A VPC has one tier with load balancers; the others are of this. */
  vpcTierWithoutBalancers: '5a2c9d6f-4b7e-4f1c-9da5-8e6b1a4c7f66',
} as const

export const networkOfferings: readonly NetworkOffering[] = [
  {
    ...common,
    id: cloudstackNetworkOfferings.isolated,
    name: 'DefaultIsolatedNetworkOfferingWithSourceNatService',
    displayText: 'Offering for Isolated networks with Source Nat service enabled',
    kind: 'Isolated',
    services: router(
      'Dhcp',
      'Dns',
      'UserData',
      'SourceNat',
      'StaticNat',
      'PortForwarding',
      'Lb',
      'Firewall',
      'Vpn',
    ),
    required: true,
  },
  {
    ...common,
    id: cloudstackNetworkOfferings.shared,
    name: 'DefaultSharedNetworkOffering',
    displayText: 'Offering for Shared networks',
    kind: 'Shared',
    services: shared,
  },
  {
    ...common,
    id: cloudstackNetworkOfferings.sharedWithSecurityGroups,
    name: 'DefaultSharedNetworkOfferingWithSGService',
    displayText: 'Offering for Shared Security group enabled networks',
    kind: 'Shared',
    services: { ...shared, SecurityGroup: 'SecurityGroupProvider' },
  },
  {
    ...common,
    id: cloudstackNetworkOfferings.l2,
    name: 'DefaultL2NetworkOffering',
    displayText: 'Offering for L2 networks',
    kind: 'L2',
    services: {},
  },
  {
    ...common,
    id: cloudstackNetworkOfferings.vpcTier,
    name: 'DefaultIsolatedNetworkOfferingForVpcNetworks',
    displayText: 'Offering for Isolated VPC networks with Source Nat service enabled',
    kind: 'Isolated',
    services: vpcRouter(
      'Dhcp',
      'Dns',
      'UserData',
      'SourceNat',
      'StaticNat',
      'PortForwarding',
      'Lb',
      'NetworkACL',
    ),
    forVpc: true,
    egressDefault: true,
  },
  {
    ...common,
    id: cloudstackNetworkOfferings.vpcTierWithoutBalancers,
    name: 'DefaultIsolatedNetworkOfferingForVpcNetworksNoLB',
    displayText: 'Offering for Isolated VPC networks with Source Nat service enabled and LB service disabled',
    kind: 'Isolated',
    services: vpcRouter('Dhcp', 'Dns', 'UserData', 'SourceNat', 'StaticNat', 'PortForwarding', 'NetworkACL'),
    forVpc: true,
    egressDefault: true,
  },
]

const byId = new Map(networkOfferings.map((offering) => [offering.id, offering]))

export const existingNetworkOffering = (id: string | undefined): NetworkOffering =>
  found(byId, 'networkofferingid', id)
