// Written by tooling/check/gce-table.ts from the protocol of the vendor's client: change that program, not this file.
import type { ComputeOperation } from './operation-names.ts'

/** Method, path, the structure of the body or `-`, that of the answer, then the query parameters. */
export const operationTable: Readonly<Record<ComputeOperation, string>> = {
  'compute.addresses.aggregatedList':
    'GET projects/{project}/aggregated/addresses - AddressAggregatedList filter:string includeAllScopes:boolean maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean serviceProjectNumber:int64',
  'compute.addresses.delete':
    'DELETE projects/{project}/regions/{region}/addresses/{address} - Operation requestId:string',
  'compute.addresses.get': 'GET projects/{project}/regions/{region}/addresses/{address} - Address',
  'compute.addresses.insert':
    'POST projects/{project}/regions/{region}/addresses {Address} Operation requestId:string',
  'compute.addresses.list':
    'GET projects/{project}/regions/{region}/addresses - AddressList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.addresses.setLabels':
    'POST projects/{project}/regions/{region}/addresses/{resource}/setLabels {RegionSetLabelsRequest} Operation requestId:string',
  'compute.diskTypes.aggregatedList':
    'GET projects/{project}/aggregated/diskTypes - DiskTypeAggregatedList filter:string includeAllScopes:boolean maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean serviceProjectNumber:int64',
  'compute.diskTypes.get': 'GET projects/{project}/zones/{zone}/diskTypes/{diskType} - DiskType',
  'compute.diskTypes.list':
    'GET projects/{project}/zones/{zone}/diskTypes - DiskTypeList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.disks.aggregatedList':
    'GET projects/{project}/aggregated/disks - DiskAggregatedList filter:string includeAllScopes:boolean maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean serviceProjectNumber:int64',
  'compute.disks.createSnapshot':
    'POST projects/{project}/zones/{zone}/disks/{disk}/createSnapshot {Snapshot} Operation guestFlush:boolean requestId:string',
  'compute.disks.delete': 'DELETE projects/{project}/zones/{zone}/disks/{disk} - Operation requestId:string',
  'compute.disks.get': 'GET projects/{project}/zones/{zone}/disks/{disk} - Disk',
  'compute.disks.insert':
    'POST projects/{project}/zones/{zone}/disks {Disk} Operation requestId:string sourceImage:string',
  'compute.disks.list':
    'GET projects/{project}/zones/{zone}/disks - DiskList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.disks.resize':
    'POST projects/{project}/zones/{zone}/disks/{disk}/resize {DisksResizeRequest} Operation requestId:string',
  'compute.disks.setLabels':
    'POST projects/{project}/zones/{zone}/disks/{resource}/setLabels {ZoneSetLabelsRequest} Operation requestId:string',
  'compute.firewalls.delete':
    'DELETE projects/{project}/global/firewalls/{firewall} - Operation requestId:string',
  'compute.firewalls.get': 'GET projects/{project}/global/firewalls/{firewall} - Firewall',
  'compute.firewalls.insert':
    'POST projects/{project}/global/firewalls {Firewall} Operation requestId:string',
  'compute.firewalls.list':
    'GET projects/{project}/global/firewalls - FirewallList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.firewalls.patch':
    'PATCH projects/{project}/global/firewalls/{firewall} {Firewall} Operation requestId:string',
  'compute.firewalls.update':
    'PUT projects/{project}/global/firewalls/{firewall} {Firewall} Operation requestId:string',
  'compute.globalAddresses.delete':
    'DELETE projects/{project}/global/addresses/{address} - Operation requestId:string',
  'compute.globalAddresses.get': 'GET projects/{project}/global/addresses/{address} - Address',
  'compute.globalAddresses.insert':
    'POST projects/{project}/global/addresses {Address} Operation requestId:string',
  'compute.globalAddresses.list':
    'GET projects/{project}/global/addresses - AddressList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.globalAddresses.setLabels':
    'POST projects/{project}/global/addresses/{resource}/setLabels {GlobalSetLabelsRequest} Operation',
  'compute.globalOperations.aggregatedList':
    'GET projects/{project}/aggregated/operations - OperationAggregatedList filter:string includeAllScopes:boolean maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean serviceProjectNumber:int64',
  'compute.globalOperations.delete':
    'DELETE projects/{project}/global/operations/{operation} - DeleteGlobalOperationResponse',
  'compute.globalOperations.get': 'GET projects/{project}/global/operations/{operation} - Operation',
  'compute.globalOperations.list':
    'GET projects/{project}/global/operations - OperationList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.globalOperations.wait': 'POST projects/{project}/global/operations/{operation}/wait - Operation',
  'compute.images.delete': 'DELETE projects/{project}/global/images/{image} - Operation requestId:string',
  'compute.images.deprecate':
    'POST projects/{project}/global/images/{image}/deprecate {DeprecationStatus} Operation requestId:string',
  'compute.images.get': 'GET projects/{project}/global/images/{image} - Image',
  'compute.images.getFromFamily': 'GET projects/{project}/global/images/family/{family} - Image',
  'compute.images.getIamPolicy':
    'GET projects/{project}/global/images/{resource}/getIamPolicy - Policy optionsRequestedPolicyVersion:int32',
  'compute.images.insert':
    'POST projects/{project}/global/images {Image} Operation forceCreate:boolean requestId:string',
  'compute.images.list':
    'GET projects/{project}/global/images - ImageList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.images.patch': 'PATCH projects/{project}/global/images/{image} {Image} Operation requestId:string',
  'compute.images.setIamPolicy':
    'POST projects/{project}/global/images/{resource}/setIamPolicy {GlobalSetPolicyRequest} Policy',
  'compute.images.setLabels':
    'POST projects/{project}/global/images/{resource}/setLabels {GlobalSetLabelsRequest} Operation',
  'compute.instances.addAccessConfig':
    'POST projects/{project}/zones/{zone}/instances/{instance}/addAccessConfig {AccessConfig} Operation networkInterface:string requestId:string',
  'compute.instances.aggregatedList':
    'GET projects/{project}/aggregated/instances - InstanceAggregatedList filter:string includeAllScopes:boolean maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean serviceProjectNumber:int64',
  'compute.instances.attachDisk':
    'POST projects/{project}/zones/{zone}/instances/{instance}/attachDisk {AttachedDisk} Operation forceAttach:boolean requestId:string',
  'compute.instances.delete':
    'DELETE projects/{project}/zones/{zone}/instances/{instance} - Operation noGracefulShutdown:boolean requestId:string',
  'compute.instances.deleteAccessConfig':
    'POST projects/{project}/zones/{zone}/instances/{instance}/deleteAccessConfig - Operation accessConfig:string networkInterface:string requestId:string',
  'compute.instances.detachDisk':
    'POST projects/{project}/zones/{zone}/instances/{instance}/detachDisk - Operation deviceName:string requestId:string',
  'compute.instances.get': 'GET projects/{project}/zones/{zone}/instances/{instance} - Instance',
  'compute.instances.getGuestAttributes':
    'GET projects/{project}/zones/{zone}/instances/{instance}/getGuestAttributes - GuestAttributes queryPath:string variableKey:string',
  'compute.instances.getSerialPortOutput':
    'GET projects/{project}/zones/{zone}/instances/{instance}/serialPort - SerialPortOutput port:int32 start:int64',
  'compute.instances.insert':
    'POST projects/{project}/zones/{zone}/instances {Instance} Operation requestId:string sourceInstanceTemplate:string sourceMachineImage:string',
  'compute.instances.list':
    'GET projects/{project}/zones/{zone}/instances - InstanceList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.instances.reset':
    'POST projects/{project}/zones/{zone}/instances/{instance}/reset - Operation requestId:string',
  'compute.instances.resume':
    'POST projects/{project}/zones/{zone}/instances/{instance}/resume - Operation requestId:string',
  'compute.instances.setDeletionProtection':
    'POST projects/{project}/zones/{zone}/instances/{resource}/setDeletionProtection - Operation deletionProtection:boolean requestId:string',
  'compute.instances.setDiskAutoDelete':
    'POST projects/{project}/zones/{zone}/instances/{instance}/setDiskAutoDelete - Operation autoDelete:boolean deviceName:string requestId:string',
  'compute.instances.setLabels':
    'POST projects/{project}/zones/{zone}/instances/{instance}/setLabels {InstancesSetLabelsRequest} Operation requestId:string',
  'compute.instances.setMachineType':
    'POST projects/{project}/zones/{zone}/instances/{instance}/setMachineType {InstancesSetMachineTypeRequest} Operation requestId:string',
  'compute.instances.setMetadata':
    'POST projects/{project}/zones/{zone}/instances/{instance}/setMetadata {Metadata} Operation requestId:string',
  'compute.instances.setMinCpuPlatform':
    'POST projects/{project}/zones/{zone}/instances/{instance}/setMinCpuPlatform {InstancesSetMinCpuPlatformRequest} Operation requestId:string',
  'compute.instances.setScheduling':
    'POST projects/{project}/zones/{zone}/instances/{instance}/setScheduling {Scheduling} Operation requestId:string',
  'compute.instances.setServiceAccount':
    'POST projects/{project}/zones/{zone}/instances/{instance}/setServiceAccount {InstancesSetServiceAccountRequest} Operation requestId:string',
  'compute.instances.setTags':
    'POST projects/{project}/zones/{zone}/instances/{instance}/setTags {Tags} Operation requestId:string',
  'compute.instances.start':
    'POST projects/{project}/zones/{zone}/instances/{instance}/start - Operation requestId:string',
  'compute.instances.stop':
    'POST projects/{project}/zones/{zone}/instances/{instance}/stop - Operation discardLocalSsd:boolean noGracefulShutdown:boolean requestId:string',
  'compute.instances.suspend':
    'POST projects/{project}/zones/{zone}/instances/{instance}/suspend - Operation discardLocalSsd:boolean requestId:string',
  'compute.machineTypes.aggregatedList':
    'GET projects/{project}/aggregated/machineTypes - MachineTypeAggregatedList filter:string includeAllScopes:boolean maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean serviceProjectNumber:int64',
  'compute.machineTypes.get': 'GET projects/{project}/zones/{zone}/machineTypes/{machineType} - MachineType',
  'compute.machineTypes.list':
    'GET projects/{project}/zones/{zone}/machineTypes - MachineTypeList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.networks.delete':
    'DELETE projects/{project}/global/networks/{network} - Operation requestId:string',
  'compute.networks.get': 'GET projects/{project}/global/networks/{network} - Network',
  'compute.networks.insert': 'POST projects/{project}/global/networks {Network} Operation requestId:string',
  'compute.networks.list':
    'GET projects/{project}/global/networks - NetworkList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.networks.patch':
    'PATCH projects/{project}/global/networks/{network} {Network} Operation requestId:string',
  'compute.networks.switchToCustomMode':
    'POST projects/{project}/global/networks/{network}/switchToCustomMode - Operation requestId:string',
  'compute.projects.get': 'GET projects/{project} - Project',
  'compute.projects.setCommonInstanceMetadata':
    'POST projects/{project}/setCommonInstanceMetadata {Metadata} Operation requestId:string',
  'compute.regionDiskTypes.get': 'GET projects/{project}/regions/{region}/diskTypes/{diskType} - DiskType',
  'compute.regionDiskTypes.list':
    'GET projects/{project}/regions/{region}/diskTypes - RegionDiskTypeList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.regionDisks.createSnapshot':
    'POST projects/{project}/regions/{region}/disks/{disk}/createSnapshot {Snapshot} Operation requestId:string',
  'compute.regionDisks.delete':
    'DELETE projects/{project}/regions/{region}/disks/{disk} - Operation requestId:string',
  'compute.regionDisks.get': 'GET projects/{project}/regions/{region}/disks/{disk} - Disk',
  'compute.regionDisks.insert':
    'POST projects/{project}/regions/{region}/disks {Disk} Operation requestId:string sourceImage:string',
  'compute.regionDisks.list':
    'GET projects/{project}/regions/{region}/disks - DiskList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.regionDisks.resize':
    'POST projects/{project}/regions/{region}/disks/{disk}/resize {RegionDisksResizeRequest} Operation requestId:string',
  'compute.regionDisks.setLabels':
    'POST projects/{project}/regions/{region}/disks/{resource}/setLabels {RegionSetLabelsRequest} Operation requestId:string',
  'compute.regionOperations.delete':
    'DELETE projects/{project}/regions/{region}/operations/{operation} - DeleteRegionOperationResponse',
  'compute.regionOperations.get':
    'GET projects/{project}/regions/{region}/operations/{operation} - Operation',
  'compute.regionOperations.list':
    'GET projects/{project}/regions/{region}/operations - OperationList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.regionOperations.wait':
    'POST projects/{project}/regions/{region}/operations/{operation}/wait - Operation',
  'compute.regions.get': 'GET projects/{project}/regions/{region} - Region',
  'compute.regions.list':
    'GET projects/{project}/regions - RegionList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.routes.delete': 'DELETE projects/{project}/global/routes/{route} - Operation requestId:string',
  'compute.routes.get': 'GET projects/{project}/global/routes/{route} - Route',
  'compute.routes.insert': 'POST projects/{project}/global/routes {Route} Operation requestId:string',
  'compute.routes.list':
    'GET projects/{project}/global/routes - RouteList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.snapshots.delete':
    'DELETE projects/{project}/global/snapshots/{snapshot} - Operation requestId:string',
  'compute.snapshots.get': 'GET projects/{project}/global/snapshots/{snapshot} - Snapshot',
  'compute.snapshots.getIamPolicy':
    'GET projects/{project}/global/snapshots/{resource}/getIamPolicy - Policy optionsRequestedPolicyVersion:int32',
  'compute.snapshots.insert':
    'POST projects/{project}/global/snapshots {Snapshot} Operation requestId:string',
  'compute.snapshots.list':
    'GET projects/{project}/global/snapshots - SnapshotList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.snapshots.setIamPolicy':
    'POST projects/{project}/global/snapshots/{resource}/setIamPolicy {GlobalSetPolicyRequest} Policy',
  'compute.snapshots.setLabels':
    'POST projects/{project}/global/snapshots/{resource}/setLabels {GlobalSetLabelsRequest} Operation',
  'compute.subnetworks.aggregatedList':
    'GET projects/{project}/aggregated/subnetworks - SubnetworkAggregatedList filter:string includeAllScopes:boolean maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean serviceProjectNumber:int64 views:#AggregatedListSubnetworksRequest.views',
  'compute.subnetworks.delete':
    'DELETE projects/{project}/regions/{region}/subnetworks/{subnetwork} - Operation requestId:string',
  'compute.subnetworks.expandIpCidrRange':
    'POST projects/{project}/regions/{region}/subnetworks/{subnetwork}/expandIpCidrRange {SubnetworksExpandIpCidrRangeRequest} Operation requestId:string',
  'compute.subnetworks.get':
    'GET projects/{project}/regions/{region}/subnetworks/{subnetwork} - Subnetwork views:#AggregatedListSubnetworksRequest.views',
  'compute.subnetworks.insert':
    'POST projects/{project}/regions/{region}/subnetworks {Subnetwork} Operation requestId:string',
  'compute.subnetworks.list':
    'GET projects/{project}/regions/{region}/subnetworks - SubnetworkList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean views:#AggregatedListSubnetworksRequest.views',
  'compute.subnetworks.patch':
    'PATCH projects/{project}/regions/{region}/subnetworks/{subnetwork} {Subnetwork} Operation drainTimeoutSeconds:int32 requestId:string',
  'compute.subnetworks.setPrivateIpGoogleAccess':
    'POST projects/{project}/regions/{region}/subnetworks/{subnetwork}/setPrivateIpGoogleAccess {SubnetworksSetPrivateIpGoogleAccessRequest} Operation requestId:string',
  'compute.zoneOperations.delete':
    'DELETE projects/{project}/zones/{zone}/operations/{operation} - DeleteZoneOperationResponse',
  'compute.zoneOperations.get': 'GET projects/{project}/zones/{zone}/operations/{operation} - Operation',
  'compute.zoneOperations.list':
    'GET projects/{project}/zones/{zone}/operations - OperationList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.zoneOperations.wait':
    'POST projects/{project}/zones/{zone}/operations/{operation}/wait - Operation',
  'compute.zones.get': 'GET projects/{project}/zones/{zone} - Zone',
  'compute.zones.list':
    'GET projects/{project}/zones - ZoneList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
}
