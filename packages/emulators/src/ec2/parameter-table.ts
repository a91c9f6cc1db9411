// Written by tooling/check/ec2-table.ts from the vendor's service model: change that program, not this file.

/** The input structure of each action. */
export const inputs: Readonly<Record<string, string>> = {
  AttachVolume: 'AttachVolumeRequest',
  CreateKeyPair: 'CreateKeyPairRequest',
  CreateTags: 'CreateTagsRequest',
  CreateVolume: 'CreateVolumeRequest',
  DeleteKeyPair: 'DeleteKeyPairRequest',
  DeleteTags: 'DeleteTagsRequest',
  DeleteVolume: 'DeleteVolumeRequest',
  DescribeAvailabilityZones: 'DescribeAvailabilityZonesRequest',
  DescribeImages: 'DescribeImagesRequest',
  DescribeInstanceAttribute: 'DescribeInstanceAttributeRequest',
  DescribeInstanceStatus: 'DescribeInstanceStatusRequest',
  DescribeInstanceTypeOfferings: 'DescribeInstanceTypeOfferingsRequest',
  DescribeInstanceTypes: 'DescribeInstanceTypesRequest',
  DescribeInstances: 'DescribeInstancesRequest',
  DescribeKeyPairs: 'DescribeKeyPairsRequest',
  DescribeRegions: 'DescribeRegionsRequest',
  DescribeTags: 'DescribeTagsRequest',
  DescribeVolumes: 'DescribeVolumesRequest',
  DetachVolume: 'DetachVolumeRequest',
  GetConsoleOutput: 'GetConsoleOutputRequest',
  ImportKeyPair: 'ImportKeyPairRequest',
  ModifyInstanceAttribute: 'ModifyInstanceAttributeRequest',
  RebootInstances: 'RebootInstancesRequest',
  RunInstances: 'RunInstancesRequest',
  StartInstances: 'StartInstancesRequest',
  StopInstances: 'StopInstancesRequest',
  TerminateInstances: 'TerminateInstancesRequest',
}

/** Fields by wire name: `*` marks a list, `!` a required field, `#` an enumeration; capitals name a structure. */
export const structures: Readonly<Record<string, string>> = {
  AttachVolumeRequest:
    'Device!:string DryRun:boolean EbsCardIndex:integer InstanceId!:string VolumeId!:string',
  AttributeBooleanValue: 'Value:boolean',
  AttributeValue: 'Value:string',
  BlobAttributeValue: 'Value:blob',
  BlockDeviceMapping: 'DeviceName:string Ebs:EbsBlockDevice NoDevice:string VirtualName:string',
  CapacityReservationSpecification:
    'CapacityReservationPreference:#CapacityReservationPreference CapacityReservationTarget:CapacityReservationTarget',
  CapacityReservationTarget: 'CapacityReservationId:string CapacityReservationResourceGroupArn:string',
  ConnectionTrackingSpecificationRequest:
    'TcpEstablishedTimeout:integer UdpStreamTimeout:integer UdpTimeout:integer',
  CpuOptionsRequest:
    'AmdSevSnp:#AmdSevSnpSpecification CoreCount:integer NestedVirtualization:#NestedVirtualizationSpecification ThreadsPerCore:integer',
  CreateKeyPairRequest:
    'DryRun:boolean KeyFormat:#KeyFormat KeyName!:string KeyType:#KeyType TagSpecification*:TagSpecification',
  CreateTagsRequest: 'DryRun:boolean ResourceId*!:string Tag*!:Tag',
  CreateVolumeRequest:
    'AvailabilityZone:string AvailabilityZoneId:string ClientToken:string DryRun:boolean Encrypted:boolean Iops:integer KmsKeyId:string MultiAttachEnabled:boolean Operator:OperatorRequest OutpostArn:string Size:integer SnapshotId:string TagSpecification*:TagSpecification Throughput:integer VolumeInitializationRate:integer VolumeType:#VolumeType',
  CreditSpecificationRequest: 'CpuCredits!:string',
  DeleteKeyPairRequest: 'DryRun:boolean KeyName:string KeyPairId:string',
  DeleteTagsRequest: 'DryRun:boolean ResourceId*!:string Tag*:Tag',
  DeleteVolumeRequest: 'DryRun:boolean VolumeId!:string',
  DescribeAvailabilityZonesRequest:
    'AllAvailabilityZones:boolean DryRun:boolean Filter*:Filter ZoneId*:string ZoneName*:string',
  DescribeImagesRequest:
    'DryRun:boolean ExecutableBy*:string Filter*:Filter ImageId*:string IncludeDeprecated:boolean IncludeDisabled:boolean MaxResults:integer NextToken:string Owner*:string',
  DescribeInstanceAttributeRequest: 'Attribute!:#InstanceAttributeName DryRun:boolean InstanceId!:string',
  DescribeInstanceStatusRequest:
    'DryRun:boolean Filter*:Filter IncludeAllInstances:boolean IncludeManagedResources:boolean InstanceId*:string MaxResults:integer NextToken:string',
  DescribeInstanceTypeOfferingsRequest:
    'DryRun:boolean Filter*:Filter LocationType:#LocationType MaxResults:integer(5..1000) NextToken:string',
  DescribeInstanceTypesRequest:
    'DryRun:boolean Filter*:Filter IncludeUnsupportedInRegion:boolean InstanceType*:string MaxResults:integer(5..100) NextToken:string',
  DescribeInstancesRequest:
    'DryRun:boolean Filter*:Filter IncludeManagedResources:boolean InstanceId*:string MaxResults:integer NextToken:string',
  DescribeKeyPairsRequest:
    'DryRun:boolean Filter*:Filter IncludePublicKey:boolean KeyName*:string KeyPairId*:string',
  DescribeRegionsRequest: 'AllRegions:boolean DryRun:boolean Filter*:Filter RegionName*:string',
  DescribeTagsRequest: 'DryRun:boolean Filter*:Filter MaxResults:integer NextToken:string',
  DescribeVolumesRequest:
    'DryRun:boolean Filter*:Filter IncludeManagedResources:boolean MaxResults:integer NextToken:string VolumeId*:string',
  DetachVolumeRequest: 'Device:string DryRun:boolean Force:boolean InstanceId:string VolumeId!:string',
  EbsBlockDevice:
    'AvailabilityZone:string AvailabilityZoneId:string DeleteOnTermination:boolean EbsCardIndex:integer Encrypted:boolean Iops:integer KmsKeyId:string OutpostArn:string SnapshotId:string Throughput:integer VolumeInitializationRate:integer VolumeSize:integer VolumeType:#VolumeType',
  EbsInstanceBlockDeviceSpecification: 'DeleteOnTermination:boolean VolumeId:string',
  ElasticGpuSpecification: 'Type!:string',
  ElasticInferenceAccelerator: 'Count:integer(1..) Type!:string',
  EnaSrdSpecificationRequest: 'EnaSrdEnabled:boolean EnaSrdUdpSpecification:EnaSrdUdpSpecificationRequest',
  EnaSrdUdpSpecificationRequest: 'EnaSrdUdpEnabled:boolean',
  EnclaveOptionsRequest: 'Enabled:boolean',
  Filter: 'Name:string Value*:string',
  GetConsoleOutputRequest: 'DryRun:boolean InstanceId!:string Latest:boolean',
  HibernationOptionsRequest: 'Configured:boolean',
  IamInstanceProfileSpecification: 'Arn:string Name:string',
  ImportKeyPairRequest:
    'DryRun:boolean KeyName!:string PublicKeyMaterial!:blob TagSpecification*:TagSpecification',
  InstanceBlockDeviceMappingSpecification:
    'DeviceName:string Ebs:EbsInstanceBlockDeviceSpecification NoDevice:string VirtualName:string',
  InstanceIpv6Address: 'Ipv6Address:string IsPrimaryIpv6:boolean',
  InstanceMaintenanceOptionsRequest: 'AutoRecovery:#InstanceAutoRecoveryState',
  InstanceMarketOptionsRequest: 'MarketType:#MarketType SpotOptions:SpotMarketOptions',
  InstanceMetadataOptionsRequest:
    'HttpEndpoint:#InstanceMetadataEndpointState HttpProtocolIpv6:#InstanceMetadataProtocolState HttpPutResponseHopLimit:integer HttpTokens:#HttpTokensState InstanceMetadataTags:#InstanceMetadataTagsState',
  InstanceNetworkInterfaceSpecification:
    'AssociateCarrierIpAddress:boolean AssociatePublicIpAddress:boolean ConnectionTrackingSpecification:ConnectionTrackingSpecificationRequest DeleteOnTermination:boolean Description:string DeviceIndex:integer EnaQueueCount:integer EnaSrdSpecification:EnaSrdSpecificationRequest InterfaceType:string Ipv4Prefix*:Ipv4PrefixSpecificationRequest Ipv4PrefixCount:integer Ipv6AddressCount:integer Ipv6Addresses*:InstanceIpv6Address Ipv6Prefix*:Ipv6PrefixSpecificationRequest Ipv6PrefixCount:integer NetworkCardIndex:integer NetworkInterfaceId:string PrimaryIpv6:boolean PrivateIpAddress:string PrivateIpAddresses*:PrivateIpAddressSpecification SecondaryPrivateIpAddressCount:integer SecurityGroupId*:string SubnetId:string',
  InstanceNetworkPerformanceOptionsRequest: 'BandwidthWeighting:#InstanceBandwidthWeighting',
  InstanceSecondaryInterfacePrivateIpAddressRequest: 'PrivateIpAddress!:string',
  InstanceSecondaryInterfaceSpecificationRequest:
    'DeleteOnTermination:boolean DeviceIndex:integer InterfaceType:#SecondaryInterfaceType NetworkCardIndex:integer PrivateIpAddress*:InstanceSecondaryInterfacePrivateIpAddressRequest PrivateIpAddressCount:integer SecondarySubnetId:string',
  Ipv4PrefixSpecificationRequest: 'Ipv4Prefix:string',
  Ipv6PrefixSpecificationRequest: 'Ipv6Prefix:string',
  LaunchTemplateSpecification: 'LaunchTemplateId:string LaunchTemplateName:string Version:string',
  LicenseConfigurationRequest: 'LicenseConfigurationArn:string',
  ModifyInstanceAttributeRequest:
    'Attribute:#InstanceAttributeName BlockDeviceMapping*:InstanceBlockDeviceMappingSpecification DisableApiStop:AttributeBooleanValue DisableApiTermination:AttributeBooleanValue DryRun:boolean EbsOptimized:AttributeBooleanValue EnaSupport:AttributeBooleanValue GroupId*:string InstanceId!:string InstanceInitiatedShutdownBehavior:AttributeValue InstanceType:AttributeValue Kernel:AttributeValue Ramdisk:AttributeValue SourceDestCheck:AttributeBooleanValue SriovNetSupport:AttributeValue UserData:BlobAttributeValue Value:string',
  OperatorRequest: 'Principal:string',
  Placement:
    'Affinity:string AvailabilityZone:string AvailabilityZoneId:string GroupId:string GroupName:string HostId:string HostResourceGroupArn:string PartitionNumber:integer SpreadDomain:string Tenancy:#Tenancy',
  PrivateDnsNameOptionsRequest:
    'EnableResourceNameDnsAAAARecord:boolean EnableResourceNameDnsARecord:boolean HostnameType:#HostnameType',
  PrivateIpAddressSpecification: 'Primary:boolean PrivateIpAddress:string',
  RebootInstancesRequest: 'DryRun:boolean InstanceId*!:string',
  RunInstancesMonitoringEnabled: 'Enabled!:boolean',
  RunInstancesRequest:
    'AdditionalInfo:string BlockDeviceMapping*:BlockDeviceMapping CapacityReservationSpecification:CapacityReservationSpecification ClientToken:string CpuOptions:CpuOptionsRequest CreditSpecification:CreditSpecificationRequest DisableApiStop:boolean DisableApiTermination:boolean DryRun:boolean EbsOptimized:boolean ElasticGpuSpecification*:ElasticGpuSpecification ElasticInferenceAccelerator*:ElasticInferenceAccelerator EnablePrimaryIpv6:boolean EnclaveOptions:EnclaveOptionsRequest HibernationOptions:HibernationOptionsRequest IamInstanceProfile:IamInstanceProfileSpecification ImageId:string InstanceInitiatedShutdownBehavior:#ShutdownBehavior InstanceMarketOptions:InstanceMarketOptionsRequest InstanceType:string Ipv6Address*:InstanceIpv6Address Ipv6AddressCount:integer KernelId:string KeyName:string LaunchTemplate:LaunchTemplateSpecification LicenseSpecification*:LicenseConfigurationRequest MaintenanceOptions:InstanceMaintenanceOptionsRequest MaxCount!:integer MetadataOptions:InstanceMetadataOptionsRequest MinCount!:integer Monitoring:RunInstancesMonitoringEnabled NetworkInterface*:InstanceNetworkInterfaceSpecification NetworkPerformanceOptions:InstanceNetworkPerformanceOptionsRequest Operator:OperatorRequest Placement:Placement PrivateDnsNameOptions:PrivateDnsNameOptionsRequest PrivateIpAddress:string RamdiskId:string SecondaryInterface*:InstanceSecondaryInterfaceSpecificationRequest SecurityGroup*:string SecurityGroupId*:string SubnetId:string TagSpecification*:TagSpecification UserData:string',
  SpotMarketOptions:
    'BlockDurationMinutes:integer InstanceInterruptionBehavior:#InstanceInterruptionBehavior MaxPrice:string SpotInstanceType:#SpotInstanceType ValidUntil:timestamp',
  StartInstancesRequest: 'AdditionalInfo:string DryRun:boolean InstanceId*!:string',
  StopInstancesRequest:
    'DryRun:boolean Force:boolean Hibernate:boolean InstanceId*!:string SkipOsShutdown:boolean',
  Tag: 'Key:string Value:string',
  TagSpecification: 'ResourceType:string Tag*:Tag',
  TerminateInstancesRequest: 'DryRun:boolean Force:boolean InstanceId*!:string SkipOsShutdown:boolean',
}

export const enums: Readonly<Record<string, string>> = {
  AmdSevSnpSpecification: 'enabled disabled',
  CapacityReservationPreference: 'capacity-reservations-only open none',
  HostnameType: 'ip-name resource-name',
  HttpTokensState: 'optional required',
  InstanceAttributeName:
    'instanceType kernel ramdisk userData disableApiTermination instanceInitiatedShutdownBehavior rootDeviceName blockDeviceMapping productCodes sourceDestCheck groupSet ebsOptimized sriovNetSupport enaSupport enclaveOptions disableApiStop',
  InstanceAutoRecoveryState: 'disabled default',
  InstanceBandwidthWeighting: 'default vpc-1 ebs-1',
  InstanceInterruptionBehavior: 'hibernate stop terminate',
  InstanceMetadataEndpointState: 'disabled enabled',
  InstanceMetadataProtocolState: 'disabled enabled',
  InstanceMetadataTagsState: 'disabled enabled',
  KeyFormat: 'pem ppk',
  KeyType: 'rsa ed25519',
  LocationType: 'region availability-zone availability-zone-id outpost',
  MarketType: 'spot capacity-block interruptible-capacity-reservation',
  NestedVirtualizationSpecification: 'enabled disabled',
  SecondaryInterfaceType: 'secondary',
  ShutdownBehavior: 'stop terminate',
  SpotInstanceType: 'one-time persistent',
  Tenancy: 'default dedicated host',
  VolumeType: 'standard io1 io2 gp2 sc1 st1 gp3',
}
