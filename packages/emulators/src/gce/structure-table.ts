// Written by tooling/check/gce-table.ts from the protocol of the vendor's client: change that program, not this file.

/** Fields of the structures in requests: `[]` a list, `<>` a map by words, `{}` a structure, `#` an enumeration. */
export const structureTable: Readonly<Record<string, string>> = {
  AcceleratorConfig: 'acceleratorCount:int32 acceleratorType:string',
  AccessConfig:
    'externalIpv6:string externalIpv6PrefixLength:int32 kind:string name:string natIP:string networkTier:#Address.networkTier publicPtrDomainName:string securityPolicy:string setPublicPtr:boolean type:#AccessConfig.type',
  Address:
    'address:string addressType:#Address.addressType creationTimestamp:string description:string id:uint64 ipCollection:string ipVersion:#Address.ipVersion ipv6EndpointType:#Address.ipv6EndpointType kind:string labelFingerprint:string labels:<string> name:string network:string networkTier:#Address.networkTier prefixLength:int32 purpose:#Address.purpose region:string selfLink:string status:#Address.status subnetwork:string users:[string]',
  AdvancedMachineFeatures:
    'enableNestedVirtualization:boolean enableUefiNetworking:boolean performanceMonitoringUnit:#AdvancedMachineFeatures.performanceMonitoringUnit threadsPerCore:int32 turboMode:string visibleCoreCount:int32',
  AliasIpRange: 'ipCidrRange:string subnetworkRangeName:string',
  Allowed: 'IPProtocol:string ports:[string]',
  AttachedDisk:
    'architecture:#Snapshot.architecture autoDelete:boolean boot:boolean deviceName:string diskEncryptionKey:{CustomerEncryptionKey} diskSizeGb:int64 forceAttach:boolean guestOsFeatures:[{GuestOsFeature}] index:int32 initializeParams:{AttachedDiskInitializeParams} interface:#AttachedDisk.interface kind:string licenses:[string] mode:#AttachedDisk.mode savedState:#AttachedDisk.savedState shieldedInstanceInitialState:{InitialStateConfig} source:string type:#AttachedDisk.type',
  AttachedDiskInitializeParams:
    'architecture:#Snapshot.architecture description:string diskName:string diskSizeGb:int64 diskType:string enableConfidentialCompute:boolean labels:<string> licenses:[string] onUpdateAction:#AttachedDiskInitializeParams.onUpdateAction provisionedIops:int64 provisionedThroughput:int64 replicaZones:[string] resourceManagerTags:<string> resourcePolicies:[string] sourceImage:string sourceImageEncryptionKey:{CustomerEncryptionKey} sourceSnapshot:string sourceSnapshotEncryptionKey:{CustomerEncryptionKey} storagePool:string',
  AuditConfig: 'auditLogConfigs:[{AuditLogConfig}] service:string',
  AuditLogConfig: 'exemptedMembers:[string] logType:#AuditLogConfig.logType',
  Binding: 'condition:{Expr} members:[string] role:string',
  ConfidentialInstanceConfig:
    'confidentialInstanceType:#ConfidentialInstanceConfig.confidentialInstanceType enableConfidentialCompute:boolean',
  CustomerEncryptionKey:
    'kmsKeyName:string kmsKeyServiceAccount:string rawKey:string rsaEncryptedKey:string sha256:string',
  Data: 'key:string value:string',
  Denied: 'IPProtocol:string ports:[string]',
  DeprecationStatus:
    'deleted:string deprecated:string obsolete:string replacement:string state:#DeprecationStatus.state',
  Disk: 'accessMode:#Disk.accessMode architecture:#Snapshot.architecture asyncPrimaryDisk:{DiskAsyncReplication} asyncSecondaryDisks:<{DiskAsyncReplicationList}> creationTimestamp:string description:string diskEncryptionKey:{CustomerEncryptionKey} enableConfidentialCompute:boolean guestOsFeatures:[{GuestOsFeature}] id:uint64 kind:string labelFingerprint:string labels:<string> lastAttachTimestamp:string lastDetachTimestamp:string licenseCodes:[int64] licenses:[string] locationHint:string name:string options:string params:{DiskParams} physicalBlockSizeBytes:int64 provisionedIops:int64 provisionedThroughput:int64 region:string replicaZones:[string] resourcePolicies:[string] resourceStatus:{DiskResourceStatus} satisfiesPzi:boolean satisfiesPzs:boolean selfLink:string sizeGb:int64 sourceConsistencyGroupPolicy:string sourceConsistencyGroupPolicyId:string sourceDisk:string sourceDiskId:string sourceImage:string sourceImageEncryptionKey:{CustomerEncryptionKey} sourceImageId:string sourceInstantSnapshot:string sourceInstantSnapshotId:string sourceSnapshot:string sourceSnapshotEncryptionKey:{CustomerEncryptionKey} sourceSnapshotId:string sourceStorageObject:string status:#Disk.status storagePool:string type:string users:[string] zone:string',
  DiskAsyncReplication:
    'consistencyGroupPolicy:string consistencyGroupPolicyId:string disk:string diskId:string',
  DiskAsyncReplicationList: 'asyncReplicationDisk:{DiskAsyncReplication}',
  DiskParams: 'resourceManagerTags:<string>',
  DiskResourceStatus:
    'asyncPrimaryDisk:{DiskResourceStatusAsyncReplicationStatus} asyncSecondaryDisks:<{DiskResourceStatusAsyncReplicationStatus}>',
  DiskResourceStatusAsyncReplicationStatus: 'state:#DiskResourceStatusAsyncReplicationStatus.state',
  DisksResizeRequest: 'sizeGb:int64',
  DisplayDevice: 'enableDisplay:boolean',
  Duration: 'nanos:int32 seconds:int64',
  Expr: 'description:string expression:string location:string title:string',
  FileContentBuffer: 'content:string fileType:#FileContentBuffer.fileType',
  Firewall:
    'allowed:[{Allowed}] creationTimestamp:string denied:[{Denied}] description:string destinationRanges:[string] direction:#Firewall.direction disabled:boolean id:uint64 kind:string logConfig:{FirewallLogConfig} name:string network:string params:{FirewallParams} priority:int32 selfLink:string sourceRanges:[string] sourceServiceAccounts:[string] sourceTags:[string] targetServiceAccounts:[string] targetTags:[string]',
  FirewallLogConfig: 'enable:boolean metadata:#FirewallLogConfig.metadata',
  FirewallParams: 'resourceManagerTags:<string>',
  GlobalSetLabelsRequest: 'labelFingerprint:string labels:<string>',
  GlobalSetPolicyRequest: 'bindings:[{Binding}] etag:string policy:{Policy}',
  GuestOsFeature: 'type:#GuestOsFeature.type',
  Image:
    'architecture:#Snapshot.architecture archiveSizeBytes:int64 creationTimestamp:string deprecated:{DeprecationStatus} description:string diskSizeGb:int64 enableConfidentialCompute:boolean family:string guestOsFeatures:[{GuestOsFeature}] id:uint64 imageEncryptionKey:{CustomerEncryptionKey} kind:string labelFingerprint:string labels:<string> licenseCodes:[int64] licenses:[string] name:string params:{ImageParams} rawDisk:{RawDisk} satisfiesPzi:boolean satisfiesPzs:boolean selfLink:string shieldedInstanceInitialState:{InitialStateConfig} sourceDisk:string sourceDiskEncryptionKey:{CustomerEncryptionKey} sourceDiskId:string sourceImage:string sourceImageEncryptionKey:{CustomerEncryptionKey} sourceImageId:string sourceSnapshot:string sourceSnapshotEncryptionKey:{CustomerEncryptionKey} sourceSnapshotId:string sourceType:#Image.sourceType status:#Image.status storageLocations:[string]',
  ImageParams: 'resourceManagerTags:<string>',
  InitialStateConfig:
    'dbs:[{FileContentBuffer}] dbxs:[{FileContentBuffer}] keks:[{FileContentBuffer}] pk:{FileContentBuffer}',
  Instance:
    'advancedMachineFeatures:{AdvancedMachineFeatures} canIpForward:boolean confidentialInstanceConfig:{ConfidentialInstanceConfig} cpuPlatform:string creationTimestamp:string deletionProtection:boolean description:string disks:[{AttachedDisk}] displayDevice:{DisplayDevice} fingerprint:string guestAccelerators:[{AcceleratorConfig}] hostname:string id:uint64 instanceEncryptionKey:{CustomerEncryptionKey} keyRevocationActionType:#Instance.keyRevocationActionType kind:string labelFingerprint:string labels:<string> lastStartTimestamp:string lastStopTimestamp:string lastSuspendedTimestamp:string localSsdEncryptionMode:#Instance.localSsdEncryptionMode machineType:string metadata:{Metadata} minCpuPlatform:string name:string networkInterfaces:[{NetworkInterface}] networkPerformanceConfig:{NetworkPerformanceConfig} params:{InstanceParams} privateIpv6GoogleAccess:#Instance.privateIpv6GoogleAccess reservationAffinity:{ReservationAffinity} resourcePolicies:[string] resourceStatus:{ResourceStatus} satisfiesPzi:boolean satisfiesPzs:boolean scheduling:{Scheduling} selfLink:string serviceAccounts:[{ServiceAccount}] shieldedInstanceConfig:{ShieldedInstanceConfig} shieldedInstanceIntegrityPolicy:{ShieldedInstanceIntegrityPolicy} sourceMachineImage:string sourceMachineImageEncryptionKey:{CustomerEncryptionKey} startRestricted:boolean status:#Instance.status statusMessage:string tags:{Tags} workloadIdentityConfig:{WorkloadIdentityConfig} zone:string',
  InstanceParams: 'requestValidForDuration:{Duration} resourceManagerTags:<string>',
  InstancesSetLabelsRequest: 'labelFingerprint:string labels:<string>',
  InstancesSetMachineTypeRequest: 'machineType:string',
  InstancesSetMinCpuPlatformRequest: 'minCpuPlatform:string',
  InstancesSetServiceAccountRequest: 'email:string scopes:[string]',
  Items: 'key:string value:string',
  Metadata: 'fingerprint:string items:[{Items}] kind:string',
  Network:
    'IPv4Range:string autoCreateSubnetworks:boolean creationTimestamp:string description:string enableUlaInternalIpv6:boolean firewallPolicy:string gatewayIPv4:string id:uint64 internalIpv6Range:string kind:string mtu:int32 name:string networkFirewallPolicyEnforcementOrder:#Network.networkFirewallPolicyEnforcementOrder networkProfile:string params:{NetworkParams} peerings:[{NetworkPeering}] routingConfig:{NetworkRoutingConfig} selfLink:string selfLinkWithId:string subnetworks:[string]',
  NetworkInterface:
    'accessConfigs:[{AccessConfig}] aliasIpRanges:[{AliasIpRange}] aliasIpv6Ranges:[{AliasIpRange}] enableVpcScopedDns:boolean fingerprint:string igmpQuery:#NetworkInterface.igmpQuery internalIpv6PrefixLength:int32 ipv6AccessConfigs:[{AccessConfig}] ipv6AccessType:#NetworkInterface.ipv6AccessType ipv6Address:string kind:string name:string network:string networkAttachment:string networkIP:string nicType:#NetworkInterface.nicType parentNicName:string queueCount:int32 serviceClassId:string stackType:#NetworkInterface.stackType subnetwork:string vlan:int32',
  NetworkParams: 'resourceManagerTags:<string>',
  NetworkPeering:
    'autoCreateRoutes:boolean connectionStatus:{NetworkPeeringConnectionStatus} exchangeSubnetRoutes:boolean exportCustomRoutes:boolean exportSubnetRoutesWithPublicIp:boolean importCustomRoutes:boolean importSubnetRoutesWithPublicIp:boolean name:string network:string peerMtu:int32 stackType:#NetworkPeeringConnectionStatusTrafficConfiguration.stackType state:#NetworkPeering.state stateDetails:string updateStrategy:#NetworkPeeringConnectionStatus.updateStrategy',
  NetworkPeeringConnectionStatus:
    'consensusState:{NetworkPeeringConnectionStatusConsensusState} trafficConfiguration:{NetworkPeeringConnectionStatusTrafficConfiguration} updateStrategy:#NetworkPeeringConnectionStatus.updateStrategy',
  NetworkPeeringConnectionStatusConsensusState:
    'deleteStatus:#NetworkPeeringConnectionStatusConsensusState.deleteStatus updateStatus:#NetworkPeeringConnectionStatusConsensusState.updateStatus',
  NetworkPeeringConnectionStatusTrafficConfiguration:
    'exportCustomRoutesToPeer:boolean exportSubnetRoutesWithPublicIpToPeer:boolean importCustomRoutesFromPeer:boolean importSubnetRoutesWithPublicIpFromPeer:boolean stackType:#NetworkPeeringConnectionStatusTrafficConfiguration.stackType',
  NetworkPerformanceConfig: 'totalEgressBandwidthTier:#NetworkPerformanceConfig.totalEgressBandwidthTier',
  NetworkRoutingConfig:
    'bgpAlwaysCompareMed:boolean bgpBestPathSelectionMode:#NetworkRoutingConfig.bgpBestPathSelectionMode bgpInterRegionCost:#NetworkRoutingConfig.bgpInterRegionCost effectiveBgpAlwaysCompareMed:boolean effectiveBgpInterRegionCost:string routingMode:#NetworkRoutingConfig.routingMode',
  Policy: 'auditConfigs:[{AuditConfig}] bindings:[{Binding}] etag:string version:int32',
  RawDisk: 'containerType:#RawDisk.containerType sha1Checksum:string source:string',
  RegionDisksResizeRequest: 'sizeGb:int64',
  RegionSetLabelsRequest: 'labelFingerprint:string labels:<string>',
  ReservationAffinity:
    'consumeReservationType:#ReservationAffinity.consumeReservationType key:string values:[string]',
  ResourceStatus:
    'effectiveInstanceMetadata:{ResourceStatusEffectiveInstanceMetadata} physicalHost:string physicalHostTopology:{ResourceStatusPhysicalHostTopology} reservationConsumptionInfo:{ResourceStatusReservationConsumptionInfo} scheduling:{ResourceStatusScheduling} shutdownDetails:{ResourceStatusShutdownDetails} upcomingMaintenance:{UpcomingMaintenance}',
  ResourceStatusEffectiveInstanceMetadata:
    'blockProjectSshKeysMetadataValue:boolean enableGuestAttributesMetadataValue:boolean enableOsInventoryMetadataValue:boolean enableOsconfigMetadataValue:boolean enableOsloginMetadataValue:boolean gceContainerDeclarationMetadataValue:boolean serialPortEnableMetadataValue:boolean serialPortLoggingEnableMetadataValue:boolean vmDnsSettingMetadataValue:string',
  ResourceStatusPhysicalHostTopology:
    'additionalAttributes:{ResourceStatusPhysicalHostTopologyAdditionalAttributes} block:string cluster:string host:string subblock:string',
  ResourceStatusPhysicalHostTopologyAdditionalAttributes: 'acceleratorTopologyIds:<string>',
  ResourceStatusReservationConsumptionInfo:
    'consumedReservation:string consumedReservationBlock:string consumedReservationSubBlock:string',
  ResourceStatusScheduling:
    'availabilityDomain:int32 gracefulShutdownTimestamp:string terminationTimestamp:string',
  ResourceStatusShutdownDetails:
    'maxDuration:{Duration} requestTimestamp:string stopState:#ResourceStatusShutdownDetails.stopState targetState:#ResourceStatusShutdownDetails.targetState',
  Route:
    'asPaths:[{RouteAsPath}] creationTimestamp:string description:string destRange:string id:uint64 kind:string name:string network:string nextHopGateway:string nextHopHub:string nextHopIlb:string nextHopInstance:string nextHopInterRegionCost:uint32 nextHopInterconnectAttachment:string nextHopIp:string nextHopMed:uint32 nextHopNetwork:string nextHopOrigin:#Route.nextHopOrigin nextHopPeering:string nextHopVpnTunnel:string params:{RouteParams} priority:uint32 routeStatus:#Route.routeStatus routeType:#Route.routeType selfLink:string tags:[string] warnings:[{Warnings}]',
  RouteAsPath: 'asLists:[uint32] pathSegmentType:#RouteAsPath.pathSegmentType',
  RouteParams: 'resourceManagerTags:<string>',
  Scheduling:
    'automaticRestart:boolean availabilityDomain:int32 exposeHostTopology:boolean gracefulShutdown:{SchedulingGracefulShutdown} hostErrorTimeoutSeconds:int32 instanceTerminationAction:#Scheduling.instanceTerminationAction localSsdRecoveryTimeout:{Duration} locationHint:string maxRunDuration:{Duration} minNodeCpus:int32 nodeAffinities:[{SchedulingNodeAffinity}] onHostMaintenance:#Scheduling.onHostMaintenance onInstanceStopAction:{SchedulingOnInstanceStopAction} preemptible:boolean preemptionNoticeDuration:{Duration} provisioningModel:#Scheduling.provisioningModel skipGuestOsShutdown:boolean terminationTime:string',
  SchedulingGracefulShutdown: 'enabled:boolean maxDuration:{Duration}',
  SchedulingNodeAffinity: 'key:string operator:#SchedulingNodeAffinity.operator values:[string]',
  SchedulingOnInstanceStopAction: 'discardLocalSsd:boolean',
  ServiceAccount: 'email:string scopes:[string]',
  ShieldedInstanceConfig: 'enableIntegrityMonitoring:boolean enableSecureBoot:boolean enableVtpm:boolean',
  ShieldedInstanceIntegrityPolicy: 'updateAutoLearnPolicy:boolean',
  Snapshot:
    'architecture:#Snapshot.architecture autoCreated:boolean chainName:string creationSizeBytes:int64 creationTimestamp:string description:string diskSizeGb:int64 downloadBytes:int64 enableConfidentialCompute:boolean guestFlush:boolean guestOsFeatures:[{GuestOsFeature}] id:uint64 kind:string labelFingerprint:string labels:<string> licenseCodes:[int64] licenses:[string] locationHint:string name:string params:{SnapshotParams} region:string satisfiesPzi:boolean satisfiesPzs:boolean selfLink:string snapshotEncryptionKey:{CustomerEncryptionKey} snapshotGroupId:string snapshotGroupName:string snapshotType:#Snapshot.snapshotType sourceDisk:string sourceDiskEncryptionKey:{CustomerEncryptionKey} sourceDiskForRecoveryCheckpoint:string sourceDiskId:string sourceInstantSnapshot:string sourceInstantSnapshotEncryptionKey:{CustomerEncryptionKey} sourceInstantSnapshotId:string sourceSnapshotSchedulePolicy:string sourceSnapshotSchedulePolicyId:string status:#Snapshot.status storageBytes:int64 storageBytesStatus:#Snapshot.storageBytesStatus storageLocations:[string]',
  SnapshotParams: 'resourceManagerTags:<string>',
  Subnetwork:
    'allowSubnetCidrRoutesOverlap:boolean creationTimestamp:string description:string enableFlowLogs:boolean externalIpv6Prefix:string fingerprint:string gatewayAddress:string id:uint64 internalIpv6Prefix:string ipCidrRange:string ipCollection:string ipv6AccessType:#NetworkInterface.ipv6AccessType ipv6CidrRange:string ipv6GceEndpoint:#Subnetwork.ipv6GceEndpoint kind:string logConfig:{SubnetworkLogConfig} name:string network:string params:{SubnetworkParams} privateIpGoogleAccess:boolean privateIpv6GoogleAccess:#Subnetwork.privateIpv6GoogleAccess purpose:#Subnetwork.purpose region:string reservedInternalRange:string resolveSubnetMask:#Subnetwork.resolveSubnetMask role:#Subnetwork.role secondaryIpRanges:[{SubnetworkSecondaryRange}] selfLink:string stackType:#NetworkInterface.stackType state:#Subnetwork.state systemReservedExternalIpv6Ranges:[string] systemReservedInternalIpv6Ranges:[string] utilizationDetails:{SubnetworkUtilizationDetails}',
  SubnetworkLogConfig:
    'aggregationInterval:#SubnetworkLogConfig.aggregationInterval enable:boolean filterExpr:string flowSampling:number metadata:#SubnetworkLogConfig.metadata metadataFields:[string]',
  SubnetworkParams: 'resourceManagerTags:<string>',
  SubnetworkSecondaryRange:
    'ipCidrRange:string ipCollection:string ipVersion:#SubnetworkSecondaryRange.ipVersion rangeName:string reservedInternalRange:string',
  SubnetworkUtilizationDetails:
    'externalIpv6InstanceUtilization:{SubnetworkUtilizationDetailsIPV6Utilization} externalIpv6LbUtilization:{SubnetworkUtilizationDetailsIPV6Utilization} internalIpv6Utilization:{SubnetworkUtilizationDetailsIPV6Utilization} ipv4Utilizations:[{SubnetworkUtilizationDetailsIPV4Utilization}]',
  SubnetworkUtilizationDetailsIPV4Utilization: 'rangeName:string totalAllocatedIp:int64 totalFreeIp:int64',
  SubnetworkUtilizationDetailsIPV6Utilization: 'totalAllocatedIp:{Uint128} totalFreeIp:{Uint128}',
  SubnetworksExpandIpCidrRangeRequest: 'ipCidrRange:string',
  SubnetworksSetPrivateIpGoogleAccessRequest: 'privateIpGoogleAccess:boolean',
  Tags: 'fingerprint:string items:[string]',
  Uint128: 'high:uint64 low:uint64',
  UpcomingMaintenance:
    'canReschedule:boolean latestWindowStartTime:string maintenanceOnShutdown:boolean maintenanceReasons:[#UpcomingMaintenance.maintenanceReasons] maintenanceStatus:#UpcomingMaintenance.maintenanceStatus type:#UpcomingMaintenance.type windowEndTime:string windowStartTime:string',
  Warnings: 'code:#Warnings.code data:[{Data}] message:string',
  WorkloadIdentityConfig: 'identity:string identityCertificateEnabled:boolean',
  ZoneSetLabelsRequest: 'labelFingerprint:string labels:<string>',
}
