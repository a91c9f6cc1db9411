// Written by tooling/check/gce-table.ts from the protocol of the vendor's client: change that program, not this file.

/** Fields of the structures in requests: `[]` a list, `<>` a map by words, `{}` a structure, `#` an enumeration. */
export const structureTable: Readonly<Record<string, string>> = {
  AcceleratorConfig: 'acceleratorCount:int32 acceleratorType:string',
  AccessConfig:
    'externalIpv6:string externalIpv6PrefixLength:int32 kind:string name:string natIP:string networkTier:#AccessConfig.networkTier publicPtrDomainName:string securityPolicy:string setPublicPtr:boolean type:#AccessConfig.type',
  AdvancedMachineFeatures:
    'enableNestedVirtualization:boolean enableUefiNetworking:boolean performanceMonitoringUnit:#AdvancedMachineFeatures.performanceMonitoringUnit threadsPerCore:int32 turboMode:string visibleCoreCount:int32',
  AliasIpRange: 'ipCidrRange:string subnetworkRangeName:string',
  AttachedDisk:
    'architecture:#AttachedDisk.architecture autoDelete:boolean boot:boolean deviceName:string diskEncryptionKey:{CustomerEncryptionKey} diskSizeGb:int64 forceAttach:boolean guestOsFeatures:[{GuestOsFeature}] index:int32 initializeParams:{AttachedDiskInitializeParams} interface:#AttachedDisk.interface kind:string licenses:[string] mode:#AttachedDisk.mode savedState:#AttachedDisk.savedState shieldedInstanceInitialState:{InitialStateConfig} source:string type:#AttachedDisk.type',
  AttachedDiskInitializeParams:
    'architecture:#AttachedDisk.architecture description:string diskName:string diskSizeGb:int64 diskType:string enableConfidentialCompute:boolean labels:<string> licenses:[string] onUpdateAction:#AttachedDiskInitializeParams.onUpdateAction provisionedIops:int64 provisionedThroughput:int64 replicaZones:[string] resourceManagerTags:<string> resourcePolicies:[string] sourceImage:string sourceImageEncryptionKey:{CustomerEncryptionKey} sourceSnapshot:string sourceSnapshotEncryptionKey:{CustomerEncryptionKey} storagePool:string',
  ConfidentialInstanceConfig:
    'confidentialInstanceType:#ConfidentialInstanceConfig.confidentialInstanceType enableConfidentialCompute:boolean',
  CustomerEncryptionKey:
    'kmsKeyName:string kmsKeyServiceAccount:string rawKey:string rsaEncryptedKey:string sha256:string',
  DisplayDevice: 'enableDisplay:boolean',
  Duration: 'nanos:int32 seconds:int64',
  FileContentBuffer: 'content:string fileType:#FileContentBuffer.fileType',
  GuestOsFeature: 'type:#GuestOsFeature.type',
  InitialStateConfig:
    'dbs:[{FileContentBuffer}] dbxs:[{FileContentBuffer}] keks:[{FileContentBuffer}] pk:{FileContentBuffer}',
  Instance:
    'advancedMachineFeatures:{AdvancedMachineFeatures} canIpForward:boolean confidentialInstanceConfig:{ConfidentialInstanceConfig} cpuPlatform:string creationTimestamp:string deletionProtection:boolean description:string disks:[{AttachedDisk}] displayDevice:{DisplayDevice} fingerprint:string guestAccelerators:[{AcceleratorConfig}] hostname:string id:uint64 instanceEncryptionKey:{CustomerEncryptionKey} keyRevocationActionType:#Instance.keyRevocationActionType kind:string labelFingerprint:string labels:<string> lastStartTimestamp:string lastStopTimestamp:string lastSuspendedTimestamp:string localSsdEncryptionMode:#Instance.localSsdEncryptionMode machineType:string metadata:{Metadata} minCpuPlatform:string name:string networkInterfaces:[{NetworkInterface}] networkPerformanceConfig:{NetworkPerformanceConfig} params:{InstanceParams} privateIpv6GoogleAccess:#Instance.privateIpv6GoogleAccess reservationAffinity:{ReservationAffinity} resourcePolicies:[string] resourceStatus:{ResourceStatus} satisfiesPzi:boolean satisfiesPzs:boolean scheduling:{Scheduling} selfLink:string serviceAccounts:[{ServiceAccount}] shieldedInstanceConfig:{ShieldedInstanceConfig} shieldedInstanceIntegrityPolicy:{ShieldedInstanceIntegrityPolicy} sourceMachineImage:string sourceMachineImageEncryptionKey:{CustomerEncryptionKey} startRestricted:boolean status:#Instance.status statusMessage:string tags:{Tags} workloadIdentityConfig:{WorkloadIdentityConfig} zone:string',
  InstanceParams: 'requestValidForDuration:{Duration} resourceManagerTags:<string>',
  Items: 'key:string value:string',
  Metadata: 'fingerprint:string items:[{Items}] kind:string',
  NetworkInterface:
    'accessConfigs:[{AccessConfig}] aliasIpRanges:[{AliasIpRange}] aliasIpv6Ranges:[{AliasIpRange}] enableVpcScopedDns:boolean fingerprint:string igmpQuery:#NetworkInterface.igmpQuery internalIpv6PrefixLength:int32 ipv6AccessConfigs:[{AccessConfig}] ipv6AccessType:#NetworkInterface.ipv6AccessType ipv6Address:string kind:string name:string network:string networkAttachment:string networkIP:string nicType:#NetworkInterface.nicType parentNicName:string queueCount:int32 serviceClassId:string stackType:#NetworkInterface.stackType subnetwork:string vlan:int32',
  NetworkPerformanceConfig: 'totalEgressBandwidthTier:#NetworkPerformanceConfig.totalEgressBandwidthTier',
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
  Scheduling:
    'automaticRestart:boolean availabilityDomain:int32 exposeHostTopology:boolean gracefulShutdown:{SchedulingGracefulShutdown} hostErrorTimeoutSeconds:int32 instanceTerminationAction:#Scheduling.instanceTerminationAction localSsdRecoveryTimeout:{Duration} locationHint:string maxRunDuration:{Duration} minNodeCpus:int32 nodeAffinities:[{SchedulingNodeAffinity}] onHostMaintenance:#Scheduling.onHostMaintenance onInstanceStopAction:{SchedulingOnInstanceStopAction} preemptible:boolean preemptionNoticeDuration:{Duration} provisioningModel:#Scheduling.provisioningModel skipGuestOsShutdown:boolean terminationTime:string',
  SchedulingGracefulShutdown: 'enabled:boolean maxDuration:{Duration}',
  SchedulingNodeAffinity: 'key:string operator:#SchedulingNodeAffinity.operator values:[string]',
  SchedulingOnInstanceStopAction: 'discardLocalSsd:boolean',
  ServiceAccount: 'email:string scopes:[string]',
  ShieldedInstanceConfig: 'enableIntegrityMonitoring:boolean enableSecureBoot:boolean enableVtpm:boolean',
  ShieldedInstanceIntegrityPolicy: 'updateAutoLearnPolicy:boolean',
  Tags: 'fingerprint:string items:[string]',
  UpcomingMaintenance:
    'canReschedule:boolean latestWindowStartTime:string maintenanceOnShutdown:boolean maintenanceReasons:[#UpcomingMaintenance.maintenanceReasons] maintenanceStatus:#UpcomingMaintenance.maintenanceStatus type:#UpcomingMaintenance.type windowEndTime:string windowStartTime:string',
  WorkloadIdentityConfig: 'identity:string identityCertificateEnabled:boolean',
}
