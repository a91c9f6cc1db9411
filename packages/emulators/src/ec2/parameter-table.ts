// Written by tooling/check/ec2-table.ts from the vendor's service model: change that program, not this file.

/** The input structure of each action. */
export const inputs: Readonly<Record<string, string>> = {
  AllocateAddress: 'AllocateAddressRequest',
  AssociateAddress: 'AssociateAddressRequest',
  AssociateRouteTable: 'AssociateRouteTableRequest',
  AttachInternetGateway: 'AttachInternetGatewayRequest',
  AttachNetworkInterface: 'AttachNetworkInterfaceRequest',
  AttachVolume: 'AttachVolumeRequest',
  AuthorizeSecurityGroupEgress: 'AuthorizeSecurityGroupEgressRequest',
  AuthorizeSecurityGroupIngress: 'AuthorizeSecurityGroupIngressRequest',
  CancelSpotInstanceRequests: 'CancelSpotInstanceRequestsRequest',
  CopyImage: 'CopyImageRequest',
  CopySnapshot: 'CopySnapshotRequest',
  CreateImage: 'CreateImageRequest',
  CreateInternetGateway: 'CreateInternetGatewayRequest',
  CreateKeyPair: 'CreateKeyPairRequest',
  CreateNetworkInterface: 'CreateNetworkInterfaceRequest',
  CreatePlacementGroup: 'CreatePlacementGroupRequest',
  CreateRoute: 'CreateRouteRequest',
  CreateRouteTable: 'CreateRouteTableRequest',
  CreateSecurityGroup: 'CreateSecurityGroupRequest',
  CreateSnapshot: 'CreateSnapshotRequest',
  CreateSubnet: 'CreateSubnetRequest',
  CreateTags: 'CreateTagsRequest',
  CreateVolume: 'CreateVolumeRequest',
  CreateVpc: 'CreateVpcRequest',
  DeleteInternetGateway: 'DeleteInternetGatewayRequest',
  DeleteKeyPair: 'DeleteKeyPairRequest',
  DeleteNetworkInterface: 'DeleteNetworkInterfaceRequest',
  DeletePlacementGroup: 'DeletePlacementGroupRequest',
  DeleteRoute: 'DeleteRouteRequest',
  DeleteRouteTable: 'DeleteRouteTableRequest',
  DeleteSecurityGroup: 'DeleteSecurityGroupRequest',
  DeleteSnapshot: 'DeleteSnapshotRequest',
  DeleteSubnet: 'DeleteSubnetRequest',
  DeleteTags: 'DeleteTagsRequest',
  DeleteVolume: 'DeleteVolumeRequest',
  DeleteVpc: 'DeleteVpcRequest',
  DeregisterImage: 'DeregisterImageRequest',
  DescribeAccountAttributes: 'DescribeAccountAttributesRequest',
  DescribeAddresses: 'DescribeAddressesRequest',
  DescribeAddressesAttribute: 'DescribeAddressesAttributeRequest',
  DescribeAvailabilityZones: 'DescribeAvailabilityZonesRequest',
  DescribeImageAttribute: 'DescribeImageAttributeRequest',
  DescribeImages: 'DescribeImagesRequest',
  DescribeImportSnapshotTasks: 'DescribeImportSnapshotTasksRequest',
  DescribeInstanceAttribute: 'DescribeInstanceAttributeRequest',
  DescribeInstanceStatus: 'DescribeInstanceStatusRequest',
  DescribeInstanceTypeOfferings: 'DescribeInstanceTypeOfferingsRequest',
  DescribeInstanceTypes: 'DescribeInstanceTypesRequest',
  DescribeInstances: 'DescribeInstancesRequest',
  DescribeInternetGateways: 'DescribeInternetGatewaysRequest',
  DescribeKeyPairs: 'DescribeKeyPairsRequest',
  DescribeNetworkAcls: 'DescribeNetworkAclsRequest',
  DescribeNetworkInterfaces: 'DescribeNetworkInterfacesRequest',
  DescribePlacementGroups: 'DescribePlacementGroupsRequest',
  DescribeRegions: 'DescribeRegionsRequest',
  DescribeReservedInstances: 'DescribeReservedInstancesRequest',
  DescribeRouteTables: 'DescribeRouteTablesRequest',
  DescribeSecurityGroupRules: 'DescribeSecurityGroupRulesRequest',
  DescribeSecurityGroups: 'DescribeSecurityGroupsRequest',
  DescribeSnapshotAttribute: 'DescribeSnapshotAttributeRequest',
  DescribeSnapshots: 'DescribeSnapshotsRequest',
  DescribeSpotInstanceRequests: 'DescribeSpotInstanceRequestsRequest',
  DescribeSpotPriceHistory: 'DescribeSpotPriceHistoryRequest',
  DescribeSubnets: 'DescribeSubnetsRequest',
  DescribeTags: 'DescribeTagsRequest',
  DescribeVolumes: 'DescribeVolumesRequest',
  DescribeVolumesModifications: 'DescribeVolumesModificationsRequest',
  DescribeVpcAttribute: 'DescribeVpcAttributeRequest',
  DescribeVpcs: 'DescribeVpcsRequest',
  DetachInternetGateway: 'DetachInternetGatewayRequest',
  DetachNetworkInterface: 'DetachNetworkInterfaceRequest',
  DetachVolume: 'DetachVolumeRequest',
  DisassociateAddress: 'DisassociateAddressRequest',
  DisassociateRouteTable: 'DisassociateRouteTableRequest',
  GetConsoleOutput: 'GetConsoleOutputRequest',
  GetPasswordData: 'GetPasswordDataRequest',
  ImportKeyPair: 'ImportKeyPairRequest',
  ImportSnapshot: 'ImportSnapshotRequest',
  ModifyImageAttribute: 'ModifyImageAttributeRequest',
  ModifyInstanceAttribute: 'ModifyInstanceAttributeRequest',
  ModifyInstanceMetadataOptions: 'ModifyInstanceMetadataOptionsRequest',
  ModifyNetworkInterfaceAttribute: 'ModifyNetworkInterfaceAttributeRequest',
  ModifySecurityGroupRules: 'ModifySecurityGroupRulesRequest',
  ModifySnapshotAttribute: 'ModifySnapshotAttributeRequest',
  ModifySubnetAttribute: 'ModifySubnetAttributeRequest',
  ModifyVolume: 'ModifyVolumeRequest',
  ModifyVpcAttribute: 'ModifyVpcAttributeRequest',
  MonitorInstances: 'MonitorInstancesRequest',
  RebootInstances: 'RebootInstancesRequest',
  RegisterImage: 'RegisterImageRequest',
  ReleaseAddress: 'ReleaseAddressRequest',
  ReplaceRoute: 'ReplaceRouteRequest',
  ReplaceRouteTableAssociation: 'ReplaceRouteTableAssociationRequest',
  ResetImageAttribute: 'ResetImageAttributeRequest',
  ResetSnapshotAttribute: 'ResetSnapshotAttributeRequest',
  RevokeSecurityGroupEgress: 'RevokeSecurityGroupEgressRequest',
  RevokeSecurityGroupIngress: 'RevokeSecurityGroupIngressRequest',
  RunInstances: 'RunInstancesRequest',
  StartInstances: 'StartInstancesRequest',
  StopInstances: 'StopInstancesRequest',
  TerminateInstances: 'TerminateInstancesRequest',
  UnmonitorInstances: 'UnmonitorInstancesRequest',
  UpdateSecurityGroupRuleDescriptionsEgress: 'UpdateSecurityGroupRuleDescriptionsEgressRequest',
  UpdateSecurityGroupRuleDescriptionsIngress: 'UpdateSecurityGroupRuleDescriptionsIngressRequest',
}

/** Fields by wire name: `*` marks a list, `!` a required field, `#` an enumeration; capitals name a structure. */
export const structures: Readonly<Record<string, string>> = {
  AllocateAddressRequest:
    'Address:string CustomerOwnedIpv4Pool:string Domain:#DomainType DryRun:boolean IpamPoolId:string NetworkBorderGroup:string PublicIpv4Pool:string TagSpecification*:TagSpecification',
  AssociateAddressRequest:
    'AllocationId:string AllowReassociation:boolean DryRun:boolean InstanceId:string NetworkInterfaceId:string PrivateIpAddress:string PublicIp:string',
  AssociateRouteTableRequest:
    'DryRun:boolean GatewayId:string PublicIpv4Pool:string RouteTableId!:string SubnetId:string',
  AttachInternetGatewayRequest: 'DryRun:boolean InternetGatewayId!:string VpcId!:string',
  AttachNetworkInterfaceRequest:
    'DeviceIndex!:integer DryRun:boolean EnaQueueCount:integer EnaSrdSpecification:EnaSrdSpecification InstanceId!:string NetworkCardIndex:integer NetworkInterfaceId!:string',
  AttachVolumeRequest:
    'Device!:string DryRun:boolean EbsCardIndex:integer InstanceId!:string VolumeId!:string',
  AttributeBooleanValue: 'Value:boolean',
  AttributeValue: 'Value:string',
  AuthorizeSecurityGroupEgressRequest:
    'CidrIp:string DryRun:boolean FromPort:integer GroupId!:string IpPermissions*:IpPermission IpProtocol:string SourceSecurityGroupName:string SourceSecurityGroupOwnerId:string TagSpecification*:TagSpecification ToPort:integer',
  AuthorizeSecurityGroupIngressRequest:
    'CidrIp:string DryRun:boolean FromPort:integer GroupId:string GroupName:string IpPermissions*:IpPermission IpProtocol:string SourceSecurityGroupName:string SourceSecurityGroupOwnerId:string TagSpecification*:TagSpecification ToPort:integer',
  BlobAttributeValue: 'Value:blob',
  BlockDeviceMapping: 'DeviceName:string Ebs:EbsBlockDevice NoDevice:string VirtualName:string',
  CancelSpotInstanceRequestsRequest: 'DryRun:boolean SpotInstanceRequestId*!:string',
  CapacityReservationSpecification:
    'CapacityReservationPreference:#CapacityReservationPreference CapacityReservationTarget:CapacityReservationTarget',
  CapacityReservationTarget: 'CapacityReservationId:string CapacityReservationResourceGroupArn:string',
  ClientData: 'Comment:string UploadEnd:timestamp UploadSize:double UploadStart:timestamp',
  ConnectionTrackingSpecificationRequest:
    'TcpEstablishedTimeout:integer UdpStreamTimeout:integer UdpTimeout:integer',
  CopyImageRequest:
    'ClientToken:string CopyImageTags:boolean Description:string DestinationAvailabilityZone:string DestinationAvailabilityZoneId:string DestinationOutpostArn:string DryRun:boolean Encrypted:boolean KmsKeyId:string Name!:string SnapshotCopyCompletionDurationMinutes:long SourceImageId!:string SourceRegion!:string TagSpecification*:TagSpecification',
  CopySnapshotRequest:
    'CompletionDurationMinutes:integer(1..2880) Description:string DestinationAvailabilityZone:string DestinationOutpostArn:string DestinationRegion:string DryRun:boolean Encrypted:boolean KmsKeyId:string PresignedUrl:string SourceRegion!:string SourceSnapshotId!:string TagSpecification*:TagSpecification',
  CpuOptionsRequest:
    'AmdSevSnp:#AmdSevSnpSpecification CoreCount:integer NestedVirtualization:#NestedVirtualizationSpecification ThreadsPerCore:integer',
  CreateImageRequest:
    'BlockDeviceMapping*:BlockDeviceMapping Description:string DryRun:boolean InstanceId!:string Name!:string NoReboot:boolean SnapshotLocation:#SnapshotLocationEnum TagSpecification*:TagSpecification',
  CreateInternetGatewayRequest: 'DryRun:boolean TagSpecification*:TagSpecification',
  CreateKeyPairRequest:
    'DryRun:boolean KeyFormat:#KeyFormat KeyName!:string KeyType:#KeyType TagSpecification*:TagSpecification',
  CreateNetworkInterfaceRequest:
    'ClientToken:string ConnectionTrackingSpecification:ConnectionTrackingSpecificationRequest Description:string DryRun:boolean EnablePrimaryIpv6:boolean InterfaceType:#NetworkInterfaceCreationType Ipv4Prefix*:Ipv4PrefixSpecificationRequest Ipv4PrefixCount:integer Ipv6AddressCount:integer Ipv6Addresses*:InstanceIpv6Address Ipv6Prefix*:Ipv6PrefixSpecificationRequest Ipv6PrefixCount:integer Operator:OperatorRequest PrivateIpAddress:string PrivateIpAddresses*:PrivateIpAddressSpecification SecondaryPrivateIpAddressCount:integer SecurityGroupId*:string SubnetId!:string TagSpecification*:TagSpecification',
  CreatePlacementGroupRequest:
    'DryRun:boolean GroupName:string LinkedGroupId:string Operator:OperatorRequest PartitionCount:integer SpreadLevel:#SpreadLevel Strategy:#PlacementStrategy TagSpecification*:TagSpecification',
  CreateRouteRequest:
    'CarrierGatewayId:string CoreNetworkArn:string DestinationCidrBlock:string DestinationIpv6CidrBlock:string DestinationPrefixListId:string DryRun:boolean EgressOnlyInternetGatewayId:string GatewayId:string InstanceId:string LocalGatewayId:string NatGatewayId:string NetworkInterfaceId:string OdbNetworkArn:string RouteTableId!:string TransitGatewayId:string VpcEndpointId:string VpcPeeringConnectionId:string',
  CreateRouteTableRequest:
    'ClientToken:string DryRun:boolean TagSpecification*:TagSpecification VpcId!:string',
  CreateSecurityGroupRequest:
    'DryRun:boolean GroupDescription!:string GroupName!:string TagSpecification*:TagSpecification VpcId:string',
  CreateSnapshotRequest:
    'Description:string DryRun:boolean Location:#SnapshotLocationEnum OutpostArn:string TagSpecification*:TagSpecification VolumeId!:string',
  CreateSubnetRequest:
    'AvailabilityZone:string AvailabilityZoneId:string CidrBlock:string DryRun:boolean Ipv4IpamPoolId:string Ipv4NetmaskLength:integer Ipv6CidrBlock:string Ipv6IpamPoolId:string Ipv6Native:boolean Ipv6NetmaskLength:integer OutpostArn:string TagSpecification*:TagSpecification VpcId!:string',
  CreateTagsRequest: 'DryRun:boolean ResourceId*!:string Tag*!:Tag',
  CreateVolumePermission: 'Group:#PermissionGroup UserId:string',
  CreateVolumePermissionModifications: 'Add*:CreateVolumePermission Remove*:CreateVolumePermission',
  CreateVolumeRequest:
    'AvailabilityZone:string AvailabilityZoneId:string ClientToken:string DryRun:boolean Encrypted:boolean Iops:integer KmsKeyId:string MultiAttachEnabled:boolean Operator:OperatorRequest OutpostArn:string Size:integer SnapshotId:string TagSpecification*:TagSpecification Throughput:integer VolumeInitializationRate:integer VolumeType:#VolumeType',
  CreateVpcRequest:
    'AmazonProvidedIpv6CidrBlock:boolean CidrBlock:string DryRun:boolean InstanceTenancy:#Tenancy Ipv4IpamPoolId:string Ipv4NetmaskLength:integer Ipv6CidrBlock:string Ipv6CidrBlockNetworkBorderGroup:string Ipv6IpamPoolId:string Ipv6NetmaskLength:integer Ipv6Pool:string TagSpecification*:TagSpecification VpcEncryptionControl:VpcEncryptionControlConfiguration',
  CreditSpecificationRequest: 'CpuCredits!:string',
  DeleteInternetGatewayRequest: 'DryRun:boolean InternetGatewayId!:string',
  DeleteKeyPairRequest: 'DryRun:boolean KeyName:string KeyPairId:string',
  DeleteNetworkInterfaceRequest: 'DryRun:boolean NetworkInterfaceId!:string',
  DeletePlacementGroupRequest: 'DryRun:boolean GroupName!:string',
  DeleteRouteRequest:
    'DestinationCidrBlock:string DestinationIpv6CidrBlock:string DestinationPrefixListId:string DryRun:boolean RouteTableId!:string',
  DeleteRouteTableRequest: 'DryRun:boolean RouteTableId!:string',
  DeleteSecurityGroupRequest: 'DryRun:boolean GroupId:string GroupName:string',
  DeleteSnapshotRequest: 'DryRun:boolean SnapshotId!:string',
  DeleteSubnetRequest: 'DryRun:boolean SubnetId!:string',
  DeleteTagsRequest: 'DryRun:boolean ResourceId*!:string Tag*:Tag',
  DeleteVolumeRequest: 'DryRun:boolean VolumeId!:string',
  DeleteVpcRequest: 'DryRun:boolean VpcId!:string',
  DeregisterImageRequest: 'DeleteAssociatedSnapshots:boolean DryRun:boolean ImageId!:string',
  DescribeAccountAttributesRequest: 'AttributeName*:#AccountAttributeName DryRun:boolean',
  DescribeAddressesAttributeRequest:
    'AllocationId*:string Attribute:#AddressAttributeName DryRun:boolean MaxResults:integer(1..1000) NextToken:string',
  DescribeAddressesRequest: 'AllocationId*:string DryRun:boolean Filter*:Filter PublicIp*:string',
  DescribeAvailabilityZonesRequest:
    'AllAvailabilityZones:boolean DryRun:boolean Filter*:Filter ZoneId*:string ZoneName*:string',
  DescribeImageAttributeRequest: 'Attribute!:#ImageAttributeName DryRun:boolean ImageId!:string',
  DescribeImagesRequest:
    'DryRun:boolean ExecutableBy*:string Filter*:Filter ImageId*:string IncludeDeprecated:boolean IncludeDisabled:boolean MaxResults:integer NextToken:string Owner*:string',
  DescribeImportSnapshotTasksRequest:
    'DryRun:boolean Filters*:Filter ImportTaskId*:string MaxResults:integer NextToken:string',
  DescribeInstanceAttributeRequest: 'Attribute!:#InstanceAttributeName DryRun:boolean InstanceId!:string',
  DescribeInstanceStatusRequest:
    'DryRun:boolean Filter*:Filter IncludeAllInstances:boolean IncludeManagedResources:boolean InstanceId*:string MaxResults:integer NextToken:string',
  DescribeInstanceTypeOfferingsRequest:
    'DryRun:boolean Filter*:Filter LocationType:#LocationType MaxResults:integer(5..1000) NextToken:string',
  DescribeInstanceTypesRequest:
    'DryRun:boolean Filter*:Filter IncludeUnsupportedInRegion:boolean InstanceType*:string MaxResults:integer(5..100) NextToken:string',
  DescribeInstancesRequest:
    'DryRun:boolean Filter*:Filter IncludeManagedResources:boolean InstanceId*:string MaxResults:integer NextToken:string',
  DescribeInternetGatewaysRequest:
    'DryRun:boolean Filter*:Filter InternetGatewayId*:string MaxResults:integer(5..1000) NextToken:string',
  DescribeKeyPairsRequest:
    'DryRun:boolean Filter*:Filter IncludePublicKey:boolean KeyName*:string KeyPairId*:string',
  DescribeNetworkAclsRequest:
    'DryRun:boolean Filter*:Filter MaxResults:integer(5..1000) NetworkAclId*:string NextToken:string',
  DescribeNetworkInterfacesRequest:
    'DryRun:boolean Filter*:Filter IncludeManagedResources:boolean MaxResults:integer(5..1000) NetworkInterfaceId*:string NextToken:string',
  DescribePlacementGroupsRequest: 'DryRun:boolean Filter*:Filter GroupId*:string GroupName*:string',
  DescribeRegionsRequest: 'AllRegions:boolean DryRun:boolean Filter*:Filter RegionName*:string',
  DescribeReservedInstancesRequest:
    'DryRun:boolean Filter*:Filter OfferingClass:#OfferingClassType OfferingType:#OfferingTypeValues ReservedInstancesId*:string',
  DescribeRouteTablesRequest:
    'DryRun:boolean Filter*:Filter MaxResults:integer(5..100) NextToken:string RouteTableId*:string',
  DescribeSecurityGroupRulesRequest:
    'DryRun:boolean Filter*:Filter MaxResults:integer(5..1000) NextToken:string SecurityGroupRuleId*:string',
  DescribeSecurityGroupsRequest:
    'DryRun:boolean Filter*:Filter GroupId*:string GroupName*:string MaxResults:integer(5..1000) NextToken:string',
  DescribeSnapshotAttributeRequest: 'Attribute!:#SnapshotAttributeName DryRun:boolean SnapshotId!:string',
  DescribeSnapshotsRequest:
    'DryRun:boolean Filter*:Filter MaxResults:integer NextToken:string Owner*:string RestorableBy*:string SnapshotId*:string',
  DescribeSpotInstanceRequestsRequest:
    'DryRun:boolean Filter*:Filter MaxResults:integer NextToken:string SpotInstanceRequestId*:string',
  DescribeSpotPriceHistoryRequest:
    'AvailabilityZone:string AvailabilityZoneId:string DryRun:boolean EndTime:timestamp Filter*:Filter InstanceType*:string MaxResults:integer NextToken:string ProductDescription*:string StartTime:timestamp',
  DescribeSubnetsRequest:
    'DryRun:boolean Filter*:Filter MaxResults:integer(5..1000) NextToken:string SubnetId*:string',
  DescribeTagsRequest: 'DryRun:boolean Filter*:Filter MaxResults:integer NextToken:string',
  DescribeVolumesModificationsRequest:
    'DryRun:boolean Filter*:Filter MaxResults:integer NextToken:string VolumeId*:string',
  DescribeVolumesRequest:
    'DryRun:boolean Filter*:Filter IncludeManagedResources:boolean MaxResults:integer NextToken:string VolumeId*:string',
  DescribeVpcAttributeRequest: 'Attribute!:#VpcAttributeName DryRun:boolean VpcId!:string',
  DescribeVpcsRequest:
    'DryRun:boolean Filter*:Filter MaxResults:integer(5..1000) NextToken:string VpcId*:string',
  DetachInternetGatewayRequest: 'DryRun:boolean InternetGatewayId!:string VpcId!:string',
  DetachNetworkInterfaceRequest: 'AttachmentId!:string DryRun:boolean Force:boolean',
  DetachVolumeRequest: 'Device:string DryRun:boolean Force:boolean InstanceId:string VolumeId!:string',
  DisassociateAddressRequest: 'AssociationId:string DryRun:boolean PublicIp:string',
  DisassociateRouteTableRequest: 'AssociationId!:string DryRun:boolean',
  EbsBlockDevice:
    'AvailabilityZone:string AvailabilityZoneId:string DeleteOnTermination:boolean EbsCardIndex:integer Encrypted:boolean Iops:integer KmsKeyId:string OutpostArn:string SnapshotId:string Throughput:integer VolumeInitializationRate:integer VolumeSize:integer VolumeType:#VolumeType',
  EbsInstanceBlockDeviceSpecification: 'DeleteOnTermination:boolean VolumeId:string',
  ElasticGpuSpecification: 'Type!:string',
  ElasticInferenceAccelerator: 'Count:integer(1..) Type!:string',
  EnaSrdSpecification: 'EnaSrdEnabled:boolean EnaSrdUdpSpecification:EnaSrdUdpSpecification',
  EnaSrdSpecificationRequest: 'EnaSrdEnabled:boolean EnaSrdUdpSpecification:EnaSrdUdpSpecificationRequest',
  EnaSrdUdpSpecification: 'EnaSrdUdpEnabled:boolean',
  EnaSrdUdpSpecificationRequest: 'EnaSrdUdpEnabled:boolean',
  EnclaveOptionsRequest: 'Enabled:boolean',
  Filter: 'Name:string Value*:string',
  GetConsoleOutputRequest: 'DryRun:boolean InstanceId!:string Latest:boolean',
  GetPasswordDataRequest: 'DryRun:boolean InstanceId!:string',
  HibernationOptionsRequest: 'Configured:boolean',
  IamInstanceProfileSpecification: 'Arn:string Name:string',
  ImportKeyPairRequest:
    'DryRun:boolean KeyName!:string PublicKeyMaterial!:blob TagSpecification*:TagSpecification',
  ImportSnapshotRequest:
    'ClientData:ClientData ClientToken:string Description:string DiskContainer:SnapshotDiskContainer DryRun:boolean Encrypted:boolean KmsKeyId:string RoleName:string TagSpecification*:TagSpecification',
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
  IpPermission:
    'FromPort:integer Groups*:UserIdGroupPair IpProtocol:string IpRanges*:IpRange Ipv6Ranges*:Ipv6Range PrefixListIds*:PrefixListId ToPort:integer',
  IpRange: 'CidrIp:string Description:string',
  Ipv4PrefixSpecificationRequest: 'Ipv4Prefix:string',
  Ipv6PrefixSpecificationRequest: 'Ipv6Prefix:string',
  Ipv6Range: 'CidrIpv6:string Description:string',
  LaunchPermission:
    'Group:#PermissionGroup OrganizationArn:string OrganizationalUnitArn:string UserId:string',
  LaunchPermissionModifications: 'Add*:LaunchPermission Remove*:LaunchPermission',
  LaunchTemplateSpecification: 'LaunchTemplateId:string LaunchTemplateName:string Version:string',
  LicenseConfigurationRequest: 'LicenseConfigurationArn:string',
  ModifyImageAttributeRequest:
    'Attribute:string Description:AttributeValue DryRun:boolean ImageId!:string ImdsSupport:AttributeValue LaunchPermission:LaunchPermissionModifications OperationType:#OperationType OrganizationArn*:string OrganizationalUnitArn*:string ProductCode*:string UserGroup*:string UserId*:string Value:string',
  ModifyInstanceAttributeRequest:
    'Attribute:#InstanceAttributeName BlockDeviceMapping*:InstanceBlockDeviceMappingSpecification DisableApiStop:AttributeBooleanValue DisableApiTermination:AttributeBooleanValue DryRun:boolean EbsOptimized:AttributeBooleanValue EnaSupport:AttributeBooleanValue GroupId*:string InstanceId!:string InstanceInitiatedShutdownBehavior:AttributeValue InstanceType:AttributeValue Kernel:AttributeValue Ramdisk:AttributeValue SourceDestCheck:AttributeBooleanValue SriovNetSupport:AttributeValue UserData:BlobAttributeValue Value:string',
  ModifyInstanceMetadataOptionsRequest:
    'DryRun:boolean HttpEndpoint:#InstanceMetadataEndpointState HttpProtocolIpv6:#InstanceMetadataProtocolState HttpPutResponseHopLimit:integer HttpTokens:#HttpTokensState InstanceId!:string InstanceMetadataTags:#InstanceMetadataTagsState',
  ModifyNetworkInterfaceAttributeRequest:
    'AssociatePublicIpAddress:boolean AssociatedSubnetId*:string Attachment:NetworkInterfaceAttachmentChanges ConnectionTrackingSpecification:ConnectionTrackingSpecificationRequest Description:AttributeValue DryRun:boolean EnaSrdSpecification:EnaSrdSpecification EnablePrimaryIpv6:boolean NetworkInterfaceId!:string SecurityGroupId*:string SourceDestCheck:AttributeBooleanValue',
  ModifySecurityGroupRulesRequest:
    'DryRun:boolean GroupId!:string SecurityGroupRule*!:SecurityGroupRuleUpdate',
  ModifySnapshotAttributeRequest:
    'Attribute:#SnapshotAttributeName CreateVolumePermission:CreateVolumePermissionModifications DryRun:boolean OperationType:#OperationType SnapshotId!:string UserGroup*:string UserId*:string',
  ModifySubnetAttributeRequest:
    'AssignIpv6AddressOnCreation:AttributeBooleanValue CustomerOwnedIpv4Pool:string DisableLniAtDeviceIndex:AttributeBooleanValue EnableDns64:AttributeBooleanValue EnableLniAtDeviceIndex:integer EnableResourceNameDnsAAAARecordOnLaunch:AttributeBooleanValue EnableResourceNameDnsARecordOnLaunch:AttributeBooleanValue MapCustomerOwnedIpOnLaunch:AttributeBooleanValue MapPublicIpOnLaunch:AttributeBooleanValue PrivateDnsHostnameTypeOnLaunch:#HostnameType SubnetId!:string',
  ModifyVolumeRequest:
    'DryRun:boolean Iops:integer MultiAttachEnabled:boolean Size:integer Throughput:integer VolumeId!:string VolumeType:#VolumeType',
  ModifyVpcAttributeRequest:
    'EnableDnsHostnames:AttributeBooleanValue EnableDnsSupport:AttributeBooleanValue EnableNetworkAddressUsageMetrics:AttributeBooleanValue VpcId!:string',
  MonitorInstancesRequest: 'DryRun:boolean InstanceId*!:string',
  NetworkInterfaceAttachmentChanges:
    'AttachmentId:string DefaultEnaQueueCount:boolean DeleteOnTermination:boolean EnaQueueCount:integer',
  OperatorRequest: 'Principal:string',
  Placement:
    'Affinity:string AvailabilityZone:string AvailabilityZoneId:string GroupId:string GroupName:string HostId:string HostResourceGroupArn:string PartitionNumber:integer SpreadDomain:string Tenancy:#Tenancy',
  PrefixListId: 'Description:string PrefixListId:string',
  PrivateDnsNameOptionsRequest:
    'EnableResourceNameDnsAAAARecord:boolean EnableResourceNameDnsARecord:boolean HostnameType:#HostnameType',
  PrivateIpAddressSpecification: 'Primary:boolean PrivateIpAddress:string',
  RebootInstancesRequest: 'DryRun:boolean InstanceId*!:string',
  RegisterImageRequest:
    'Architecture:#ArchitectureValues BillingProduct*:string BlockDeviceMapping*:BlockDeviceMapping BootMode:#BootModeValues Description:string DryRun:boolean EnaSupport:boolean ImageLocation:string ImdsSupport:#ImdsSupportValues KernelId:string Name!:string RamdiskId:string RootDeviceName:string SriovNetSupport:string TagSpecification*:TagSpecification TpmSupport:#TpmSupportValues UefiData:string VirtualizationType:string',
  ReleaseAddressRequest: 'AllocationId:string DryRun:boolean NetworkBorderGroup:string PublicIp:string',
  ReplaceRouteRequest:
    'CarrierGatewayId:string CoreNetworkArn:string DestinationCidrBlock:string DestinationIpv6CidrBlock:string DestinationPrefixListId:string DryRun:boolean EgressOnlyInternetGatewayId:string GatewayId:string InstanceId:string LocalGatewayId:string LocalTarget:boolean NatGatewayId:string NetworkInterfaceId:string OdbNetworkArn:string RouteTableId!:string TransitGatewayId:string VpcEndpointId:string VpcPeeringConnectionId:string',
  ReplaceRouteTableAssociationRequest: 'AssociationId!:string DryRun:boolean RouteTableId!:string',
  ResetImageAttributeRequest: 'Attribute!:#ResetImageAttributeName DryRun:boolean ImageId!:string',
  ResetSnapshotAttributeRequest: 'Attribute!:#SnapshotAttributeName DryRun:boolean SnapshotId!:string',
  RevokeSecurityGroupEgressRequest:
    'CidrIp:string DryRun:boolean FromPort:integer GroupId!:string IpPermissions*:IpPermission IpProtocol:string SecurityGroupRuleId*:string SourceSecurityGroupName:string SourceSecurityGroupOwnerId:string ToPort:integer',
  RevokeSecurityGroupIngressRequest:
    'CidrIp:string DryRun:boolean FromPort:integer GroupId:string GroupName:string IpPermissions*:IpPermission IpProtocol:string SecurityGroupRuleId*:string SourceSecurityGroupName:string SourceSecurityGroupOwnerId:string ToPort:integer',
  RunInstancesMonitoringEnabled: 'Enabled!:boolean',
  RunInstancesRequest:
    'AdditionalInfo:string BlockDeviceMapping*:BlockDeviceMapping CapacityReservationSpecification:CapacityReservationSpecification ClientToken:string CpuOptions:CpuOptionsRequest CreditSpecification:CreditSpecificationRequest DisableApiStop:boolean DisableApiTermination:boolean DryRun:boolean EbsOptimized:boolean ElasticGpuSpecification*:ElasticGpuSpecification ElasticInferenceAccelerator*:ElasticInferenceAccelerator EnablePrimaryIpv6:boolean EnclaveOptions:EnclaveOptionsRequest HibernationOptions:HibernationOptionsRequest IamInstanceProfile:IamInstanceProfileSpecification ImageId:string InstanceInitiatedShutdownBehavior:#ShutdownBehavior InstanceMarketOptions:InstanceMarketOptionsRequest InstanceType:string Ipv6Address*:InstanceIpv6Address Ipv6AddressCount:integer KernelId:string KeyName:string LaunchTemplate:LaunchTemplateSpecification LicenseSpecification*:LicenseConfigurationRequest MaintenanceOptions:InstanceMaintenanceOptionsRequest MaxCount!:integer MetadataOptions:InstanceMetadataOptionsRequest MinCount!:integer Monitoring:RunInstancesMonitoringEnabled NetworkInterface*:InstanceNetworkInterfaceSpecification NetworkPerformanceOptions:InstanceNetworkPerformanceOptionsRequest Operator:OperatorRequest Placement:Placement PrivateDnsNameOptions:PrivateDnsNameOptionsRequest PrivateIpAddress:string RamdiskId:string SecondaryInterface*:InstanceSecondaryInterfaceSpecificationRequest SecurityGroup*:string SecurityGroupId*:string SubnetId:string TagSpecification*:TagSpecification UserData:string',
  SecurityGroupRuleDescription: 'Description:string SecurityGroupRuleId:string',
  SecurityGroupRuleRequest:
    'CidrIpv4:string CidrIpv6:string Description:string FromPort:integer IpProtocol:string PrefixListId:string ReferencedGroupId:string ToPort:integer',
  SecurityGroupRuleUpdate: 'SecurityGroupRule:SecurityGroupRuleRequest SecurityGroupRuleId!:string',
  SnapshotDiskContainer: 'Description:string Format:string Url:string UserBucket:UserBucket',
  SpotMarketOptions:
    'BlockDurationMinutes:integer InstanceInterruptionBehavior:#InstanceInterruptionBehavior MaxPrice:string SpotInstanceType:#SpotInstanceType ValidUntil:timestamp',
  StartInstancesRequest: 'AdditionalInfo:string DryRun:boolean InstanceId*!:string',
  StopInstancesRequest:
    'DryRun:boolean Force:boolean Hibernate:boolean InstanceId*!:string SkipOsShutdown:boolean',
  Tag: 'Key:string Value:string',
  TagSpecification: 'ResourceType:string Tag*:Tag',
  TerminateInstancesRequest: 'DryRun:boolean Force:boolean InstanceId*!:string SkipOsShutdown:boolean',
  UnmonitorInstancesRequest: 'DryRun:boolean InstanceId*!:string',
  UpdateSecurityGroupRuleDescriptionsEgressRequest:
    'DryRun:boolean GroupId:string GroupName:string IpPermissions*:IpPermission SecurityGroupRuleDescription*:SecurityGroupRuleDescription',
  UpdateSecurityGroupRuleDescriptionsIngressRequest:
    'DryRun:boolean GroupId:string GroupName:string IpPermissions*:IpPermission SecurityGroupRuleDescription*:SecurityGroupRuleDescription',
  UserBucket: 'S3Bucket:string S3Key:string',
  UserIdGroupPair:
    'Description:string GroupId:string GroupName:string PeeringStatus:string UserId:string VpcId:string VpcPeeringConnectionId:string',
  VpcEncryptionControlConfiguration:
    'EgressOnlyInternetGatewayExclusion:#VpcEncryptionControlExclusionStateInput ElasticFileSystemExclusion:#VpcEncryptionControlExclusionStateInput InternetGatewayExclusion:#VpcEncryptionControlExclusionStateInput LambdaExclusion:#VpcEncryptionControlExclusionStateInput Mode!:#VpcEncryptionControlMode NatGatewayExclusion:#VpcEncryptionControlExclusionStateInput VirtualPrivateGatewayExclusion:#VpcEncryptionControlExclusionStateInput VpcLatticeExclusion:#VpcEncryptionControlExclusionStateInput VpcPeeringExclusion:#VpcEncryptionControlExclusionStateInput',
}

export const enums: Readonly<Record<string, string>> = {
  AccountAttributeName: 'supported-platforms default-vpc',
  AddressAttributeName: 'domain-name',
  AmdSevSnpSpecification: 'enabled disabled',
  ArchitectureValues: 'i386 x86_64 arm64 x86_64_mac arm64_mac',
  BootModeValues: 'legacy-bios uefi uefi-preferred',
  CapacityReservationPreference: 'capacity-reservations-only open none',
  DomainType: 'vpc standard',
  HostnameType: 'ip-name resource-name',
  HttpTokensState: 'optional required',
  ImageAttributeName:
    'description kernel ramdisk launchPermission productCodes blockDeviceMapping sriovNetSupport bootMode tpmSupport uefiData lastLaunchedTime imdsSupport deregistrationProtection',
  ImdsSupportValues: 'v2.0',
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
  NetworkInterfaceCreationType: 'efa efa-only branch trunk',
  OfferingClassType: 'standard convertible',
  OfferingTypeValues:
    'Heavy Utilization Medium Utilization Light Utilization No Upfront Partial Upfront All Upfront',
  OperationType: 'add remove',
  PermissionGroup: 'all',
  PlacementStrategy: 'cluster spread partition',
  ResetImageAttributeName: 'launchPermission',
  SecondaryInterfaceType: 'secondary',
  ShutdownBehavior: 'stop terminate',
  SnapshotAttributeName: 'productCodes createVolumePermission',
  SnapshotLocationEnum: 'regional local',
  SpotInstanceType: 'one-time persistent',
  SpreadLevel: 'host rack',
  Tenancy: 'default dedicated host',
  TpmSupportValues: 'v2.0',
  VolumeType: 'standard io1 io2 gp2 sc1 st1 gp3',
  VpcAttributeName: 'enableDnsSupport enableDnsHostnames enableNetworkAddressUsageMetrics',
  VpcEncryptionControlExclusionStateInput: 'enable disable',
  VpcEncryptionControlMode: 'monitor enforce',
}
