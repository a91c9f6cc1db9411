import type { Ec2 } from '../action.ts'
import { blockText } from './cidr.ts'
import { defaultGroupName } from './default-network.ts'

export interface InventorySecurityGroup {
  readonly id: string
  readonly name: string
  readonly vpcId: string
  readonly isDefault: boolean
}
export interface InventoryAddress {
  readonly id: string
  readonly address: string
  /** Of the node that it leads to. */
  readonly nodeId?: string
}
export interface InventoryVpc {
  readonly id: string
  /** In CIDR notation. */
  readonly range: string
  readonly isDefault: boolean
}
export interface InventorySubnet extends InventoryVpc {
  readonly vpcId: string
  readonly location: string
}
export interface InventoryInternetGateway {
  readonly id: string
  readonly vpcId?: string
}
export interface InventoryNetworkInterface {
  readonly id: string
  readonly subnetId: string
  readonly privateIp: string
  /** Of the node that has it. */
  readonly nodeId?: string
}
export interface InventoryRouteTable {
  readonly id: string
  readonly vpcId: string
  readonly isMain: boolean
}

/** What exists of networks, the default one included. */
export interface NetworkInventory {
  readonly securityGroups: readonly InventorySecurityGroup[]
  readonly addresses: readonly InventoryAddress[]
  readonly vpcs: readonly InventoryVpc[]
  readonly subnets: readonly InventorySubnet[]
  readonly internetGateways: readonly InventoryInternetGateway[]
  readonly routeTables: readonly InventoryRouteTable[]
  /** Those that were made for themselves by who uses the cloud. */
  readonly networkInterfaces: readonly InventoryNetworkInterface[]
}

export function networkInventory({ network }: Ec2): NetworkInventory {
  return {
    securityGroups: [...network.groups.values()].map(({ id, name, vpc }) => ({
      id,
      name,
      vpcId: vpc.id,
      isDefault: name === defaultGroupName,
    })),
    addresses: [...network.addresses.values()].map(({ id, address, association }) => ({
      id,
      address,
      ...(association && { nodeId: association.instanceId }),
    })),
    vpcs: [...network.vpcs.values()].map(({ id, block, isDefault }) => ({
      id,
      range: blockText(block),
      isDefault,
    })),
    subnets: [...network.subnets.values()].map(({ id, vpc, zone, block, isDefault }) => ({
      id,
      vpcId: vpc.id,
      location: zone.name,
      range: blockText(block),
      isDefault,
    })),
    internetGateways: [...network.gateways.values()].map(({ id, vpcId }) => ({
      id,
      ...(vpcId !== undefined && { vpcId }),
    })),
    routeTables: [...network.routeTables.values()].map(({ id, vpc, associations }) => ({
      id,
      vpcId: vpc.id,
      isMain: associations.some(({ subnetId }) => subnetId === undefined),
    })),
    networkInterfaces: [...network.interfaces.values()]
      .filter(({ requester }) => requester === undefined)
      .map(({ id, subnet, privateAddress, attachment }) => ({
        id,
        subnetId: subnet.id,
        privateIp: privateAddress,
        ...(attachment && { nodeId: attachment.instanceId }),
      })),
  }
}
