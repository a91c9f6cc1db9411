// Written by tooling/check/gce-table.ts from the protocol of the vendor's client: change that program, not this file.

/** Fields of the structures in requests: `[]` a list, `<>` a map by words, `{}` a structure, `#` an enumeration. */
export const structureTable: Readonly<Record<string, string>> = {
  AWSV4Signature: 'accessKey:string accessKeyId:string accessKeyVersion:string originRegion:string',
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
  Autoscaler:
    'autoscalingPolicy:{AutoscalingPolicy} creationTimestamp:string description:string id:uint64 kind:string name:string recommendedSize:int32 region:string scalingScheduleStatus:<{ScalingScheduleStatus}> selfLink:string status:#Autoscaler.status statusDetails:[{AutoscalerStatusDetails}] target:string zone:string',
  AutoscalerStatusDetails: 'message:string type:#AutoscalerStatusDetails.type',
  AutoscalingPolicy:
    'coolDownPeriodSec:int32 cpuUtilization:{AutoscalingPolicyCpuUtilization} customMetricUtilizations:[{AutoscalingPolicyCustomMetricUtilization}] loadBalancingUtilization:{AutoscalingPolicyLoadBalancingUtilization} maxNumReplicas:int32 minNumReplicas:int32 mode:#AutoscalingPolicy.mode scaleInControl:{AutoscalingPolicyScaleInControl} scalingSchedules:<{AutoscalingPolicyScalingSchedule}> stabilizationPeriodSec:int32',
  AutoscalingPolicyCpuUtilization:
    'predictiveMethod:#AutoscalingPolicyCpuUtilization.predictiveMethod utilizationTarget:number',
  AutoscalingPolicyCustomMetricUtilization:
    'filter:string metric:string singleInstanceAssignment:number utilizationTarget:number utilizationTargetType:#AutoscalingPolicyCustomMetricUtilization.utilizationTargetType',
  AutoscalingPolicyLoadBalancingUtilization: 'utilizationTarget:number',
  AutoscalingPolicyScaleInControl: 'maxScaledInReplicas:{FixedOrPercent} timeWindowSec:int32',
  AutoscalingPolicyScalingSchedule:
    'description:string disabled:boolean durationSec:int32 minRequiredReplicas:int32 schedule:string timeZone:string',
  Backend:
    'balancingMode:#Backend.balancingMode capacityScaler:number customMetrics:[{BackendCustomMetric}] description:string failover:boolean group:string maxConnections:int32 maxConnectionsPerEndpoint:int32 maxConnectionsPerInstance:int32 maxInFlightRequests:int32 maxInFlightRequestsPerEndpoint:int32 maxInFlightRequestsPerInstance:int32 maxRate:int32 maxRatePerEndpoint:number maxRatePerInstance:number maxUtilization:number orchestrationInfo:{BackendBackendOrchestrationInfo} preference:#Backend.preference trafficDuration:#Backend.trafficDuration',
  BackendBackendOrchestrationInfo: 'resourceUri:string',
  BackendCustomMetric: 'dryRun:boolean maxUtilization:number name:string',
  BackendService:
    'affinityCookieTtlSec:int32 backends:[{Backend}] cdnPolicy:{BackendServiceCdnPolicy} circuitBreakers:{CircuitBreakers} compressionMode:#BackendService.compressionMode connectionDraining:{ConnectionDraining} connectionTrackingPolicy:{BackendServiceConnectionTrackingPolicy} consistentHash:{ConsistentHashLoadBalancerSettings} creationTimestamp:string customMetrics:[{BackendServiceCustomMetric}] customRequestHeaders:[string] customResponseHeaders:[string] description:string edgeSecurityPolicy:string enableCDN:boolean externalManagedMigrationState:#BackendService.externalManagedMigrationState externalManagedMigrationTestingPercentage:number failoverPolicy:{BackendServiceFailoverPolicy} fingerprint:string haPolicy:{BackendServiceHAPolicy} healthChecks:[string] iap:{BackendServiceIAP} id:uint64 ipAddressSelectionPolicy:#BackendService.ipAddressSelectionPolicy kind:string loadBalancingScheme:#BackendService.loadBalancingScheme localityLbPolicies:[{BackendServiceLocalityLoadBalancingPolicyConfig}] localityLbPolicy:#BackendServiceLocalityLoadBalancingPolicyConfigPolicy.name logConfig:{BackendServiceLogConfig} maxStreamDuration:{Duration} metadatas:<string> name:string network:string networkPassThroughLbTrafficPolicy:{BackendServiceNetworkPassThroughLbTrafficPolicy} orchestrationInfo:{BackendServiceOrchestrationInfo} outlierDetection:{OutlierDetection} params:{BackendServiceParams} port:int32 portName:string protocol:#BackendService.protocol region:string securityPolicy:string securitySettings:{SecuritySettings} selfLink:string serviceBindings:[string] serviceLbPolicy:string sessionAffinity:#BackendService.sessionAffinity strongSessionAffinityCookie:{BackendServiceHttpCookie} subsetting:{Subsetting} timeoutSec:int32 tlsSettings:{BackendServiceTlsSettings} usedBy:[{BackendServiceUsedBy}]',
  BackendServiceCdnPolicy:
    'bypassCacheOnRequestHeaders:[{BackendServiceCdnPolicyBypassCacheOnRequestHeader}] cacheKeyPolicy:{CacheKeyPolicy} cacheMode:#BackendServiceCdnPolicy.cacheMode clientTtl:int32 defaultTtl:int32 maxTtl:int32 negativeCaching:boolean negativeCachingPolicy:[{BackendServiceCdnPolicyNegativeCachingPolicy}] requestCoalescing:boolean serveWhileStale:int32 signedUrlCacheMaxAgeSec:int64 signedUrlKeyNames:[string]',
  BackendServiceCdnPolicyBypassCacheOnRequestHeader: 'headerName:string',
  BackendServiceCdnPolicyNegativeCachingPolicy: 'code:int32 ttl:int32',
  BackendServiceConnectionTrackingPolicy:
    'connectionPersistenceOnUnhealthyBackends:#BackendServiceConnectionTrackingPolicy.connectionPersistenceOnUnhealthyBackends enableStrongAffinity:boolean idleTimeoutSec:int32 trackingMode:#BackendServiceConnectionTrackingPolicy.trackingMode',
  BackendServiceCustomMetric: 'dryRun:boolean name:string',
  BackendServiceFailoverPolicy:
    'disableConnectionDrainOnFailover:boolean dropTrafficIfUnhealthy:boolean failoverRatio:number',
  BackendServiceHAPolicy:
    'fastIPMove:#BackendServiceHAPolicy.fastIPMove leader:{BackendServiceHAPolicyLeader}',
  BackendServiceHAPolicyLeader:
    'backendGroup:string networkEndpoint:{BackendServiceHAPolicyLeaderNetworkEndpoint}',
  BackendServiceHAPolicyLeaderNetworkEndpoint: 'instance:string',
  BackendServiceHttpCookie: 'name:string path:string ttl:{Duration}',
  BackendServiceIAP:
    'enabled:boolean oauth2ClientId:string oauth2ClientSecret:string oauth2ClientSecretSha256:string',
  BackendServiceLocalityLoadBalancingPolicyConfig:
    'customPolicy:{BackendServiceLocalityLoadBalancingPolicyConfigCustomPolicy} policy:{BackendServiceLocalityLoadBalancingPolicyConfigPolicy}',
  BackendServiceLocalityLoadBalancingPolicyConfigCustomPolicy: 'data:string name:string',
  BackendServiceLocalityLoadBalancingPolicyConfigPolicy:
    'name:#BackendServiceLocalityLoadBalancingPolicyConfigPolicy.name',
  BackendServiceLogConfig:
    'enable:boolean loggingHttpRequestHeaders:[{BackendServiceLogConfigLoggingHttpHeader}] loggingHttpResponseHeaders:[{BackendServiceLogConfigLoggingHttpHeader}] optionalFields:[string] optionalMode:#BackendServiceLogConfig.optionalMode sampleRate:number',
  BackendServiceLogConfigLoggingHttpHeader: 'headerName:string',
  BackendServiceNetworkPassThroughLbTrafficPolicy:
    'zonalAffinity:{BackendServiceNetworkPassThroughLbTrafficPolicyZonalAffinity}',
  BackendServiceNetworkPassThroughLbTrafficPolicyZonalAffinity:
    'spillover:#BackendServiceNetworkPassThroughLbTrafficPolicyZonalAffinity.spillover spilloverRatio:number',
  BackendServiceOrchestrationInfo: 'resourceUri:string',
  BackendServiceParams: 'resourceManagerTags:<string>',
  BackendServiceTlsSettings:
    'authenticationConfig:string identity:string sni:string subjectAltNames:[{BackendServiceTlsSettingsSubjectAltName}]',
  BackendServiceTlsSettingsSubjectAltName: 'dnsName:string uniformResourceIdentifier:string',
  BackendServiceUsedBy: 'reference:string',
  Binding: 'condition:{Expr} members:[string] role:string',
  CacheKeyPolicy:
    'includeHost:boolean includeHttpHeaders:[string] includeNamedCookies:[string] includeProtocol:boolean includeQueryString:boolean queryStringBlacklist:[string] queryStringWhitelist:[string]',
  CachePolicy:
    'cacheBypassRequestHeaderNames:[string] cacheKeyPolicy:{CachePolicyCacheKeyPolicy} cacheMode:#CachePolicy.cacheMode clientTtl:{Duration} defaultTtl:{Duration} maxTtl:{Duration} negativeCaching:boolean negativeCachingPolicy:[{CachePolicyNegativeCachingPolicy}] requestCoalescing:boolean serveWhileStale:{Duration}',
  CachePolicyCacheKeyPolicy:
    'excludedQueryParameters:[string] includeHost:boolean includeProtocol:boolean includeQueryString:boolean includedCookieNames:[string] includedHeaderNames:[string] includedQueryParameters:[string]',
  CachePolicyNegativeCachingPolicy: 'code:int32 ttl:{Duration}',
  CircuitBreakers:
    'maxConnections:int32 maxPendingRequests:int32 maxRequests:int32 maxRequestsPerConnection:int32 maxRetries:int32',
  ConfidentialInstanceConfig:
    'confidentialInstanceType:#ConfidentialInstanceConfig.confidentialInstanceType enableConfidentialCompute:boolean',
  ConnectionDraining: 'drainingTimeoutSec:int32',
  ConsistentHashLoadBalancerSettings:
    'httpCookie:{ConsistentHashLoadBalancerSettingsHttpCookie} httpHeaderName:string minimumRingSize:int64',
  ConsistentHashLoadBalancerSettingsHttpCookie: 'name:string path:string ttl:{Duration}',
  CorsPolicy:
    'allowCredentials:boolean allowHeaders:[string] allowMethods:[string] allowOriginRegexes:[string] allowOrigins:[string] disabled:boolean exposeHeaders:[string] maxAge:int32',
  CustomErrorResponsePolicy:
    'errorResponseRules:[{CustomErrorResponsePolicyCustomErrorResponseRule}] errorService:string',
  CustomErrorResponsePolicyCustomErrorResponseRule:
    'matchResponseCodes:[string] overrideResponseCode:int32 path:string',
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
  DiskInstantiationConfig:
    'autoDelete:boolean customImage:string deviceName:string instantiateFrom:#DiskInstantiationConfig.instantiateFrom',
  DiskParams: 'resourceManagerTags:<string>',
  DiskResourceStatus:
    'asyncPrimaryDisk:{DiskResourceStatusAsyncReplicationStatus} asyncSecondaryDisks:<{DiskResourceStatusAsyncReplicationStatus}>',
  DiskResourceStatusAsyncReplicationStatus: 'state:#DiskResourceStatusAsyncReplicationStatus.state',
  DisksResizeRequest: 'sizeGb:int64',
  DisplayDevice: 'enableDisplay:boolean',
  DistributionPolicy:
    'targetShape:#DistributionPolicy.targetShape zones:[{DistributionPolicyZoneConfiguration}]',
  DistributionPolicyZoneConfiguration: 'zone:string',
  Duration: 'nanos:int32 seconds:int64',
  Error: 'errors:[{Errors}]',
  ErrorDetails:
    'errorInfo:{ErrorInfo} help:{Help} localizedMessage:{LocalizedMessage} quotaInfo:{QuotaExceededInfo}',
  ErrorInfo: 'domain:string metadatas:<string> reason:string',
  Errors: 'code:string errorDetails:[{ErrorDetails}] location:string message:string',
  Expr: 'description:string expression:string location:string title:string',
  FileContentBuffer: 'content:string fileType:#FileContentBuffer.fileType',
  Firewall:
    'allowed:[{Allowed}] creationTimestamp:string denied:[{Denied}] description:string destinationRanges:[string] direction:#Firewall.direction disabled:boolean id:uint64 kind:string logConfig:{FirewallLogConfig} name:string network:string params:{FirewallParams} priority:int32 selfLink:string sourceRanges:[string] sourceServiceAccounts:[string] sourceTags:[string] targetServiceAccounts:[string] targetTags:[string]',
  FirewallLogConfig: 'enable:boolean metadata:#FirewallLogConfig.metadata',
  FirewallParams: 'resourceManagerTags:<string>',
  FixedOrPercent: 'calculated:int32 fixed:int32 percent:int32',
  ForwardingRule:
    'IPAddress:string IPProtocol:string allPorts:boolean allowGlobalAccess:boolean allowPscGlobalAccess:boolean attachedExtensions:[{ForwardingRuleAttachedExtension}] backendService:string baseForwardingRule:string creationTimestamp:string description:string externalManagedBackendBucketMigrationState:#BackendService.externalManagedMigrationState externalManagedBackendBucketMigrationTestingPercentage:number fingerprint:string id:uint64 ipCollection:string ipVersion:#Address.ipVersion isMirroringCollector:boolean kind:string labelFingerprint:string labels:<string> loadBalancingScheme:#ForwardingRule.loadBalancingScheme metadataFilters:[{MetadataFilter}] name:string network:string networkTier:#Address.networkTier noAutomateDnsZone:boolean portRange:string ports:[string] pscConnectionId:uint64 pscConnectionStatus:#ForwardingRule.pscConnectionStatus region:string selfLink:string selfLinkWithId:string serviceDirectoryRegistrations:[{ForwardingRuleServiceDirectoryRegistration}] serviceLabel:string serviceName:string sourceIpRanges:[string] subnetwork:string target:string',
  ForwardingRuleAttachedExtension: 'reference:string',
  ForwardingRuleServiceDirectoryRegistration: 'namespace:string service:string serviceDirectoryRegion:string',
  GRPCHealthCheck:
    'grpcServiceName:string port:int32 portName:string portSpecification:#GRPCHealthCheck.portSpecification',
  GRPCTLSHealthCheck:
    'grpcServiceName:string port:int32 portSpecification:#GRPCHealthCheck.portSpecification',
  GlobalSetLabelsRequest: 'labelFingerprint:string labels:<string>',
  GlobalSetPolicyRequest: 'bindings:[{Binding}] etag:string policy:{Policy}',
  GuestOsFeature: 'type:#GuestOsFeature.type',
  HTTP2HealthCheck:
    'host:string port:int32 portName:string portSpecification:#GRPCHealthCheck.portSpecification proxyHeader:#HTTP2HealthCheck.proxyHeader requestPath:string response:string',
  HTTPHealthCheck:
    'host:string port:int32 portName:string portSpecification:#GRPCHealthCheck.portSpecification proxyHeader:#HTTP2HealthCheck.proxyHeader requestPath:string response:string',
  HTTPSHealthCheck:
    'host:string port:int32 portName:string portSpecification:#GRPCHealthCheck.portSpecification proxyHeader:#HTTP2HealthCheck.proxyHeader requestPath:string response:string',
  HealthCheck:
    'checkIntervalSec:int32 creationTimestamp:string description:string grpcHealthCheck:{GRPCHealthCheck} grpcTlsHealthCheck:{GRPCTLSHealthCheck} healthyThreshold:int32 http2HealthCheck:{HTTP2HealthCheck} httpHealthCheck:{HTTPHealthCheck} httpsHealthCheck:{HTTPSHealthCheck} id:uint64 kind:string logConfig:{HealthCheckLogConfig} name:string region:string selfLink:string sourceRegions:[string] sslHealthCheck:{SSLHealthCheck} tcpHealthCheck:{TCPHealthCheck} timeoutSec:int32 type:#HealthCheck.type unhealthyThreshold:int32',
  HealthCheckLogConfig: 'enable:boolean',
  HealthCheckReference: 'healthCheck:string',
  Help: 'links:[{HelpLink}]',
  HelpLink: 'description:string url:string',
  HostRule: 'description:string hosts:[string] pathMatcher:string',
  HttpFaultAbort: 'httpStatus:uint32 percentage:number',
  HttpFaultDelay: 'fixedDelay:{Duration} percentage:number',
  HttpFaultInjection: 'abort:{HttpFaultAbort} delay:{HttpFaultDelay}',
  HttpHeaderAction:
    'requestHeadersToAdd:[{HttpHeaderOption}] requestHeadersToRemove:[string] responseHeadersToAdd:[{HttpHeaderOption}] responseHeadersToRemove:[string]',
  HttpHeaderMatch:
    'exactMatch:string headerName:string invertMatch:boolean prefixMatch:string presentMatch:boolean rangeMatch:{Int64RangeMatch} regexMatch:string suffixMatch:string',
  HttpHeaderOption: 'headerName:string headerValue:string replace:boolean',
  HttpHealthCheck:
    'checkIntervalSec:int32 creationTimestamp:string description:string healthyThreshold:int32 host:string id:uint64 kind:string name:string port:int32 requestPath:string selfLink:string timeoutSec:int32 unhealthyThreshold:int32',
  HttpQueryParameterMatch: 'exactMatch:string name:string presentMatch:boolean regexMatch:string',
  HttpRedirectAction:
    'hostRedirect:string httpsRedirect:boolean pathRedirect:string prefixRedirect:string redirectResponseCode:#HttpRedirectAction.redirectResponseCode stripQuery:boolean',
  HttpRetryPolicy: 'numRetries:uint32 perTryTimeout:{Duration} retryConditions:[string]',
  HttpRouteAction:
    'cachePolicy:{CachePolicy} corsPolicy:{CorsPolicy} faultInjectionPolicy:{HttpFaultInjection} maxStreamDuration:{Duration} requestMirrorPolicy:{RequestMirrorPolicy} retryPolicy:{HttpRetryPolicy} timeout:{Duration} urlRewrite:{UrlRewrite} weightedBackendServices:[{WeightedBackendService}]',
  HttpRouteRule:
    'customErrorResponsePolicy:{CustomErrorResponsePolicy} description:string headerAction:{HttpHeaderAction} matchRules:[{HttpRouteRuleMatch}] priority:int32 routeAction:{HttpRouteAction} service:string urlRedirect:{HttpRedirectAction}',
  HttpRouteRuleMatch:
    'fullPathMatch:string headerMatches:[{HttpHeaderMatch}] ignoreCase:boolean metadataFilters:[{MetadataFilter}] pathTemplateMatch:string prefixMatch:string queryParameterMatches:[{HttpQueryParameterMatch}] regexMatch:string',
  Image:
    'architecture:#Snapshot.architecture archiveSizeBytes:int64 creationTimestamp:string deprecated:{DeprecationStatus} description:string diskSizeGb:int64 enableConfidentialCompute:boolean family:string guestOsFeatures:[{GuestOsFeature}] id:uint64 imageEncryptionKey:{CustomerEncryptionKey} kind:string labelFingerprint:string labels:<string> licenseCodes:[int64] licenses:[string] name:string params:{ImageParams} rawDisk:{RawDisk} satisfiesPzi:boolean satisfiesPzs:boolean selfLink:string shieldedInstanceInitialState:{InitialStateConfig} sourceDisk:string sourceDiskEncryptionKey:{CustomerEncryptionKey} sourceDiskId:string sourceImage:string sourceImageEncryptionKey:{CustomerEncryptionKey} sourceImageId:string sourceSnapshot:string sourceSnapshotEncryptionKey:{CustomerEncryptionKey} sourceSnapshotId:string sourceType:#Image.sourceType status:#Image.status storageLocations:[string]',
  ImageParams: 'resourceManagerTags:<string>',
  InitialStateConfig:
    'dbs:[{FileContentBuffer}] dbxs:[{FileContentBuffer}] keks:[{FileContentBuffer}] pk:{FileContentBuffer}',
  Instance:
    'advancedMachineFeatures:{AdvancedMachineFeatures} canIpForward:boolean confidentialInstanceConfig:{ConfidentialInstanceConfig} cpuPlatform:string creationTimestamp:string deletionProtection:boolean description:string disks:[{AttachedDisk}] displayDevice:{DisplayDevice} fingerprint:string guestAccelerators:[{AcceleratorConfig}] hostname:string id:uint64 instanceEncryptionKey:{CustomerEncryptionKey} keyRevocationActionType:#InstanceProperties.keyRevocationActionType kind:string labelFingerprint:string labels:<string> lastStartTimestamp:string lastStopTimestamp:string lastSuspendedTimestamp:string localSsdEncryptionMode:#InstanceProperties.localSsdEncryptionMode machineType:string metadata:{Metadata} minCpuPlatform:string name:string networkInterfaces:[{NetworkInterface}] networkPerformanceConfig:{NetworkPerformanceConfig} params:{InstanceParams} privateIpv6GoogleAccess:#InstanceProperties.privateIpv6GoogleAccess reservationAffinity:{ReservationAffinity} resourcePolicies:[string] resourceStatus:{ResourceStatus} satisfiesPzi:boolean satisfiesPzs:boolean scheduling:{Scheduling} selfLink:string serviceAccounts:[{ServiceAccount}] shieldedInstanceConfig:{ShieldedInstanceConfig} shieldedInstanceIntegrityPolicy:{ShieldedInstanceIntegrityPolicy} sourceMachineImage:string sourceMachineImageEncryptionKey:{CustomerEncryptionKey} startRestricted:boolean status:#Instance.status statusMessage:string tags:{Tags} workloadIdentityConfig:{WorkloadIdentityConfig} zone:string',
  InstanceGroup:
    'creationTimestamp:string description:string fingerprint:string id:uint64 kind:string name:string namedPorts:[{NamedPort}] network:string region:string selfLink:string size:int32 subnetwork:string zone:string',
  InstanceGroupManager:
    'allInstancesConfig:{InstanceGroupManagerAllInstancesConfig} autoHealingPolicies:[{InstanceGroupManagerAutoHealingPolicy}] baseInstanceName:string creationTimestamp:string currentActions:{InstanceGroupManagerActionsSummary} description:string distributionPolicy:{DistributionPolicy} fingerprint:string id:uint64 instanceFlexibilityPolicy:{InstanceGroupManagerInstanceFlexibilityPolicy} instanceGroup:string instanceLifecyclePolicy:{InstanceGroupManagerInstanceLifecyclePolicy} instanceTemplate:string kind:string listManagedInstancesResults:#InstanceGroupManager.listManagedInstancesResults name:string namedPorts:[{NamedPort}] region:string resourcePolicies:{InstanceGroupManagerResourcePolicies} satisfiesPzi:boolean satisfiesPzs:boolean selfLink:string standbyPolicy:{InstanceGroupManagerStandbyPolicy} statefulPolicy:{StatefulPolicy} status:{InstanceGroupManagerStatus} targetPools:[string] targetSize:int32 targetSizePolicy:{InstanceGroupManagerTargetSizePolicy} targetStoppedSize:int32 targetSuspendedSize:int32 updatePolicy:{InstanceGroupManagerUpdatePolicy} versions:[{InstanceGroupManagerVersion}] zone:string',
  InstanceGroupManagerActionsSummary:
    'abandoning:int32 creating:int32 creatingWithoutRetries:int32 deleting:int32 none:int32 recreating:int32 refreshing:int32 restarting:int32 resuming:int32 starting:int32 stopping:int32 suspending:int32 verifying:int32',
  InstanceGroupManagerAllInstancesConfig: 'properties:{InstancePropertiesPatch}',
  InstanceGroupManagerAutoHealingPolicy: 'healthCheck:string initialDelaySec:int32',
  InstanceGroupManagerInstanceFlexibilityPolicy:
    'instanceSelections:<{InstanceGroupManagerInstanceFlexibilityPolicyInstanceSelection}>',
  InstanceGroupManagerInstanceFlexibilityPolicyInstanceSelection:
    'disks:[{AttachedDisk}] machineTypes:[string] minCpuPlatform:string rank:int32',
  InstanceGroupManagerInstanceLifecyclePolicy:
    'defaultActionOnFailure:#InstanceGroupManagerInstanceLifecyclePolicy.defaultActionOnFailure forceUpdateOnRepair:#InstanceGroupManagerInstanceLifecyclePolicy.forceUpdateOnRepair onFailedHealthCheck:#InstanceGroupManagerInstanceLifecyclePolicy.onFailedHealthCheck onRepair:{InstanceGroupManagerInstanceLifecyclePolicyOnRepair}',
  InstanceGroupManagerInstanceLifecyclePolicyOnRepair:
    'allowChangingZone:#InstanceGroupManagerInstanceLifecyclePolicy.forceUpdateOnRepair',
  InstanceGroupManagerResourcePolicies: 'workloadPolicy:string',
  InstanceGroupManagerStandbyPolicy: 'initialDelaySec:int32 mode:#InstanceGroupManagerStandbyPolicy.mode',
  InstanceGroupManagerStatus:
    'allInstancesConfig:{InstanceGroupManagerStatusAllInstancesConfig} appliedAcceleratorTopologies:[{InstanceGroupManagerStatusAcceleratorTopology}] autoscaler:string bulkInstanceOperation:{InstanceGroupManagerStatusBulkInstanceOperation} currentInstanceStatuses:{InstanceGroupManagerStatusInstanceStatusSummary} isStable:boolean stateful:{InstanceGroupManagerStatusStateful} versionTarget:{InstanceGroupManagerStatusVersionTarget}',
  InstanceGroupManagerStatusAcceleratorTopology:
    'acceleratorTopology:string state:#InstanceGroupManagerStatusAcceleratorTopology.state stateDetails:{InstanceGroupManagerStatusAcceleratorTopologyAcceleratorTopologyStateDetails}',
  InstanceGroupManagerStatusAcceleratorTopologyAcceleratorTopologyStateDetails:
    'error:{Error} timestamp:string',
  InstanceGroupManagerStatusAllInstancesConfig: 'currentRevision:string effective:boolean',
  InstanceGroupManagerStatusBulkInstanceOperation:
    'inProgress:boolean lastProgressCheck:{InstanceGroupManagerStatusBulkInstanceOperationLastProgressCheck}',
  InstanceGroupManagerStatusBulkInstanceOperationLastProgressCheck: 'error:{Error} timestamp:string',
  InstanceGroupManagerStatusInstanceStatusSummary:
    'deprovisioning:int32 nonExistent:int32 pending:int32 pendingStop:int32 provisioning:int32 repairing:int32 running:int32 staging:int32 stopped:int32 stopping:int32 suspended:int32 suspending:int32 terminated:int32',
  InstanceGroupManagerStatusStateful:
    'hasStatefulConfig:boolean perInstanceConfigs:{InstanceGroupManagerStatusStatefulPerInstanceConfigs}',
  InstanceGroupManagerStatusStatefulPerInstanceConfigs: 'allEffective:boolean',
  InstanceGroupManagerStatusVersionTarget: 'isReached:boolean',
  InstanceGroupManagerTargetSizePolicy: 'mode:#InstanceGroupManagerTargetSizePolicy.mode',
  InstanceGroupManagerUpdatePolicy:
    'instanceRedistributionType:#InstanceGroupManagerUpdatePolicy.instanceRedistributionType maxSurge:{FixedOrPercent} maxUnavailable:{FixedOrPercent} minimalAction:#InstanceGroupManagerUpdatePolicy.minimalAction mostDisruptiveAllowedAction:#InstanceGroupManagerUpdatePolicy.minimalAction replacementMethod:#InstanceGroupManagerUpdatePolicy.replacementMethod type:#InstanceGroupManagerUpdatePolicy.type',
  InstanceGroupManagerVersion: 'instanceTemplate:string name:string targetSize:{FixedOrPercent}',
  InstanceGroupManagersAbandonInstancesRequest: 'instances:[string]',
  InstanceGroupManagersDeleteInstancesRequest: 'instances:[string] skipInstancesOnValidationError:boolean',
  InstanceGroupManagersRecreateInstancesRequest: 'instances:[string]',
  InstanceGroupManagersSetInstanceTemplateRequest: 'instanceTemplate:string',
  InstanceGroupManagersSetTargetPoolsRequest: 'fingerprint:string targetPools:[string]',
  InstanceGroupsAddInstancesRequest: 'instances:[{InstanceReference}]',
  InstanceGroupsListInstancesRequest: 'instanceState:#InstanceGroupsListInstancesRequest.instanceState',
  InstanceGroupsRemoveInstancesRequest: 'instances:[{InstanceReference}]',
  InstanceGroupsSetNamedPortsRequest: 'fingerprint:string namedPorts:[{NamedPort}]',
  InstanceParams: 'requestValidForDuration:{Duration} resourceManagerTags:<string>',
  InstanceProperties:
    'advancedMachineFeatures:{AdvancedMachineFeatures} canIpForward:boolean confidentialInstanceConfig:{ConfidentialInstanceConfig} description:string disks:[{AttachedDisk}] guestAccelerators:[{AcceleratorConfig}] keyRevocationActionType:#InstanceProperties.keyRevocationActionType labels:<string> localSsdEncryptionMode:#InstanceProperties.localSsdEncryptionMode machineType:string metadata:{Metadata} minCpuPlatform:string networkInterfaces:[{NetworkInterface}] networkPerformanceConfig:{NetworkPerformanceConfig} privateIpv6GoogleAccess:#InstanceProperties.privateIpv6GoogleAccess reservationAffinity:{ReservationAffinity} resourceManagerTags:<string> resourcePolicies:[string] scheduling:{Scheduling} serviceAccounts:[{ServiceAccount}] shieldedInstanceConfig:{ShieldedInstanceConfig} tags:{Tags} workloadIdentityConfig:{WorkloadIdentityConfig}',
  InstancePropertiesPatch: 'exposeHostTopology:boolean labels:<string> metadata:<string>',
  InstanceReference: 'instance:string',
  InstanceTemplate:
    'creationTimestamp:string description:string id:uint64 kind:string name:string properties:{InstanceProperties} region:string selfLink:string sourceInstance:string sourceInstanceParams:{SourceInstanceParams}',
  InstancesSetLabelsRequest: 'labelFingerprint:string labels:<string>',
  InstancesSetMachineTypeRequest: 'machineType:string',
  InstancesSetMinCpuPlatformRequest: 'minCpuPlatform:string',
  InstancesSetServiceAccountRequest: 'email:string scopes:[string]',
  Int64RangeMatch: 'rangeEnd:int64 rangeStart:int64',
  Items: 'key:string value:string',
  LocalizedMessage: 'locale:string message:string',
  Metadata: 'fingerprint:string items:[{Items}] kind:string',
  MetadataFilter:
    'filterLabels:[{MetadataFilterLabelMatch}] filterMatchCriteria:#MetadataFilter.filterMatchCriteria',
  MetadataFilterLabelMatch: 'name:string value:string',
  NamedPort: 'name:string port:int32',
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
    'bgpAlwaysCompareMed:boolean bgpBestPathSelectionMode:#NetworkRoutingConfig.bgpBestPathSelectionMode bgpInterRegionCost:#NetworkRoutingConfig.bgpInterRegionCost effectiveBgpAlwaysCompareMed:boolean effectiveBgpInterRegionCost:#NetworkRoutingConfig.bgpInterRegionCost routingMode:#NetworkRoutingConfig.routingMode',
  OutlierDetection:
    'baseEjectionTime:{Duration} consecutiveErrors:int32 consecutiveGatewayFailure:int32 enforcingConsecutiveErrors:int32 enforcingConsecutiveGatewayFailure:int32 enforcingSuccessRate:int32 interval:{Duration} maxEjectionPercent:int32 successRateMinimumHosts:int32 successRateRequestVolume:int32 successRateStdevFactor:int32',
  PathMatcher:
    'defaultCustomErrorResponsePolicy:{CustomErrorResponsePolicy} defaultRouteAction:{HttpRouteAction} defaultService:string defaultUrlRedirect:{HttpRedirectAction} description:string headerAction:{HttpHeaderAction} name:string pathRules:[{PathRule}] routeRules:[{HttpRouteRule}]',
  PathRule:
    'customErrorResponsePolicy:{CustomErrorResponsePolicy} paths:[string] routeAction:{HttpRouteAction} service:string urlRedirect:{HttpRedirectAction}',
  Policy: 'auditConfigs:[{AuditConfig}] bindings:[{Binding}] etag:string version:int32',
  QuotaExceededInfo:
    'dimensions:<string> futureLimit:number limit:number limitName:string metricName:string rolloutStatus:#QuotaExceededInfo.rolloutStatus',
  RawDisk: 'containerType:#RawDisk.containerType sha1Checksum:string source:string',
  RegexRewrite: 'pathPattern:string pathSubstitution:string',
  RegionDisksResizeRequest: 'sizeGb:int64',
  RegionSetLabelsRequest: 'labelFingerprint:string labels:<string>',
  RequestMirrorPolicy: 'backendService:string mirrorPercent:number',
  ReservationAffinity:
    'consumeReservationType:#ReservationAffinity.consumeReservationType key:string values:[string]',
  ResourceGroupReference: 'group:string',
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
  SSLHealthCheck:
    'port:int32 portName:string portSpecification:#GRPCHealthCheck.portSpecification proxyHeader:#HTTP2HealthCheck.proxyHeader request:string response:string',
  ScalingScheduleStatus: 'lastStartTime:string nextStartTime:string state:#ScalingScheduleStatus.state',
  Scheduling:
    'automaticRestart:boolean availabilityDomain:int32 exposeHostTopology:boolean gracefulShutdown:{SchedulingGracefulShutdown} hostErrorTimeoutSeconds:int32 instanceTerminationAction:#Scheduling.instanceTerminationAction localSsdRecoveryTimeout:{Duration} locationHint:string maxRunDuration:{Duration} minNodeCpus:int32 nodeAffinities:[{SchedulingNodeAffinity}] onHostMaintenance:#Scheduling.onHostMaintenance onInstanceStopAction:{SchedulingOnInstanceStopAction} preemptible:boolean preemptionNoticeDuration:{Duration} provisioningModel:#Scheduling.provisioningModel skipGuestOsShutdown:boolean terminationTime:string',
  SchedulingGracefulShutdown: 'enabled:boolean maxDuration:{Duration}',
  SchedulingNodeAffinity: 'key:string operator:#SchedulingNodeAffinity.operator values:[string]',
  SchedulingOnInstanceStopAction: 'discardLocalSsd:boolean',
  SecuritySettings: 'awsV4Authentication:{AWSV4Signature} clientTlsPolicy:string subjectAltNames:[string]',
  ServiceAccount: 'email:string scopes:[string]',
  ShieldedInstanceConfig: 'enableIntegrityMonitoring:boolean enableSecureBoot:boolean enableVtpm:boolean',
  ShieldedInstanceIntegrityPolicy: 'updateAutoLearnPolicy:boolean',
  Snapshot:
    'architecture:#Snapshot.architecture autoCreated:boolean chainName:string creationSizeBytes:int64 creationTimestamp:string description:string diskSizeGb:int64 downloadBytes:int64 enableConfidentialCompute:boolean guestFlush:boolean guestOsFeatures:[{GuestOsFeature}] id:uint64 kind:string labelFingerprint:string labels:<string> licenseCodes:[int64] licenses:[string] locationHint:string name:string params:{SnapshotParams} region:string satisfiesPzi:boolean satisfiesPzs:boolean selfLink:string snapshotEncryptionKey:{CustomerEncryptionKey} snapshotGroupId:string snapshotGroupName:string snapshotType:#Snapshot.snapshotType sourceDisk:string sourceDiskEncryptionKey:{CustomerEncryptionKey} sourceDiskForRecoveryCheckpoint:string sourceDiskId:string sourceInstantSnapshot:string sourceInstantSnapshotEncryptionKey:{CustomerEncryptionKey} sourceInstantSnapshotId:string sourceSnapshotSchedulePolicy:string sourceSnapshotSchedulePolicyId:string status:#Snapshot.status storageBytes:int64 storageBytesStatus:#Snapshot.storageBytesStatus storageLocations:[string]',
  SnapshotParams: 'resourceManagerTags:<string>',
  SourceInstanceParams: 'diskConfigs:[{DiskInstantiationConfig}]',
  SslCertificate:
    'certificate:string creationTimestamp:string description:string expireTime:string id:uint64 kind:string managed:{SslCertificateManagedSslCertificate} name:string privateKey:string region:string selfLink:string selfManaged:{SslCertificateSelfManagedSslCertificate} subjectAlternativeNames:[string] type:#SslCertificate.type',
  SslCertificateManagedSslCertificate:
    'domainStatus:<string> domains:[string] status:#SslCertificateManagedSslCertificate.status',
  SslCertificateSelfManagedSslCertificate: 'certificate:string privateKey:string',
  StatefulPolicy: 'preservedState:{StatefulPolicyPreservedState}',
  StatefulPolicyPreservedState:
    'disks:<{StatefulPolicyPreservedStateDiskDevice}> externalIPs:<{StatefulPolicyPreservedStateNetworkIp}> internalIPs:<{StatefulPolicyPreservedStateNetworkIp}>',
  StatefulPolicyPreservedStateDiskDevice: 'autoDelete:#StatefulPolicyPreservedStateDiskDevice.autoDelete',
  StatefulPolicyPreservedStateNetworkIp: 'autoDelete:#StatefulPolicyPreservedStateDiskDevice.autoDelete',
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
  Subsetting: 'policy:#Subsetting.policy',
  TCPHealthCheck:
    'port:int32 portName:string portSpecification:#GRPCHealthCheck.portSpecification proxyHeader:#HTTP2HealthCheck.proxyHeader request:string response:string',
  Tags: 'fingerprint:string items:[string]',
  TargetHttpProxy:
    'creationTimestamp:string description:string fingerprint:string httpKeepAliveTimeoutSec:int32 id:uint64 kind:string name:string proxyBind:boolean region:string selfLink:string urlMap:string',
  TargetHttpsProxiesSetSslCertificatesRequest: 'sslCertificates:[string]',
  TargetHttpsProxy:
    'authorizationPolicy:string certificateMap:string creationTimestamp:string description:string fingerprint:string httpKeepAliveTimeoutSec:int32 id:uint64 kind:string name:string proxyBind:boolean quicOverride:#TargetHttpsProxy.quicOverride region:string selfLink:string serverTlsPolicy:string sslCertificates:[string] sslPolicy:string tlsEarlyData:#TargetHttpsProxy.tlsEarlyData urlMap:string',
  TargetPool:
    'backupPool:string creationTimestamp:string description:string failoverRatio:number healthChecks:[string] id:uint64 instances:[string] kind:string name:string region:string securityPolicy:string selfLink:string sessionAffinity:#BackendService.sessionAffinity',
  TargetPoolsAddHealthCheckRequest: 'healthChecks:[{HealthCheckReference}]',
  TargetPoolsAddInstanceRequest: 'instances:[{InstanceReference}]',
  TargetPoolsRemoveHealthCheckRequest: 'healthChecks:[{HealthCheckReference}]',
  TargetPoolsRemoveInstanceRequest: 'instances:[{InstanceReference}]',
  TargetReference: 'target:string',
  Uint128: 'high:uint64 low:uint64',
  UpcomingMaintenance:
    'canReschedule:boolean latestWindowStartTime:string maintenanceOnShutdown:boolean maintenanceReasons:[#UpcomingMaintenance.maintenanceReasons] maintenanceStatus:#UpcomingMaintenance.maintenanceStatus type:#UpcomingMaintenance.type windowEndTime:string windowStartTime:string',
  UrlMap:
    'creationTimestamp:string defaultCustomErrorResponsePolicy:{CustomErrorResponsePolicy} defaultRouteAction:{HttpRouteAction} defaultService:string defaultUrlRedirect:{HttpRedirectAction} description:string fingerprint:string headerAction:{HttpHeaderAction} hostRules:[{HostRule}] id:uint64 kind:string name:string pathMatchers:[{PathMatcher}] region:string selfLink:string tests:[{UrlMapTest}]',
  UrlMapReference: 'urlMap:string',
  UrlMapTest:
    'description:string expectedOutputUrl:string expectedRedirectResponseCode:int32 headers:[{UrlMapTestHeader}] host:string path:string service:string',
  UrlMapTestHeader: 'name:string value:string',
  UrlRewrite:
    'hostRewrite:string pathPrefixRewrite:string pathTemplateRewrite:string regexRewrite:{RegexRewrite}',
  Warnings: 'code:#Warnings.code data:[{Data}] message:string',
  WeightedBackendService: 'backendService:string headerAction:{HttpHeaderAction} weight:uint32',
  WorkloadIdentityConfig: 'identity:string identityCertificateEnabled:boolean',
  ZoneSetLabelsRequest: 'labelFingerprint:string labels:<string>',
}
