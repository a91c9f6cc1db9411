// Written by tooling/check/s3-table.ts from the vendor's service model: change that program, not this file.

/** By operation: method, place, and what a request must carry, `?` in its query, else in its headers. */
export const requests: Readonly<Record<string, string>> = {
  AbortMultipartUpload: 'DELETE object ?uploadId',
  CompleteMultipartUpload: 'POST object ?uploadId',
  CopyObject: 'PUT object x-amz-copy-source',
  CreateBucket: 'PUT bucket',
  CreateBucketMetadataConfiguration: 'POST bucket ?metadataConfiguration',
  CreateBucketMetadataTableConfiguration: 'POST bucket ?metadataTable',
  CreateMultipartUpload: 'POST object ?uploads',
  CreateSession: 'GET bucket ?session',
  DeleteBucket: 'DELETE bucket',
  DeleteBucketAnalyticsConfiguration: 'DELETE bucket ?analytics ?id',
  DeleteBucketCors: 'DELETE bucket ?cors',
  DeleteBucketEncryption: 'DELETE bucket ?encryption',
  DeleteBucketIntelligentTieringConfiguration: 'DELETE bucket ?intelligent-tiering ?id',
  DeleteBucketInventoryConfiguration: 'DELETE bucket ?inventory ?id',
  DeleteBucketLifecycle: 'DELETE bucket ?lifecycle',
  DeleteBucketMetadataConfiguration: 'DELETE bucket ?metadataConfiguration',
  DeleteBucketMetadataTableConfiguration: 'DELETE bucket ?metadataTable',
  DeleteBucketMetricsConfiguration: 'DELETE bucket ?metrics ?id',
  DeleteBucketOwnershipControls: 'DELETE bucket ?ownershipControls',
  DeleteBucketPolicy: 'DELETE bucket ?policy',
  DeleteBucketReplication: 'DELETE bucket ?replication',
  DeleteBucketTagging: 'DELETE bucket ?tagging',
  DeleteBucketWebsite: 'DELETE bucket ?website',
  DeleteObject: 'DELETE object',
  DeleteObjectTagging: 'DELETE object ?tagging',
  DeleteObjects: 'POST bucket ?delete',
  DeletePublicAccessBlock: 'DELETE bucket ?publicAccessBlock',
  GetBucketAbac: 'GET bucket ?abac',
  GetBucketAccelerateConfiguration: 'GET bucket ?accelerate',
  GetBucketAcl: 'GET bucket ?acl',
  GetBucketAnalyticsConfiguration: 'GET bucket ?analytics ?id',
  GetBucketCors: 'GET bucket ?cors',
  GetBucketEncryption: 'GET bucket ?encryption',
  GetBucketIntelligentTieringConfiguration: 'GET bucket ?intelligent-tiering ?id',
  GetBucketInventoryConfiguration: 'GET bucket ?inventory ?id',
  GetBucketLifecycleConfiguration: 'GET bucket ?lifecycle',
  GetBucketLocation: 'GET bucket ?location',
  GetBucketLogging: 'GET bucket ?logging',
  GetBucketMetadataConfiguration: 'GET bucket ?metadataConfiguration',
  GetBucketMetadataTableConfiguration: 'GET bucket ?metadataTable',
  GetBucketMetricsConfiguration: 'GET bucket ?metrics ?id',
  GetBucketNotificationConfiguration: 'GET bucket ?notification',
  GetBucketOwnershipControls: 'GET bucket ?ownershipControls',
  GetBucketPolicy: 'GET bucket ?policy',
  GetBucketPolicyStatus: 'GET bucket ?policyStatus',
  GetBucketReplication: 'GET bucket ?replication',
  GetBucketRequestPayment: 'GET bucket ?requestPayment',
  GetBucketTagging: 'GET bucket ?tagging',
  GetBucketVersioning: 'GET bucket ?versioning',
  GetBucketWebsite: 'GET bucket ?website',
  GetObject: 'GET object',
  GetObjectAcl: 'GET object ?acl',
  GetObjectAttributes: 'GET object ?attributes x-amz-object-attributes',
  GetObjectLegalHold: 'GET object ?legal-hold',
  GetObjectLockConfiguration: 'GET bucket ?object-lock',
  GetObjectRetention: 'GET object ?retention',
  GetObjectTagging: 'GET object ?tagging',
  GetObjectTorrent: 'GET object ?torrent',
  GetPublicAccessBlock: 'GET bucket ?publicAccessBlock',
  HeadBucket: 'HEAD bucket',
  HeadObject: 'HEAD object',
  ListBucketAnalyticsConfigurations: 'GET bucket ?analytics',
  ListBucketIntelligentTieringConfigurations: 'GET bucket ?intelligent-tiering',
  ListBucketInventoryConfigurations: 'GET bucket ?inventory',
  ListBucketMetricsConfigurations: 'GET bucket ?metrics',
  ListBuckets: 'GET service',
  ListMultipartUploads: 'GET bucket ?uploads',
  ListObjectVersions: 'GET bucket ?versions',
  ListObjects: 'GET bucket',
  ListObjectsV2: 'GET bucket ?list-type=2',
  ListParts: 'GET object ?uploadId',
  PutBucketAbac: 'PUT bucket ?abac',
  PutBucketAccelerateConfiguration: 'PUT bucket ?accelerate',
  PutBucketAcl: 'PUT bucket ?acl',
  PutBucketAnalyticsConfiguration: 'PUT bucket ?analytics ?id',
  PutBucketCors: 'PUT bucket ?cors',
  PutBucketEncryption: 'PUT bucket ?encryption',
  PutBucketIntelligentTieringConfiguration: 'PUT bucket ?intelligent-tiering ?id',
  PutBucketInventoryConfiguration: 'PUT bucket ?inventory ?id',
  PutBucketLifecycleConfiguration: 'PUT bucket ?lifecycle',
  PutBucketLogging: 'PUT bucket ?logging',
  PutBucketMetricsConfiguration: 'PUT bucket ?metrics ?id',
  PutBucketNotificationConfiguration: 'PUT bucket ?notification',
  PutBucketOwnershipControls: 'PUT bucket ?ownershipControls',
  PutBucketPolicy: 'PUT bucket ?policy',
  PutBucketReplication: 'PUT bucket ?replication',
  PutBucketRequestPayment: 'PUT bucket ?requestPayment',
  PutBucketTagging: 'PUT bucket ?tagging',
  PutBucketVersioning: 'PUT bucket ?versioning',
  PutBucketWebsite: 'PUT bucket ?website',
  PutObject: 'PUT object',
  PutObjectAcl: 'PUT object ?acl',
  PutObjectLegalHold: 'PUT object ?legal-hold',
  PutObjectLockConfiguration: 'PUT bucket ?object-lock',
  PutObjectRetention: 'PUT object ?retention',
  PutObjectTagging: 'PUT object ?tagging',
  PutPublicAccessBlock: 'PUT bucket ?publicAccessBlock',
  RenameObject: 'PUT object ?renameObject x-amz-rename-source',
  RestoreObject: 'POST object ?restore',
  SelectObjectContent: 'POST object ?select ?select-type=2',
  UpdateBucketMetadataInventoryTableConfiguration: 'PUT bucket ?metadataInventoryTable',
  UpdateBucketMetadataJournalTableConfiguration: 'PUT bucket ?metadataJournalTable',
  UpdateObjectEncryption: 'PUT object ?encryption',
  UploadPart: 'PUT object ?partNumber ?uploadId',
  UploadPartCopy: 'PUT object x-amz-copy-source ?partNumber ?uploadId',
}

/** By operation, its query parameters (`?`) and headers with their types; `#` marks an enumeration. */
export const parameters: Readonly<Record<string, string>> = {
  AbortMultipartUpload:
    '?uploadId:string x-amz-expected-bucket-owner:string x-amz-if-match-initiated-time:timestamp x-amz-request-payer:#RequestPayer',
  CompleteMultipartUpload:
    '?uploadId:string if-match:string if-none-match:string x-amz-checksum-crc32:string x-amz-checksum-crc32c:string x-amz-checksum-crc64nvme:string x-amz-checksum-md5:string x-amz-checksum-sha1:string x-amz-checksum-sha256:string x-amz-checksum-sha512:string x-amz-checksum-type:#ChecksumType x-amz-checksum-xxhash128:string x-amz-checksum-xxhash3:string x-amz-checksum-xxhash64:string x-amz-expected-bucket-owner:string x-amz-mp-object-size:long x-amz-request-payer:#RequestPayer x-amz-server-side-encryption-customer-algorithm:string x-amz-server-side-encryption-customer-key-md5:string x-amz-server-side-encryption-customer-key:string',
  CopyObject:
    'cache-control:string content-disposition:string content-encoding:string content-language:string content-type:string expires:string if-match:string if-none-match:string x-amz-acl:#ObjectCannedACL x-amz-checksum-algorithm:#ChecksumAlgorithm x-amz-copy-source-if-match:string x-amz-copy-source-if-modified-since:timestamp x-amz-copy-source-if-none-match:string x-amz-copy-source-if-unmodified-since:timestamp x-amz-copy-source-server-side-encryption-customer-algorithm:string x-amz-copy-source-server-side-encryption-customer-key-md5:string x-amz-copy-source-server-side-encryption-customer-key:string x-amz-copy-source:string x-amz-expected-bucket-owner:string x-amz-grant-full-control:string x-amz-grant-read-acp:string x-amz-grant-read:string x-amz-grant-write-acp:string x-amz-metadata-directive:#MetadataDirective x-amz-object-lock-legal-hold:#ObjectLockLegalHoldStatus x-amz-object-lock-mode:#ObjectLockMode x-amz-object-lock-retain-until-date:timestamp x-amz-request-payer:#RequestPayer x-amz-server-side-encryption-aws-kms-key-id:string x-amz-server-side-encryption-bucket-key-enabled:boolean x-amz-server-side-encryption-context:string x-amz-server-side-encryption-customer-algorithm:string x-amz-server-side-encryption-customer-key-md5:string x-amz-server-side-encryption-customer-key:string x-amz-server-side-encryption:#ServerSideEncryption x-amz-source-expected-bucket-owner:string x-amz-storage-class:#StorageClass x-amz-tagging-directive:#TaggingDirective x-amz-tagging:string x-amz-website-redirect-location:string',
  CreateBucket:
    'x-amz-acl:#BucketCannedACL x-amz-bucket-namespace:#BucketNamespace x-amz-bucket-object-lock-enabled:boolean x-amz-grant-full-control:string x-amz-grant-read-acp:string x-amz-grant-read:string x-amz-grant-write-acp:string x-amz-grant-write:string x-amz-object-ownership:#ObjectOwnership',
  CreateMultipartUpload:
    'cache-control:string content-disposition:string content-encoding:string content-language:string content-type:string expires:string x-amz-acl:#ObjectCannedACL x-amz-checksum-algorithm:#ChecksumAlgorithm x-amz-checksum-type:#ChecksumType x-amz-expected-bucket-owner:string x-amz-grant-full-control:string x-amz-grant-read-acp:string x-amz-grant-read:string x-amz-grant-write-acp:string x-amz-object-lock-legal-hold:#ObjectLockLegalHoldStatus x-amz-object-lock-mode:#ObjectLockMode x-amz-object-lock-retain-until-date:timestamp x-amz-request-payer:#RequestPayer x-amz-server-side-encryption-aws-kms-key-id:string x-amz-server-side-encryption-bucket-key-enabled:boolean x-amz-server-side-encryption-context:string x-amz-server-side-encryption-customer-algorithm:string x-amz-server-side-encryption-customer-key-md5:string x-amz-server-side-encryption-customer-key:string x-amz-server-side-encryption:#ServerSideEncryption x-amz-storage-class:#StorageClass x-amz-tagging:string x-amz-website-redirect-location:string',
  DeleteBucket: 'x-amz-expected-bucket-owner:string',
  DeleteBucketCors: 'x-amz-expected-bucket-owner:string',
  DeleteBucketEncryption: 'x-amz-expected-bucket-owner:string',
  DeleteBucketLifecycle: 'x-amz-expected-bucket-owner:string',
  DeleteBucketOwnershipControls: 'x-amz-expected-bucket-owner:string',
  DeleteBucketPolicy: 'x-amz-expected-bucket-owner:string',
  DeleteBucketTagging: 'x-amz-expected-bucket-owner:string',
  DeleteObject:
    '?versionId:string if-match:string x-amz-bypass-governance-retention:boolean x-amz-expected-bucket-owner:string x-amz-if-match-last-modified-time:timestamp x-amz-if-match-size:long x-amz-mfa:string x-amz-request-payer:#RequestPayer',
  DeleteObjectTagging: '?versionId:string x-amz-expected-bucket-owner:string',
  DeleteObjects:
    'x-amz-bypass-governance-retention:boolean x-amz-expected-bucket-owner:string x-amz-mfa:string x-amz-request-payer:#RequestPayer x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  DeletePublicAccessBlock: 'x-amz-expected-bucket-owner:string',
  GetBucketAcl: 'x-amz-expected-bucket-owner:string',
  GetBucketCors: 'x-amz-expected-bucket-owner:string',
  GetBucketEncryption: 'x-amz-expected-bucket-owner:string',
  GetBucketLifecycleConfiguration: 'x-amz-expected-bucket-owner:string',
  GetBucketLocation: 'x-amz-expected-bucket-owner:string',
  GetBucketOwnershipControls: 'x-amz-expected-bucket-owner:string',
  GetBucketPolicy: 'x-amz-expected-bucket-owner:string',
  GetBucketPolicyStatus: 'x-amz-expected-bucket-owner:string',
  GetBucketRequestPayment: 'x-amz-expected-bucket-owner:string',
  GetBucketTagging: 'x-amz-expected-bucket-owner:string',
  GetBucketVersioning: 'x-amz-expected-bucket-owner:string',
  GetObject:
    '?partNumber:integer ?response-cache-control:string ?response-content-disposition:string ?response-content-encoding:string ?response-content-language:string ?response-content-type:string ?response-expires:timestamp ?versionId:string if-match:string if-modified-since:timestamp if-none-match:string if-unmodified-since:timestamp range:string x-amz-checksum-mode:#ChecksumMode x-amz-expected-bucket-owner:string x-amz-request-payer:#RequestPayer x-amz-server-side-encryption-customer-algorithm:string x-amz-server-side-encryption-customer-key-md5:string x-amz-server-side-encryption-customer-key:string',
  GetObjectAcl: '?versionId:string x-amz-expected-bucket-owner:string x-amz-request-payer:#RequestPayer',
  GetObjectAttributes:
    '?versionId:string x-amz-expected-bucket-owner:string x-amz-max-parts:integer x-amz-object-attributes:#ObjectAttributes x-amz-part-number-marker:integer x-amz-request-payer:#RequestPayer x-amz-server-side-encryption-customer-algorithm:string x-amz-server-side-encryption-customer-key-md5:string x-amz-server-side-encryption-customer-key:string',
  GetObjectTagging: '?versionId:string x-amz-expected-bucket-owner:string x-amz-request-payer:#RequestPayer',
  GetPublicAccessBlock: 'x-amz-expected-bucket-owner:string',
  HeadBucket: 'x-amz-expected-bucket-owner:string',
  HeadObject:
    '?partNumber:integer ?response-cache-control:string ?response-content-disposition:string ?response-content-encoding:string ?response-content-language:string ?response-content-type:string ?response-expires:timestamp ?versionId:string if-match:string if-modified-since:timestamp if-none-match:string if-unmodified-since:timestamp range:string x-amz-checksum-mode:#ChecksumMode x-amz-expected-bucket-owner:string x-amz-request-payer:#RequestPayer x-amz-server-side-encryption-customer-algorithm:string x-amz-server-side-encryption-customer-key-md5:string x-amz-server-side-encryption-customer-key:string',
  ListBuckets: '?bucket-region:string ?continuation-token:string ?max-buckets:integer ?prefix:string',
  ListMultipartUploads:
    '?delimiter:string ?encoding-type:#EncodingType ?key-marker:string ?max-uploads:integer ?prefix:string ?upload-id-marker:string x-amz-expected-bucket-owner:string x-amz-request-payer:#RequestPayer',
  ListObjectVersions:
    '?delimiter:string ?encoding-type:#EncodingType ?key-marker:string ?max-keys:integer ?prefix:string ?version-id-marker:string x-amz-expected-bucket-owner:string x-amz-optional-object-attributes:#OptionalObjectAttributes x-amz-request-payer:#RequestPayer',
  ListObjects:
    '?delimiter:string ?encoding-type:#EncodingType ?marker:string ?max-keys:integer ?prefix:string x-amz-expected-bucket-owner:string x-amz-optional-object-attributes:#OptionalObjectAttributes x-amz-request-payer:#RequestPayer',
  ListObjectsV2:
    '?continuation-token:string ?delimiter:string ?encoding-type:#EncodingType ?fetch-owner:boolean ?max-keys:integer ?prefix:string ?start-after:string x-amz-expected-bucket-owner:string x-amz-optional-object-attributes:#OptionalObjectAttributes x-amz-request-payer:#RequestPayer',
  ListParts:
    '?max-parts:integer ?part-number-marker:integer ?uploadId:string x-amz-expected-bucket-owner:string x-amz-request-payer:#RequestPayer x-amz-server-side-encryption-customer-algorithm:string x-amz-server-side-encryption-customer-key-md5:string x-amz-server-side-encryption-customer-key:string',
  PutBucketAcl:
    'content-md5:string x-amz-acl:#BucketCannedACL x-amz-expected-bucket-owner:string x-amz-grant-full-control:string x-amz-grant-read-acp:string x-amz-grant-read:string x-amz-grant-write-acp:string x-amz-grant-write:string x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  PutBucketCors:
    'content-md5:string x-amz-expected-bucket-owner:string x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  PutBucketEncryption:
    'content-md5:string x-amz-expected-bucket-owner:string x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  PutBucketLifecycleConfiguration:
    'x-amz-expected-bucket-owner:string x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm x-amz-transition-default-minimum-object-size:#TransitionDefaultMinimumObjectSize',
  PutBucketOwnershipControls:
    'content-md5:string x-amz-expected-bucket-owner:string x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  PutBucketPolicy:
    'content-md5:string x-amz-confirm-remove-self-bucket-access:boolean x-amz-expected-bucket-owner:string x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  PutBucketRequestPayment:
    'content-md5:string x-amz-expected-bucket-owner:string x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  PutBucketTagging:
    'content-md5:string x-amz-expected-bucket-owner:string x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  PutBucketVersioning:
    'content-md5:string x-amz-expected-bucket-owner:string x-amz-mfa:string x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  PutObject:
    'cache-control:string content-disposition:string content-encoding:string content-language:string content-length:long content-md5:string content-type:string expires:string if-match:string if-none-match:string x-amz-acl:#ObjectCannedACL x-amz-checksum-crc32:string x-amz-checksum-crc32c:string x-amz-checksum-crc64nvme:string x-amz-checksum-md5:string x-amz-checksum-sha1:string x-amz-checksum-sha256:string x-amz-checksum-sha512:string x-amz-checksum-xxhash128:string x-amz-checksum-xxhash3:string x-amz-checksum-xxhash64:string x-amz-expected-bucket-owner:string x-amz-grant-full-control:string x-amz-grant-read-acp:string x-amz-grant-read:string x-amz-grant-write-acp:string x-amz-object-lock-legal-hold:#ObjectLockLegalHoldStatus x-amz-object-lock-mode:#ObjectLockMode x-amz-object-lock-retain-until-date:timestamp x-amz-request-payer:#RequestPayer x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm x-amz-server-side-encryption-aws-kms-key-id:string x-amz-server-side-encryption-bucket-key-enabled:boolean x-amz-server-side-encryption-context:string x-amz-server-side-encryption-customer-algorithm:string x-amz-server-side-encryption-customer-key-md5:string x-amz-server-side-encryption-customer-key:string x-amz-server-side-encryption:#ServerSideEncryption x-amz-storage-class:#StorageClass x-amz-tagging:string x-amz-website-redirect-location:string x-amz-write-offset-bytes:long',
  PutObjectAcl:
    '?versionId:string content-md5:string x-amz-acl:#ObjectCannedACL x-amz-expected-bucket-owner:string x-amz-grant-full-control:string x-amz-grant-read-acp:string x-amz-grant-read:string x-amz-grant-write-acp:string x-amz-grant-write:string x-amz-request-payer:#RequestPayer x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  PutObjectTagging:
    '?versionId:string content-md5:string x-amz-expected-bucket-owner:string x-amz-request-payer:#RequestPayer x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  PutPublicAccessBlock:
    'content-md5:string x-amz-expected-bucket-owner:string x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm',
  UploadPart:
    '?partNumber:integer ?uploadId:string content-length:long content-md5:string x-amz-checksum-crc32:string x-amz-checksum-crc32c:string x-amz-checksum-crc64nvme:string x-amz-checksum-md5:string x-amz-checksum-sha1:string x-amz-checksum-sha256:string x-amz-checksum-sha512:string x-amz-checksum-xxhash128:string x-amz-checksum-xxhash3:string x-amz-checksum-xxhash64:string x-amz-expected-bucket-owner:string x-amz-request-payer:#RequestPayer x-amz-sdk-checksum-algorithm:#ChecksumAlgorithm x-amz-server-side-encryption-customer-algorithm:string x-amz-server-side-encryption-customer-key-md5:string x-amz-server-side-encryption-customer-key:string',
  UploadPartCopy:
    '?partNumber:integer ?uploadId:string x-amz-copy-source-if-match:string x-amz-copy-source-if-modified-since:timestamp x-amz-copy-source-if-none-match:string x-amz-copy-source-if-unmodified-since:timestamp x-amz-copy-source-range:string x-amz-copy-source-server-side-encryption-customer-algorithm:string x-amz-copy-source-server-side-encryption-customer-key-md5:string x-amz-copy-source-server-side-encryption-customer-key:string x-amz-copy-source:string x-amz-expected-bucket-owner:string x-amz-request-payer:#RequestPayer x-amz-server-side-encryption-customer-algorithm:string x-amz-server-side-encryption-customer-key-md5:string x-amz-server-side-encryption-customer-key:string x-amz-source-expected-bucket-owner:string',
}

/** By operation, the root element of the document that it takes (`!` when it must) and its structure. */
export const bodies: Readonly<Record<string, string>> = {
  CompleteMultipartUpload: 'CompleteMultipartUpload:CompletedMultipartUpload',
  CreateBucket: 'CreateBucketConfiguration:CreateBucketConfiguration',
  DeleteObjects: 'Delete!:Delete',
  PutBucketAcl: 'AccessControlPolicy:AccessControlPolicy',
  PutBucketCors: 'CORSConfiguration!:CORSConfiguration',
  PutBucketEncryption: 'ServerSideEncryptionConfiguration!:ServerSideEncryptionConfiguration',
  PutBucketLifecycleConfiguration: 'LifecycleConfiguration:BucketLifecycleConfiguration',
  PutBucketOwnershipControls: 'OwnershipControls!:OwnershipControls',
  PutBucketRequestPayment: 'RequestPaymentConfiguration!:RequestPaymentConfiguration',
  PutBucketTagging: 'Tagging!:Tagging',
  PutBucketVersioning: 'VersioningConfiguration!:VersioningConfiguration',
  PutObjectAcl: 'AccessControlPolicy:AccessControlPolicy',
  PutObjectTagging: 'Tagging!:Tagging',
  PutPublicAccessBlock: 'PublicAccessBlockConfiguration!:PublicAccessBlockConfiguration',
}

/** The operations whose body must come with a checksum. */
export const checksummed: readonly string[] = [
  'DeleteObjects',
  'PutBucketAcl',
  'PutBucketCors',
  'PutBucketEncryption',
  'PutBucketLifecycleConfiguration',
  'PutBucketOwnershipControls',
  'PutBucketPolicy',
  'PutBucketRequestPayment',
  'PutBucketTagging',
  'PutBucketVersioning',
  'PutObjectAcl',
  'PutObjectTagging',
  'PutPublicAccessBlock',
]

/** Fields by element: `!` marks a required one, `*` a repeated one, which may lie in an element of its own; capitals name a structure. */
export const structures: Readonly<Record<string, string>> = {
  AbortIncompleteMultipartUpload: 'DaysAfterInitiation:integer',
  AccessControlPolicy: 'AccessControlList*Grant:Grant Owner:Owner',
  BlockedEncryptionTypes: 'EncryptionType*:#EncryptionType',
  BucketInfo: 'DataRedundancy:#DataRedundancy Type:#BucketType',
  BucketLifecycleConfiguration: 'Rule!*:LifecycleRule',
  CORSConfiguration: 'CORSRule!*:CORSRule',
  CORSRule:
    'ID:string AllowedHeader*:string AllowedMethod!*:string AllowedOrigin!*:string ExposeHeader*:string MaxAgeSeconds:integer',
  CompletedMultipartUpload: 'Part*:CompletedPart',
  CompletedPart:
    'ETag:string ChecksumCRC32:string ChecksumCRC32C:string ChecksumCRC64NVME:string ChecksumSHA1:string ChecksumSHA256:string ChecksumSHA512:string ChecksumMD5:string ChecksumXXHASH64:string ChecksumXXHASH3:string ChecksumXXHASH128:string PartNumber:integer',
  CreateBucketConfiguration: 'LocationConstraint:string Location:LocationInfo Bucket:BucketInfo Tags*Tag:Tag',
  Delete: 'Object!*:ObjectIdentifier Quiet:boolean',
  Grant: 'Grantee:Grantee Permission:#Permission',
  Grantee: 'DisplayName:string EmailAddress:string ID:string URI:string',
  LifecycleExpiration: 'Date:timestamp Days:integer ExpiredObjectDeleteMarker:boolean',
  LifecycleRule:
    'Expiration:LifecycleExpiration ID:string Prefix:string Filter:LifecycleRuleFilter Status!:#ExpirationStatus Transition*:Transition NoncurrentVersionTransition*:NoncurrentVersionTransition NoncurrentVersionExpiration:NoncurrentVersionExpiration AbortIncompleteMultipartUpload:AbortIncompleteMultipartUpload',
  LifecycleRuleAndOperator: 'Prefix:string Tag*:Tag ObjectSizeGreaterThan:long ObjectSizeLessThan:long',
  LifecycleRuleFilter:
    'Prefix:string Tag:Tag ObjectSizeGreaterThan:long ObjectSizeLessThan:long And:LifecycleRuleAndOperator',
  LocationInfo: 'Type:#LocationType Name:string',
  NoncurrentVersionExpiration: 'NoncurrentDays:integer NewerNoncurrentVersions:integer',
  NoncurrentVersionTransition:
    'NoncurrentDays:integer StorageClass:#TransitionStorageClass NewerNoncurrentVersions:integer',
  ObjectIdentifier: 'Key!:string VersionId:string ETag:string LastModifiedTime:timestamp Size:long',
  Owner: 'DisplayName:string ID:string',
  OwnershipControls: 'Rule!*:OwnershipControlsRule',
  OwnershipControlsRule: 'ObjectOwnership!:#ObjectOwnership',
  PublicAccessBlockConfiguration:
    'BlockPublicAcls:boolean IgnorePublicAcls:boolean BlockPublicPolicy:boolean RestrictPublicBuckets:boolean',
  RequestPaymentConfiguration: 'Payer!:#Payer',
  ServerSideEncryptionByDefault: 'SSEAlgorithm!:#ServerSideEncryption KMSMasterKeyID:string',
  ServerSideEncryptionConfiguration: 'Rule!*:ServerSideEncryptionRule',
  ServerSideEncryptionRule:
    'ApplyServerSideEncryptionByDefault:ServerSideEncryptionByDefault BucketKeyEnabled:boolean BlockedEncryptionTypes:BlockedEncryptionTypes',
  Tag: 'Key!:string Value!:string',
  Tagging: 'TagSet!*Tag:Tag',
  Transition: 'Date:timestamp Days:integer StorageClass:#TransitionStorageClass',
  VersioningConfiguration: 'MfaDelete:#MFADelete Status:#BucketVersioningStatus',
}

export const enums: Readonly<Record<string, string>> = {
  BucketCannedACL: 'private public-read public-read-write authenticated-read',
  BucketNamespace: 'account-regional global',
  BucketType: 'Directory',
  BucketVersioningStatus: 'Enabled Suspended',
  ChecksumAlgorithm: 'CRC32 CRC32C SHA1 SHA256 CRC64NVME SHA512 MD5 XXHASH64 XXHASH3 XXHASH128',
  ChecksumMode: 'ENABLED',
  ChecksumType: 'COMPOSITE FULL_OBJECT',
  DataRedundancy: 'SingleAvailabilityZone SingleLocalZone',
  EncodingType: 'url',
  EncryptionType: 'NONE SSE-C',
  ExpirationStatus: 'Enabled Disabled',
  LocationType: 'AvailabilityZone LocalZone',
  MFADelete: 'Enabled Disabled',
  MetadataDirective: 'COPY REPLACE',
  ObjectAttributes: 'ETag Checksum ObjectParts StorageClass ObjectSize',
  ObjectCannedACL:
    'private public-read public-read-write authenticated-read aws-exec-read bucket-owner-read bucket-owner-full-control',
  ObjectLockLegalHoldStatus: 'ON OFF',
  ObjectLockMode: 'GOVERNANCE COMPLIANCE',
  ObjectOwnership: 'BucketOwnerPreferred ObjectWriter BucketOwnerEnforced',
  OptionalObjectAttributes: 'RestoreStatus',
  Payer: 'Requester BucketOwner',
  Permission: 'FULL_CONTROL WRITE WRITE_ACP READ READ_ACP',
  RequestPayer: 'requester',
  ServerSideEncryption: 'AES256 aws:fsx aws:kms aws:kms:dsse',
  StorageClass:
    'STANDARD REDUCED_REDUNDANCY STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING GLACIER DEEP_ARCHIVE OUTPOSTS GLACIER_IR SNOW EXPRESS_ONEZONE FSX_OPENZFS FSX_ONTAP',
  TaggingDirective: 'COPY REPLACE',
  TransitionDefaultMinimumObjectSize: 'varies_by_storage_class all_storage_classes_128K',
  TransitionStorageClass: 'GLACIER STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING DEEP_ARCHIVE GLACIER_IR',
}
