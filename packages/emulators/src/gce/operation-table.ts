// Written by tooling/check/gce-table.ts from the protocol of the vendor's client: change that program, not this file.
import type { ComputeOperation } from './operation-names.ts'

/** Method, path in the project, the structure of the body or `-`, that of the answer, then the query parameters; `+list` are those of every list. */
export const operationTable: Readonly<Record<ComputeOperation, string>> = {
  'compute.addresses.aggregatedList':
    'GET aggregated/addresses - AddressAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.addresses.delete': 'DELETE regions/{region}/addresses/{address} - Operation requestId:string',
  'compute.addresses.get': 'GET regions/{region}/addresses/{address} - Address',
  'compute.addresses.insert': 'POST regions/{region}/addresses {Address} Operation requestId:string',
  'compute.addresses.list': 'GET regions/{region}/addresses - AddressList +list',
  'compute.addresses.setLabels':
    'POST regions/{region}/addresses/{resource}/setLabels {RegionSetLabelsRequest} Operation requestId:string',
  'compute.autoscalers.aggregatedList':
    'GET aggregated/autoscalers - AutoscalerAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.autoscalers.delete': 'DELETE zones/{zone}/autoscalers/{autoscaler} - Operation requestId:string',
  'compute.autoscalers.get': 'GET zones/{zone}/autoscalers/{autoscaler} - Autoscaler',
  'compute.autoscalers.insert': 'POST zones/{zone}/autoscalers {Autoscaler} Operation requestId:string',
  'compute.autoscalers.list': 'GET zones/{zone}/autoscalers - AutoscalerList +list',
  'compute.autoscalers.patch':
    'PATCH zones/{zone}/autoscalers {Autoscaler} Operation autoscaler:string requestId:string',
  'compute.autoscalers.update':
    'PUT zones/{zone}/autoscalers {Autoscaler} Operation autoscaler:string requestId:string',
  'compute.backendServices.aggregatedList':
    'GET aggregated/backendServices - BackendServiceAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.backendServices.delete':
    'DELETE global/backendServices/{backendService} - Operation requestId:string',
  'compute.backendServices.get': 'GET global/backendServices/{backendService} - BackendService',
  'compute.backendServices.getHealth':
    'POST global/backendServices/{backendService}/getHealth {ResourceGroupReference} BackendServiceGroupHealth',
  'compute.backendServices.insert': 'POST global/backendServices {BackendService} Operation requestId:string',
  'compute.backendServices.list': 'GET global/backendServices - BackendServiceList +list',
  'compute.backendServices.patch':
    'PATCH global/backendServices/{backendService} {BackendService} Operation requestId:string',
  'compute.backendServices.update':
    'PUT global/backendServices/{backendService} {BackendService} Operation requestId:string',
  'compute.diskTypes.aggregatedList':
    'GET aggregated/diskTypes - DiskTypeAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.diskTypes.get': 'GET zones/{zone}/diskTypes/{diskType} - DiskType',
  'compute.diskTypes.list': 'GET zones/{zone}/diskTypes - DiskTypeList +list',
  'compute.disks.aggregatedList':
    'GET aggregated/disks - DiskAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.disks.createSnapshot':
    'POST zones/{zone}/disks/{disk}/createSnapshot {Snapshot} Operation guestFlush:boolean requestId:string',
  'compute.disks.delete': 'DELETE zones/{zone}/disks/{disk} - Operation requestId:string',
  'compute.disks.get': 'GET zones/{zone}/disks/{disk} - Disk',
  'compute.disks.insert': 'POST zones/{zone}/disks {Disk} Operation requestId:string sourceImage:string',
  'compute.disks.list': 'GET zones/{zone}/disks - DiskList +list',
  'compute.disks.resize':
    'POST zones/{zone}/disks/{disk}/resize {DisksResizeRequest} Operation requestId:string',
  'compute.disks.setLabels':
    'POST zones/{zone}/disks/{resource}/setLabels {ZoneSetLabelsRequest} Operation requestId:string',
  'compute.firewalls.delete': 'DELETE global/firewalls/{firewall} - Operation requestId:string',
  'compute.firewalls.get': 'GET global/firewalls/{firewall} - Firewall',
  'compute.firewalls.insert': 'POST global/firewalls {Firewall} Operation requestId:string',
  'compute.firewalls.list': 'GET global/firewalls - FirewallList +list',
  'compute.firewalls.patch': 'PATCH global/firewalls/{firewall} {Firewall} Operation requestId:string',
  'compute.firewalls.update': 'PUT global/firewalls/{firewall} {Firewall} Operation requestId:string',
  'compute.forwardingRules.aggregatedList':
    'GET aggregated/forwardingRules - ForwardingRuleAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.forwardingRules.delete':
    'DELETE regions/{region}/forwardingRules/{forwardingRule} - Operation requestId:string',
  'compute.forwardingRules.get':
    'GET regions/{region}/forwardingRules/{forwardingRule} - ForwardingRule view:#GetForwardingRuleRequest.view',
  'compute.forwardingRules.insert':
    'POST regions/{region}/forwardingRules {ForwardingRule} Operation requestId:string',
  'compute.forwardingRules.list': 'GET regions/{region}/forwardingRules - ForwardingRuleList +list',
  'compute.forwardingRules.patch':
    'PATCH regions/{region}/forwardingRules/{forwardingRule} {ForwardingRule} Operation requestId:string',
  'compute.forwardingRules.setLabels':
    'POST regions/{region}/forwardingRules/{resource}/setLabels {RegionSetLabelsRequest} Operation requestId:string',
  'compute.forwardingRules.setTarget':
    'POST regions/{region}/forwardingRules/{forwardingRule}/setTarget {TargetReference} Operation requestId:string',
  'compute.globalAddresses.delete': 'DELETE global/addresses/{address} - Operation requestId:string',
  'compute.globalAddresses.get': 'GET global/addresses/{address} - Address',
  'compute.globalAddresses.insert': 'POST global/addresses {Address} Operation requestId:string',
  'compute.globalAddresses.list': 'GET global/addresses - AddressList +list',
  'compute.globalAddresses.setLabels':
    'POST global/addresses/{resource}/setLabels {GlobalSetLabelsRequest} Operation',
  'compute.globalForwardingRules.delete':
    'DELETE global/forwardingRules/{forwardingRule} - Operation requestId:string',
  'compute.globalForwardingRules.get':
    'GET global/forwardingRules/{forwardingRule} - ForwardingRule view:#GetForwardingRuleRequest.view',
  'compute.globalForwardingRules.insert':
    'POST global/forwardingRules {ForwardingRule} Operation requestId:string',
  'compute.globalForwardingRules.list': 'GET global/forwardingRules - ForwardingRuleList +list',
  'compute.globalForwardingRules.patch':
    'PATCH global/forwardingRules/{forwardingRule} {ForwardingRule} Operation requestId:string',
  'compute.globalForwardingRules.setLabels':
    'POST global/forwardingRules/{resource}/setLabels {GlobalSetLabelsRequest} Operation',
  'compute.globalForwardingRules.setTarget':
    'POST global/forwardingRules/{forwardingRule}/setTarget {TargetReference} Operation requestId:string',
  'compute.globalOperations.aggregatedList':
    'GET aggregated/operations - OperationAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.globalOperations.delete': 'DELETE global/operations/{operation} - DeleteGlobalOperationResponse',
  'compute.globalOperations.get': 'GET global/operations/{operation} - Operation',
  'compute.globalOperations.list': 'GET global/operations - OperationList +list',
  'compute.globalOperations.wait': 'POST global/operations/{operation}/wait - Operation',
  'compute.healthChecks.aggregatedList':
    'GET aggregated/healthChecks - HealthChecksAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.healthChecks.delete': 'DELETE global/healthChecks/{healthCheck} - Operation requestId:string',
  'compute.healthChecks.get': 'GET global/healthChecks/{healthCheck} - HealthCheck',
  'compute.healthChecks.insert': 'POST global/healthChecks {HealthCheck} Operation requestId:string',
  'compute.healthChecks.list': 'GET global/healthChecks - HealthCheckList +list',
  'compute.healthChecks.patch':
    'PATCH global/healthChecks/{healthCheck} {HealthCheck} Operation requestId:string',
  'compute.healthChecks.update':
    'PUT global/healthChecks/{healthCheck} {HealthCheck} Operation requestId:string',
  'compute.httpHealthChecks.delete':
    'DELETE global/httpHealthChecks/{httpHealthCheck} - Operation requestId:string',
  'compute.httpHealthChecks.get': 'GET global/httpHealthChecks/{httpHealthCheck} - HttpHealthCheck',
  'compute.httpHealthChecks.insert':
    'POST global/httpHealthChecks {HttpHealthCheck} Operation requestId:string',
  'compute.httpHealthChecks.list': 'GET global/httpHealthChecks - HttpHealthCheckList +list',
  'compute.httpHealthChecks.patch':
    'PATCH global/httpHealthChecks/{httpHealthCheck} {HttpHealthCheck} Operation requestId:string',
  'compute.httpHealthChecks.update':
    'PUT global/httpHealthChecks/{httpHealthCheck} {HttpHealthCheck} Operation requestId:string',
  'compute.images.delete': 'DELETE global/images/{image} - Operation requestId:string',
  'compute.images.deprecate':
    'POST global/images/{image}/deprecate {DeprecationStatus} Operation requestId:string',
  'compute.images.get': 'GET global/images/{image} - Image',
  'compute.images.getFromFamily': 'GET global/images/family/{family} - Image',
  'compute.images.getIamPolicy':
    'GET global/images/{resource}/getIamPolicy - Policy optionsRequestedPolicyVersion:int32',
  'compute.images.insert': 'POST global/images {Image} Operation forceCreate:boolean requestId:string',
  'compute.images.list': 'GET global/images - ImageList +list',
  'compute.images.patch': 'PATCH global/images/{image} {Image} Operation requestId:string',
  'compute.images.setIamPolicy': 'POST global/images/{resource}/setIamPolicy {GlobalSetPolicyRequest} Policy',
  'compute.images.setLabels': 'POST global/images/{resource}/setLabels {GlobalSetLabelsRequest} Operation',
  'compute.instanceGroupManagers.abandonInstances':
    'POST zones/{zone}/instanceGroupManagers/{instanceGroupManager}/abandonInstances {InstanceGroupManagersAbandonInstancesRequest} Operation requestId:string',
  'compute.instanceGroupManagers.aggregatedList':
    'GET aggregated/instanceGroupManagers - InstanceGroupManagerAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.instanceGroupManagers.delete':
    'DELETE zones/{zone}/instanceGroupManagers/{instanceGroupManager} - Operation noGracefulShutdown:boolean requestId:string',
  'compute.instanceGroupManagers.deleteInstances':
    'POST zones/{zone}/instanceGroupManagers/{instanceGroupManager}/deleteInstances {InstanceGroupManagersDeleteInstancesRequest} Operation noGracefulShutdown:boolean requestId:string',
  'compute.instanceGroupManagers.get':
    'GET zones/{zone}/instanceGroupManagers/{instanceGroupManager} - InstanceGroupManager',
  'compute.instanceGroupManagers.insert':
    'POST zones/{zone}/instanceGroupManagers {InstanceGroupManager} Operation requestId:string',
  'compute.instanceGroupManagers.list':
    'GET zones/{zone}/instanceGroupManagers - InstanceGroupManagerList +list',
  'compute.instanceGroupManagers.listManagedInstances':
    'POST zones/{zone}/instanceGroupManagers/{instanceGroupManager}/listManagedInstances - InstanceGroupManagersListManagedInstancesResponse +list',
  'compute.instanceGroupManagers.patch':
    'PATCH zones/{zone}/instanceGroupManagers/{instanceGroupManager} {InstanceGroupManager} Operation requestId:string',
  'compute.instanceGroupManagers.recreateInstances':
    'POST zones/{zone}/instanceGroupManagers/{instanceGroupManager}/recreateInstances {InstanceGroupManagersRecreateInstancesRequest} Operation noGracefulShutdown:boolean requestId:string',
  'compute.instanceGroupManagers.resize':
    'POST zones/{zone}/instanceGroupManagers/{instanceGroupManager}/resize - Operation requestId:string size:int32',
  'compute.instanceGroupManagers.setInstanceTemplate':
    'POST zones/{zone}/instanceGroupManagers/{instanceGroupManager}/setInstanceTemplate {InstanceGroupManagersSetInstanceTemplateRequest} Operation requestId:string',
  'compute.instanceGroupManagers.setTargetPools':
    'POST zones/{zone}/instanceGroupManagers/{instanceGroupManager}/setTargetPools {InstanceGroupManagersSetTargetPoolsRequest} Operation requestId:string',
  'compute.instanceGroups.addInstances':
    'POST zones/{zone}/instanceGroups/{instanceGroup}/addInstances {InstanceGroupsAddInstancesRequest} Operation requestId:string',
  'compute.instanceGroups.aggregatedList':
    'GET aggregated/instanceGroups - InstanceGroupAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.instanceGroups.delete':
    'DELETE zones/{zone}/instanceGroups/{instanceGroup} - Operation requestId:string',
  'compute.instanceGroups.get': 'GET zones/{zone}/instanceGroups/{instanceGroup} - InstanceGroup',
  'compute.instanceGroups.insert':
    'POST zones/{zone}/instanceGroups {InstanceGroup} Operation requestId:string',
  'compute.instanceGroups.list': 'GET zones/{zone}/instanceGroups - InstanceGroupList +list',
  'compute.instanceGroups.listInstances':
    'POST zones/{zone}/instanceGroups/{instanceGroup}/listInstances {InstanceGroupsListInstancesRequest} InstanceGroupsListInstances +list',
  'compute.instanceGroups.removeInstances':
    'POST zones/{zone}/instanceGroups/{instanceGroup}/removeInstances {InstanceGroupsRemoveInstancesRequest} Operation requestId:string',
  'compute.instanceGroups.setNamedPorts':
    'POST zones/{zone}/instanceGroups/{instanceGroup}/setNamedPorts {InstanceGroupsSetNamedPortsRequest} Operation requestId:string',
  'compute.instanceTemplates.aggregatedList':
    'GET aggregated/instanceTemplates - InstanceTemplateAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.instanceTemplates.delete':
    'DELETE global/instanceTemplates/{instanceTemplate} - Operation requestId:string',
  'compute.instanceTemplates.get': 'GET global/instanceTemplates/{instanceTemplate} - InstanceTemplate',
  'compute.instanceTemplates.insert':
    'POST global/instanceTemplates {InstanceTemplate} Operation requestId:string',
  'compute.instanceTemplates.list': 'GET global/instanceTemplates - InstanceTemplateList +list',
  'compute.instances.addAccessConfig':
    'POST zones/{zone}/instances/{instance}/addAccessConfig {AccessConfig} Operation networkInterface:string requestId:string',
  'compute.instances.aggregatedList':
    'GET aggregated/instances - InstanceAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.instances.attachDisk':
    'POST zones/{zone}/instances/{instance}/attachDisk {AttachedDisk} Operation forceAttach:boolean requestId:string',
  'compute.instances.delete':
    'DELETE zones/{zone}/instances/{instance} - Operation noGracefulShutdown:boolean requestId:string',
  'compute.instances.deleteAccessConfig':
    'POST zones/{zone}/instances/{instance}/deleteAccessConfig - Operation accessConfig:string networkInterface:string requestId:string',
  'compute.instances.detachDisk':
    'POST zones/{zone}/instances/{instance}/detachDisk - Operation deviceName:string requestId:string',
  'compute.instances.get': 'GET zones/{zone}/instances/{instance} - Instance',
  'compute.instances.getGuestAttributes':
    'GET zones/{zone}/instances/{instance}/getGuestAttributes - GuestAttributes queryPath:string variableKey:string',
  'compute.instances.getSerialPortOutput':
    'GET zones/{zone}/instances/{instance}/serialPort - SerialPortOutput port:int32 start:int64',
  'compute.instances.insert':
    'POST zones/{zone}/instances {Instance} Operation requestId:string sourceInstanceTemplate:string sourceMachineImage:string',
  'compute.instances.list': 'GET zones/{zone}/instances - InstanceList +list',
  'compute.instances.reset': 'POST zones/{zone}/instances/{instance}/reset - Operation requestId:string',
  'compute.instances.resume': 'POST zones/{zone}/instances/{instance}/resume - Operation requestId:string',
  'compute.instances.setDeletionProtection':
    'POST zones/{zone}/instances/{resource}/setDeletionProtection - Operation deletionProtection:boolean requestId:string',
  'compute.instances.setDiskAutoDelete':
    'POST zones/{zone}/instances/{instance}/setDiskAutoDelete - Operation autoDelete:boolean deviceName:string requestId:string',
  'compute.instances.setLabels':
    'POST zones/{zone}/instances/{instance}/setLabels {InstancesSetLabelsRequest} Operation requestId:string',
  'compute.instances.setMachineType':
    'POST zones/{zone}/instances/{instance}/setMachineType {InstancesSetMachineTypeRequest} Operation requestId:string',
  'compute.instances.setMetadata':
    'POST zones/{zone}/instances/{instance}/setMetadata {Metadata} Operation requestId:string',
  'compute.instances.setMinCpuPlatform':
    'POST zones/{zone}/instances/{instance}/setMinCpuPlatform {InstancesSetMinCpuPlatformRequest} Operation requestId:string',
  'compute.instances.setScheduling':
    'POST zones/{zone}/instances/{instance}/setScheduling {Scheduling} Operation requestId:string',
  'compute.instances.setServiceAccount':
    'POST zones/{zone}/instances/{instance}/setServiceAccount {InstancesSetServiceAccountRequest} Operation requestId:string',
  'compute.instances.setTags':
    'POST zones/{zone}/instances/{instance}/setTags {Tags} Operation requestId:string',
  'compute.instances.start': 'POST zones/{zone}/instances/{instance}/start - Operation requestId:string',
  'compute.instances.stop':
    'POST zones/{zone}/instances/{instance}/stop - Operation discardLocalSsd:boolean noGracefulShutdown:boolean requestId:string',
  'compute.instances.suspend':
    'POST zones/{zone}/instances/{instance}/suspend - Operation discardLocalSsd:boolean requestId:string',
  'compute.machineTypes.aggregatedList':
    'GET aggregated/machineTypes - MachineTypeAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.machineTypes.get': 'GET zones/{zone}/machineTypes/{machineType} - MachineType',
  'compute.machineTypes.list': 'GET zones/{zone}/machineTypes - MachineTypeList +list',
  'compute.networks.delete': 'DELETE global/networks/{network} - Operation requestId:string',
  'compute.networks.get': 'GET global/networks/{network} - Network',
  'compute.networks.insert': 'POST global/networks {Network} Operation requestId:string',
  'compute.networks.list': 'GET global/networks - NetworkList +list',
  'compute.networks.patch': 'PATCH global/networks/{network} {Network} Operation requestId:string',
  'compute.networks.switchToCustomMode':
    'POST global/networks/{network}/switchToCustomMode - Operation requestId:string',
  'compute.projects.get': 'GET . - Project',
  'compute.projects.setCommonInstanceMetadata':
    'POST setCommonInstanceMetadata {Metadata} Operation requestId:string',
  'compute.regionBackendServices.delete':
    'DELETE regions/{region}/backendServices/{backendService} - Operation requestId:string',
  'compute.regionBackendServices.get':
    'GET regions/{region}/backendServices/{backendService} - BackendService',
  'compute.regionBackendServices.getHealth':
    'POST regions/{region}/backendServices/{backendService}/getHealth {ResourceGroupReference} BackendServiceGroupHealth',
  'compute.regionBackendServices.insert':
    'POST regions/{region}/backendServices {BackendService} Operation requestId:string',
  'compute.regionBackendServices.list': 'GET regions/{region}/backendServices - BackendServiceList +list',
  'compute.regionBackendServices.patch':
    'PATCH regions/{region}/backendServices/{backendService} {BackendService} Operation requestId:string',
  'compute.regionBackendServices.update':
    'PUT regions/{region}/backendServices/{backendService} {BackendService} Operation requestId:string',
  'compute.regionDiskTypes.get': 'GET regions/{region}/diskTypes/{diskType} - DiskType',
  'compute.regionDiskTypes.list': 'GET regions/{region}/diskTypes - RegionDiskTypeList +list',
  'compute.regionDisks.createSnapshot':
    'POST regions/{region}/disks/{disk}/createSnapshot {Snapshot} Operation requestId:string',
  'compute.regionDisks.delete': 'DELETE regions/{region}/disks/{disk} - Operation requestId:string',
  'compute.regionDisks.get': 'GET regions/{region}/disks/{disk} - Disk',
  'compute.regionDisks.insert':
    'POST regions/{region}/disks {Disk} Operation requestId:string sourceImage:string',
  'compute.regionDisks.list': 'GET regions/{region}/disks - DiskList +list',
  'compute.regionDisks.resize':
    'POST regions/{region}/disks/{disk}/resize {RegionDisksResizeRequest} Operation requestId:string',
  'compute.regionDisks.setLabels':
    'POST regions/{region}/disks/{resource}/setLabels {RegionSetLabelsRequest} Operation requestId:string',
  'compute.regionHealthChecks.delete':
    'DELETE regions/{region}/healthChecks/{healthCheck} - Operation requestId:string',
  'compute.regionHealthChecks.get': 'GET regions/{region}/healthChecks/{healthCheck} - HealthCheck',
  'compute.regionHealthChecks.insert':
    'POST regions/{region}/healthChecks {HealthCheck} Operation requestId:string',
  'compute.regionHealthChecks.list': 'GET regions/{region}/healthChecks - HealthCheckList +list',
  'compute.regionHealthChecks.patch':
    'PATCH regions/{region}/healthChecks/{healthCheck} {HealthCheck} Operation requestId:string',
  'compute.regionHealthChecks.update':
    'PUT regions/{region}/healthChecks/{healthCheck} {HealthCheck} Operation requestId:string',
  'compute.regionOperations.delete':
    'DELETE regions/{region}/operations/{operation} - DeleteRegionOperationResponse',
  'compute.regionOperations.get': 'GET regions/{region}/operations/{operation} - Operation',
  'compute.regionOperations.list': 'GET regions/{region}/operations - OperationList +list',
  'compute.regionOperations.wait': 'POST regions/{region}/operations/{operation}/wait - Operation',
  'compute.regionSslCertificates.delete':
    'DELETE regions/{region}/sslCertificates/{sslCertificate} - Operation requestId:string',
  'compute.regionSslCertificates.get':
    'GET regions/{region}/sslCertificates/{sslCertificate} - SslCertificate',
  'compute.regionSslCertificates.insert':
    'POST regions/{region}/sslCertificates {SslCertificate} Operation requestId:string',
  'compute.regionSslCertificates.list': 'GET regions/{region}/sslCertificates - SslCertificateList +list',
  'compute.regionTargetHttpProxies.delete':
    'DELETE regions/{region}/targetHttpProxies/{targetHttpProxy} - Operation requestId:string',
  'compute.regionTargetHttpProxies.get':
    'GET regions/{region}/targetHttpProxies/{targetHttpProxy} - TargetHttpProxy',
  'compute.regionTargetHttpProxies.insert':
    'POST regions/{region}/targetHttpProxies {TargetHttpProxy} Operation requestId:string',
  'compute.regionTargetHttpProxies.list':
    'GET regions/{region}/targetHttpProxies - TargetHttpProxyList +list',
  'compute.regionTargetHttpProxies.setUrlMap':
    'POST regions/{region}/targetHttpProxies/{targetHttpProxy}/setUrlMap {UrlMapReference} Operation requestId:string',
  'compute.regionUrlMaps.delete': 'DELETE regions/{region}/urlMaps/{urlMap} - Operation requestId:string',
  'compute.regionUrlMaps.get': 'GET regions/{region}/urlMaps/{urlMap} - UrlMap',
  'compute.regionUrlMaps.insert': 'POST regions/{region}/urlMaps {UrlMap} Operation requestId:string',
  'compute.regionUrlMaps.list': 'GET regions/{region}/urlMaps - UrlMapList +list',
  'compute.regionUrlMaps.patch':
    'PATCH regions/{region}/urlMaps/{urlMap} {UrlMap} Operation requestId:string',
  'compute.regionUrlMaps.update': 'PUT regions/{region}/urlMaps/{urlMap} {UrlMap} Operation requestId:string',
  'compute.regions.get': 'GET regions/{region} - Region',
  'compute.regions.list': 'GET regions - RegionList +list',
  'compute.routes.delete': 'DELETE global/routes/{route} - Operation requestId:string',
  'compute.routes.get': 'GET global/routes/{route} - Route',
  'compute.routes.insert': 'POST global/routes {Route} Operation requestId:string',
  'compute.routes.list': 'GET global/routes - RouteList +list',
  'compute.snapshots.delete': 'DELETE global/snapshots/{snapshot} - Operation requestId:string',
  'compute.snapshots.get': 'GET global/snapshots/{snapshot} - Snapshot',
  'compute.snapshots.getIamPolicy':
    'GET global/snapshots/{resource}/getIamPolicy - Policy optionsRequestedPolicyVersion:int32',
  'compute.snapshots.insert': 'POST global/snapshots {Snapshot} Operation requestId:string',
  'compute.snapshots.list': 'GET global/snapshots - SnapshotList +list',
  'compute.snapshots.setIamPolicy':
    'POST global/snapshots/{resource}/setIamPolicy {GlobalSetPolicyRequest} Policy',
  'compute.snapshots.setLabels':
    'POST global/snapshots/{resource}/setLabels {GlobalSetLabelsRequest} Operation',
  'compute.sslCertificates.aggregatedList':
    'GET aggregated/sslCertificates - SslCertificateAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.sslCertificates.delete':
    'DELETE global/sslCertificates/{sslCertificate} - Operation requestId:string',
  'compute.sslCertificates.get': 'GET global/sslCertificates/{sslCertificate} - SslCertificate',
  'compute.sslCertificates.insert': 'POST global/sslCertificates {SslCertificate} Operation requestId:string',
  'compute.sslCertificates.list': 'GET global/sslCertificates - SslCertificateList +list',
  'compute.subnetworks.aggregatedList':
    'GET aggregated/subnetworks - SubnetworkAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64 views:#AggregatedListSubnetworksRequest.views',
  'compute.subnetworks.delete':
    'DELETE regions/{region}/subnetworks/{subnetwork} - Operation requestId:string',
  'compute.subnetworks.expandIpCidrRange':
    'POST regions/{region}/subnetworks/{subnetwork}/expandIpCidrRange {SubnetworksExpandIpCidrRangeRequest} Operation requestId:string',
  'compute.subnetworks.get':
    'GET regions/{region}/subnetworks/{subnetwork} - Subnetwork views:#AggregatedListSubnetworksRequest.views',
  'compute.subnetworks.insert': 'POST regions/{region}/subnetworks {Subnetwork} Operation requestId:string',
  'compute.subnetworks.list':
    'GET regions/{region}/subnetworks - SubnetworkList +list views:#AggregatedListSubnetworksRequest.views',
  'compute.subnetworks.patch':
    'PATCH regions/{region}/subnetworks/{subnetwork} {Subnetwork} Operation drainTimeoutSeconds:int32 requestId:string',
  'compute.subnetworks.setPrivateIpGoogleAccess':
    'POST regions/{region}/subnetworks/{subnetwork}/setPrivateIpGoogleAccess {SubnetworksSetPrivateIpGoogleAccessRequest} Operation requestId:string',
  'compute.targetHttpProxies.aggregatedList':
    'GET aggregated/targetHttpProxies - TargetHttpProxyAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.targetHttpProxies.delete':
    'DELETE global/targetHttpProxies/{targetHttpProxy} - Operation requestId:string',
  'compute.targetHttpProxies.get': 'GET global/targetHttpProxies/{targetHttpProxy} - TargetHttpProxy',
  'compute.targetHttpProxies.insert':
    'POST global/targetHttpProxies {TargetHttpProxy} Operation requestId:string',
  'compute.targetHttpProxies.list': 'GET global/targetHttpProxies - TargetHttpProxyList +list',
  'compute.targetHttpProxies.patch':
    'PATCH global/targetHttpProxies/{targetHttpProxy} {TargetHttpProxy} Operation requestId:string',
  'compute.targetHttpProxies.setUrlMap':
    'POST targetHttpProxies/{targetHttpProxy}/setUrlMap {UrlMapReference} Operation requestId:string',
  'compute.targetHttpsProxies.aggregatedList':
    'GET aggregated/targetHttpsProxies - TargetHttpsProxyAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.targetHttpsProxies.delete':
    'DELETE global/targetHttpsProxies/{targetHttpsProxy} - Operation requestId:string',
  'compute.targetHttpsProxies.get': 'GET global/targetHttpsProxies/{targetHttpsProxy} - TargetHttpsProxy',
  'compute.targetHttpsProxies.insert':
    'POST global/targetHttpsProxies {TargetHttpsProxy} Operation requestId:string',
  'compute.targetHttpsProxies.list': 'GET global/targetHttpsProxies - TargetHttpsProxyList +list',
  'compute.targetHttpsProxies.patch':
    'PATCH global/targetHttpsProxies/{targetHttpsProxy} {TargetHttpsProxy} Operation requestId:string',
  'compute.targetHttpsProxies.setSslCertificates':
    'POST targetHttpsProxies/{targetHttpsProxy}/setSslCertificates {TargetHttpsProxiesSetSslCertificatesRequest} Operation requestId:string',
  'compute.targetHttpsProxies.setUrlMap':
    'POST targetHttpsProxies/{targetHttpsProxy}/setUrlMap {UrlMapReference} Operation requestId:string',
  'compute.targetPools.addHealthCheck':
    'POST regions/{region}/targetPools/{targetPool}/addHealthCheck {TargetPoolsAddHealthCheckRequest} Operation requestId:string',
  'compute.targetPools.addInstance':
    'POST regions/{region}/targetPools/{targetPool}/addInstance {TargetPoolsAddInstanceRequest} Operation requestId:string',
  'compute.targetPools.aggregatedList':
    'GET aggregated/targetPools - TargetPoolAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.targetPools.delete':
    'DELETE regions/{region}/targetPools/{targetPool} - Operation requestId:string',
  'compute.targetPools.get': 'GET regions/{region}/targetPools/{targetPool} - TargetPool',
  'compute.targetPools.getHealth':
    'POST regions/{region}/targetPools/{targetPool}/getHealth {InstanceReference} TargetPoolInstanceHealth',
  'compute.targetPools.insert': 'POST regions/{region}/targetPools {TargetPool} Operation requestId:string',
  'compute.targetPools.list': 'GET regions/{region}/targetPools - TargetPoolList +list',
  'compute.targetPools.removeHealthCheck':
    'POST regions/{region}/targetPools/{targetPool}/removeHealthCheck {TargetPoolsRemoveHealthCheckRequest} Operation requestId:string',
  'compute.targetPools.removeInstance':
    'POST regions/{region}/targetPools/{targetPool}/removeInstance {TargetPoolsRemoveInstanceRequest} Operation requestId:string',
  'compute.targetPools.setBackup':
    'POST regions/{region}/targetPools/{targetPool}/setBackup {TargetReference} Operation failoverRatio:number requestId:string',
  'compute.urlMaps.aggregatedList':
    'GET aggregated/urlMaps - UrlMapsAggregatedList +list includeAllScopes:boolean serviceProjectNumber:int64',
  'compute.urlMaps.delete': 'DELETE global/urlMaps/{urlMap} - Operation requestId:string',
  'compute.urlMaps.get': 'GET global/urlMaps/{urlMap} - UrlMap',
  'compute.urlMaps.insert': 'POST global/urlMaps {UrlMap} Operation requestId:string',
  'compute.urlMaps.list': 'GET global/urlMaps - UrlMapList +list',
  'compute.urlMaps.patch': 'PATCH global/urlMaps/{urlMap} {UrlMap} Operation requestId:string',
  'compute.urlMaps.update': 'PUT global/urlMaps/{urlMap} {UrlMap} Operation requestId:string',
  'compute.zoneOperations.delete': 'DELETE zones/{zone}/operations/{operation} - DeleteZoneOperationResponse',
  'compute.zoneOperations.get': 'GET zones/{zone}/operations/{operation} - Operation',
  'compute.zoneOperations.list': 'GET zones/{zone}/operations - OperationList +list',
  'compute.zoneOperations.wait': 'POST zones/{zone}/operations/{operation}/wait - Operation',
  'compute.zones.get': 'GET zones/{zone} - Zone',
  'compute.zones.list': 'GET zones - ZoneList +list',
}
