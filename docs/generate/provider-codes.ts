import { errorCodes } from '../../packages/ec2/src/testing/error-codes.ts'

const words = (text: string) => text.trim().split(/\s+/)

/** Codes that providers document. What each becomes, the drivers say themselves when the page is made. */
export const providerCodes = {
  ec2: Object.values(errorCodes).flatMap(words),
  elb: words(`LoadBalancerNotFound TargetGroupNotFound ListenerNotFound RuleNotFound CertificateNotFound SubnetNotFound
    InvalidInstance InvalidSecurityGroup DuplicateLoadBalancerName DuplicateListener DuplicateTargetGroupName PriorityInUse
    TooManyLoadBalancers TooManyTargets TooManyListeners TooManyTargetGroups TooManyRules TargetGroupAssociationLimit
    ResourceInUse OperationNotPermitted PriorRequestNotComplete InsufficientCapacity InvalidConfigurationRequest InvalidScheme
    InvalidSubnet InvalidTarget UnsupportedProtocol ValidationError MissingParameter DependencyThrottle Throttling
    HealthUnavailable InternalFailure ServiceUnavailable ExpiredToken InvalidClientTokenId SignatureDoesNotMatch AccessDenied`),
  s3: words(`NoSuchBucket NoSuchKey NoSuchUpload NoSuchVersion NoSuchLifecycleConfiguration BucketAlreadyExists
    BucketAlreadyOwnedByYou BucketNotEmpty OperationAborted ConditionalRequestConflict InvalidObjectState PreconditionFailed
    BadDigest XAmzContentSHA256Mismatch InvalidDigest TooManyBuckets SlowDown InternalError ServiceUnavailable RequestTimeout
    InvalidAccessKeyId SignatureDoesNotMatch ExpiredToken InvalidToken RequestTimeTooSkewed AccessDenied AllAccessDisabled
    AccountProblem PermanentRedirect AuthorizationHeaderMalformed IllegalLocationConstraintException EntityTooLarge EntityTooSmall
    InvalidArgument InvalidBucketName InvalidPart InvalidPartOrder InvalidRange KeyTooLongError MalformedXML
    MetadataTooLarge MissingContentLength NotImplemented`),
  digitalocean:
    words(`not_found unauthorized forbidden conflict precondition_failed unprocessable_entity too_many_requests
    server_error service_unavailable`),
  gce: words(`notFound RESOURCE_NOT_FOUND alreadyExists RESOURCE_ALREADY_EXISTS duplicate resourceNotReady
    resourceInUseByAnotherResource RESOURCE_IN_USE_BY_ANOTHER_RESOURCE operationInProgress conditionNotMet quotaExceeded
    QUOTA_EXCEEDED limitExceeded rateLimitExceeded userRateLimitExceeded RATE_LIMIT_EXCEEDED ZONE_RESOURCE_POOL_EXHAUSTED
    STOCKOUT forbidden accessNotConfigured insufficientPermissions PERMISSION_DENIED authError UNAUTHENTICATED backendError
    internalError invalid badRequest required INVALID_FIELD_VALUE INVALID_USAGE UNSUPPORTED_OPERATION`),
  cloudstack: words('401 405 411 429 430 431 432 433 434 435 436 530 531 532 533 534 535 536 537'),
} as const
