import type {} from '@cloud/core/registry'

export type { AwsCredentials } from '@cloud/aws'
export type { Access } from './access-wire.ts'
export {
  type AccountLimits,
  getAccountLimits,
  listReservedNodes,
  type ReservedNodes,
  type ReservedWire,
} from './account.ts'
export { addresses } from './addresses.ts'
export type { AddressWire, Ec2Address } from './addresses-wire.ts'
export { attachNetworkInterface, detachNetworkInterface } from './attach-network-interface.ts'
export { forceDetachVolume, listVolumeChanges, modifyVolume, type VolumeChange } from './change-volume.ts'
export type { Ec2CreateFirewall } from './check-firewall.ts'
export { type Ec2Client, ec2Client } from './client.ts'
export { compute, type Ec2, type Ec2Options } from './compute.ts'
export { consoleOutput } from './console.ts'
export { type CopyImage, copyImageFrom } from './copy-image.ts'
export { type CopySnapshot, copySnapshot } from './copy-snapshot.ts'
export type { Ec2CreateAddress } from './create-address.ts'
export type { Ec2CreateNetwork } from './create-network.ts'
export type { Ec2CreateVolume } from './create-volume.ts'
export type { Ec2Peers, Ec2Rule } from './firewall-rules.ts'
export { firewalls } from './firewalls.ts'
export type { Ec2Firewall, SecurityGroupWire } from './firewalls-wire.ts'
export { getNode } from './get-node.ts'
export {
  getImageAccess,
  type ImageAccess,
  shareImage,
  unshareImage,
} from './image-access.ts'
export { images } from './images.ts'
export type { Ec2Image, ImageWire } from './images-wire.ts'
export {
  attachInternetGateway,
  createInternetGateway,
  deleteInternetGateway,
  detachInternetGateway,
  getInternetGateway,
  listInternetGateways,
} from './internet-gateways.ts'
export type { Ec2InternetGateway, InternetGatewayWire } from './internet-gateways-wire.ts'
export { keyPairs } from './key-pairs.ts'
export type { Ec2KeyPair, KeyPairWire } from './key-pairs-wire.ts'
export type {
  Ec2BlockDevice,
  Ec2CapacityReservation,
  Ec2CreateNode,
  Ec2LaunchInterface,
  Ec2LaunchTemplate,
  Ec2Placement,
  Ec2Spot,
} from './launch-options.ts'
export { listNodes } from './list-nodes.ts'
export { locations } from './locations.ts'
export type { Ec2Location, ZoneWire } from './locations-wire.ts'
export type { MetadataOptions } from './metadata-options.ts'
export type { MetadataWire } from './metadata-options-wire.ts'
export {
  type CreateNetworkInterface,
  createNetworkInterface,
  deleteNetworkInterface,
  getNetworkInterface,
  listNetworkInterfaces,
  type NetworkInterfaceQuery,
} from './network-interfaces.ts'
export type { Ec2NetworkInterface, InterfaceWire } from './network-interfaces-wire.ts'
export { networks } from './networks.ts'
export type { Ec2Network, VpcWire } from './networks-wire.ts'
export {
  getNodeAttribute,
  type NodeAttributes,
  type NodeChange,
  setNodeAttribute,
} from './node-attributes.ts'
export { nodeBatches } from './node-batches.ts'
export { hibernateNode, setMetadataOptions, setMonitoring } from './node-options.ts'
export { nodes } from './nodes.ts'
export type { Ec2Node, InstanceWire } from './nodes-wire.ts'
export { type Ec2CreateImage, ownImages } from './own-images.ts'
export type { PermissionWire } from './permissions-wire.ts'
export {
  type CreatePlacementGroup,
  createPlacementGroup,
  deletePlacementGroup,
  getPlacementGroup,
  listPlacementGroups,
} from './placement-groups.ts'
export type { Ec2PlacementGroup, PlacementGroupWire, PlacementStrategy } from './placement-groups-wire.ts'
export { type InRegion, regionalClients } from './regions.ts'
export { deregisterImage, type RegisterImage, registerImage } from './register-image.ts'
export { resize } from './resize.ts'
export {
  associateRouteTable,
  disassociateRouteTable,
  replaceRouteTableAssociation,
} from './route-associations.ts'
export { createRouteTable, deleteRouteTable, getRouteTable, listRouteTables } from './route-tables.ts'
export type { AssociationWire, Ec2RouteTable, RouteTableWire, RouteWire } from './route-tables-wire.ts'
export { createRoute, deleteRoute, type Ec2Route, type RouteTarget, replaceRoute } from './routes.ts'
export { listSizeOfferings, type SizeOffering } from './size-offerings.ts'
export { sizes } from './sizes.ts'
export type { Ec2Size, InstanceTypeWire } from './sizes-wire.ts'
export { getSnapshotAccess, listSharedSnapshots, shareSnapshot, unshareSnapshot } from './snapshot-access.ts'
export {
  type Ec2SnapshotImport,
  getSnapshotImport,
  type ImportSnapshot,
  importSnapshot,
  listSnapshotImports,
  type SnapshotImportWire,
} from './snapshot-imports.ts'
export { type Ec2CreateSnapshot, snapshots } from './snapshots.ts'
export type { Ec2Snapshot, SnapshotWire } from './snapshots-wire.ts'
export { listSpotPrices, type SpotPrice, type SpotPriceQuery } from './spot-prices.ts'
export {
  cancelSpotRequest,
  getSpotRequest,
  listSpotRequests,
  type SpotRequestQuery,
} from './spot-requests.ts'
export type { Ec2SpotRequest, SpotRequestWire } from './spot-requests-wire.ts'
export type { Ec2CreateSubnet, Ec2Subnet, SubnetWire } from './subnet.ts'
export {
  createSubnet,
  deleteSubnet,
  getSubnet,
  listSubnets,
  type ModifySubnet,
  modifySubnet,
  type SubnetQuery,
} from './subnets.ts'
export { type Ec2Tagged, tags } from './tags.ts'
export { userDataLimit } from './user-data-limit.ts'
export type { ModificationWire } from './volume-modifications-wire.ts'
export type { VolumeType } from './volume-type.ts'
export { volumes } from './volumes.ts'
export type { Ec2Volume, VolumeWire } from './volumes-wire.ts'
export {
  waitForInternetGateway,
  waitForNetworkInterface,
  waitForRouteTable,
} from './wait-for-parts.ts'
export { getPassword } from './windows-password.ts'

declare module '@cloud/core/registry' {
  interface Drivers {
    ec2: typeof import('@cloud/ec2')
  }
}
