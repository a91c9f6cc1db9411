import type { ErrorCode } from '@cloud/core'

/**
 * The codes of the actions that the driver sends, and those that all actions may answer with.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export const errorCodes: Readonly<Partial<Record<ErrorCode, string>>> = {
  'not-found': `DefaultVpcDoesNotExist InvalidAddress.NotFound InvalidAddressID.NotFound InvalidAllocationID.NotFound InvalidAMIID.Malformed
    InvalidAMIID.NotFound InvalidAssociationID.NotFound InvalidAttachment.NotFound InvalidAttachmentID.NotFound InvalidAvailabilityZone
    InvalidCapacityReservationId.Malformed InvalidCapacityReservationId.NotFound InvalidConversionTaskId InvalidDhcpOptionID.NotFound
    InvalidGatewayID.NotFound InvalidGroupId.Malformed InvalidGroup.NotFound InvalidHostId InvalidHostID.Malformed InvalidHostID.NotFound
    InvalidID InvalidInstanceID.Malformed InvalidInstanceID.NotFound InvalidInstanceType InvalidInternetGatewayId.Malformed
    InvalidInternetGatewayID.NotFound InvalidKeyPair.NotFound InvalidLaunchTemplateId.Malformed InvalidLaunchTemplateId.NotFound
    InvalidNatGatewayID.NotFound InvalidNetworkAclID.NotFound InvalidNetworkInterfaceAttachmentId.Malformed
    InvalidNetworkInterfaceId.Malformed InvalidNetworkInterfaceID.NotFound InvalidPermission.NotFound InvalidPlacementGroup.Unknown
    InvalidPrefixListId.Malformed InvalidPrefixListId.NotFound InvalidRegion InvalidReservationID.Malformed InvalidReservationID.NotFound
    InvalidReservedInstancesId InvalidReservedInstancesOfferingId InvalidRoute.NotFound InvalidRouteTableId.Malformed
    InvalidRouteTableID.NotFound InvalidSecurityGroupID.NotFound InvalidSnapshot.NotFound InvalidSnapshotID.Malformed
    InvalidSpotInstanceRequestID.Malformed InvalidSpotInstanceRequestID.NotFound InvalidSubnetID.Malformed InvalidSubnetID.NotFound
    InvalidUserID.Malformed InvalidVolume.NotFound InvalidVolumeID.Malformed InvalidVolumeModification.NotFound InvalidVpcID.Malformed
    InvalidVpcID.NotFound InvalidVpcPeeringConnectionID.NotFound InvalidZone.NotFound NatGatewayMalformed NatGatewayNotFound
    NoSuchVersion`,
  'already-exists': `DefaultSubnetAlreadyExistsInAvailabilityZone DefaultVpcAlreadyExists InvalidAMIName.Duplicate InvalidGroup.Duplicate
    InvalidKeyPair.Duplicate InvalidPermission.Duplicate InvalidPlacementGroup.Duplicate InvalidVolumeID.Duplicate
    RouteAlreadyExists VpcPeeringConnectionAlreadyExists`,
  conflict: `BundlingInProgress CannotDelete ConcurrentTagAccess CreditSpecificationUpdateInProgress DependencyViolation
    FleetNotInModifiableState Gateway.NotAttached HostAlreadyCoveredByReservation IdempotentInstanceTerminated
    IdempotentParameterMismatch IncorrectInstanceState IncorrectModificationState IncorrectSpotRequestState IncorrectState
    InstanceAlreadyLinked InterfaceInUseByTrafficMirrorSession InvalidAMIID.Unavailable InvalidCidr.InUse InvalidDevice.InUse
    InvalidGroup.InUse InvalidHostState InvalidInstanceID InvalidInstanceState InvalidIPAddress.InUse InvalidNetworkInterface.InUse
    InvalidPlacementGroup.InUse InvalidRoute.InvalidState InvalidSnapshot.InUse InvalidState InvalidStateTransition InvalidVpcState
    OperationNotPermitted Resource.AlreadyAssigned Resource.AlreadyAssociated VolumeInUse VolumeModificationRateExceeded`,
  quota: `AddressLimitExceeded AttachmentLimitExceeded BandwidthLimitExceeded ConcurrentCreateImageNoRebootLimitExceeded
    ConcurrentSnapshotLimitExceeded FilterLimitExceeded HostLimitExceeded InstanceLimitExceeded InternetGatewayLimitExceeded
    InvalidInterface.IpAddressLimitExceeded MaxIOPSLimitExceeded MaxScheduledInstanceCapacityExceeded
    MaxSpotInstanceCountExceeded NetworkInterfaceLimitExceeded PendingSnapshotLimitExceeded PlacementGroupLimitExceeded
    PrivateIpAddressLimitExceeded RequestResourceCountExceeded ReservedInstancesCountExceeded ReservedInstancesLimitExceeded
    ResourceCountExceeded ResourceCountLimitExceeded ResourceLimitExceeded RouteLimitExceeded RouteTableLimitExceeded
    RulesPerSecurityGroupLimitExceeded SecurityGroupLimitExceeded SecurityGroupsPerInstanceLimitExceeded
    SecurityGroupsPerInterfaceLimitExceeded SnapshotLimitExceeded SubnetLimitExceeded TagLimitExceeded
    TargetCapacityLimitExceededException VcpuLimitExceeded VolumeIOPSLimit VolumeLimitExceeded VpcLimitExceeded`,
  capacity: `IncompatibleHostRequirements InsufficientAddressCapacity InsufficientCapacity InsufficientCapacityOnHost
    InsufficientFreeAddressesInSubnet InsufficientHostCapacity InsufficientInstanceCapacity InsufficientReservedInstanceCapacity
    InsufficientReservedInstancesCapacity InsufficientVolumeCapacity ReservationCapacityExceeded ReservedInstancesUnavailable
    SpotMaxPriceTooLow UnavailableHostRequirements UnfulfillableCapacity`,
  'rate-limited': `EC2ThrottledException RequestLimitExceeded SnapshotCreationPerVolumeRateExceeded Throttling`,
  unavailable:
    'InternalError InternalFailure RetryableError ServerInternal Server_InternalError ServiceUnavailable Unavailable',
  unauthorized: `AuthFailure IncompleteSignature InvalidClientTokenId InvalidSecurity.RequestHasExpired MissingAuthenticationToken
    RequestExpired SignatureDoesNotMatch`,
  forbidden: `Blocked CustomerKeyHasBeenRevoked OptInRequired PendingVerification TagPolicyViolation UnauthorizedOperation`,
  invalid: `BootForVolumeTypeUnsupported DiskImageSizeTooLarge EncryptedVolumesNotSupported InvalidAction InvalidAffinity
    InvalidAMIAttributeItemValue InvalidAMIName.Malformed InvalidBlockDeviceMapping InvalidCharacter InvalidClientToken InvalidFilter
    InvalidFormat InvalidGroup.Reserved InvalidHostConfiguration InvalidInput InvalidInstanceAttributeValue
    InvalidInstanceCreditSpecification InvalidInstanceFamily InvalidKey.Format InvalidKeyPair.Format InvalidMaxResults InvalidNextToken
    InvalidOption.Conflict InvalidPaginationToken InvalidParameter InvalidParameterCombination InvalidParameterValue
    InvalidPermission.Malformed InvalidQueryParameter InvalidQuantity InvalidRequest InvalidRoute.Malformed InvalidSubnet
    InvalidSubnet.Conflict InvalidSubnet.Range InvalidTagKey.Malformed InvalidTenancy InvalidTime InvalidUserData.Malformed
    InvalidVolume.ZoneMismatch InvalidVpcRange LegacySecurityGroup MalformedQueryString MalformedRequest MissingAction MissingInput
    MissingParameter NonEBSInstance NotExportable UnknownParameter UnknownVolumeType Unsupported UnsupportedException
    UnsupportedHibernationConfiguration UnsupportedInstanceAttribute UnsupportedOperation UnsupportedProtocol UnsupportedTenancy
    ValidationError VolumeTypeNotAvailableInZone VPCIdNotSpecified VPCResourceNotSpecified VpcCidrConflict ZonesMismatched`,
}
