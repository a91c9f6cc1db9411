import type { ErrorTable } from '@cloud/aws'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const errors: ErrorTable = [
  [
    /^NoSuch(Bucket|Key|Upload|Version|\w*Configuration|\w*Policy|TagSet)$|ConfigurationNotFoundError$/,
    'not-found',
  ],
  [/^BucketAlready(Exists|OwnedByYou)$/, 'already-exists'],
  [
    /^BucketNotEmpty$|^OperationAborted$|^ConditionalRequestConflict$|^InvalidObjectState$|^InvalidBucketState$/,
    'conflict',
  ],
  [/^(PreconditionFailed|NotModified)$/, 'precondition'],
  [/^(BadDigest|XAmzContent(Checksum|SHA256)Mismatch|InvalidDigest)$/, 'integrity'],
  [/^TooManyBuckets$/, 'quota'],
  [/^(SlowDown|Busy)$/, 'rate-limited'],
  [/^(InternalError|RequestTimeout|ServiceUnavailable)$/, 'unavailable'],
  [/^Invalid(AccessKeyId|Token|Security)$|^TokenRefreshRequired$/, 'unauthorized'],
  [
    /^(AccessDenied|AllAccessDisabled|AccountProblem|InvalidPayer|NotSignedUp|MethodNotAllowed)$/,
    'forbidden',
  ],
  [
    /^(PermanentRedirect|TemporaryRedirect|Redirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/,
    'invalid',
  ],
  [
    /^(Invalid|Malformed|Missing|Entity|Key|Metadata|Unexpected|Unresolvable|MaxMessage|MaxPost|Request\w*Length|UserKey|Illegal|NotImplemented|TokenCode|Cross|Requested)/,
    'invalid',
  ],
]
