import type { XmlFields } from './xml.ts'

interface RefusalMore {
  /** Elements of the answer beside code and message. */
  readonly details?: XmlFields | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly status?: number | undefined
}

/** An error that the API answers with: its code, its words, its status and what else its document tells. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly details: XmlFields
  readonly headers: Readonly<Record<string, string>>

  constructor(code: string, message: string = wordsOf(code), more: RefusalMore = {}) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.status = more.status ?? statusOf(code)
    this.details = more.details ?? {}
    this.headers = more.headers ?? {}
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; what is not here is 400. */
const statuses: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  AllAccessDisabled: 403,
  BucketAlreadyExists: 409,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  ConditionalRequestConflict: 409,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidBucketState: 409,
  InvalidChunkSizeError: 403,
  InvalidObjectState: 403,
  InvalidRange: 416,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchBucketPolicy: 404,
  NoSuchCORSConfiguration: 404,
  NoSuchKey: 404,
  NoSuchLifecycleConfiguration: 404,
  NoSuchPublicAccessBlockConfiguration: 404,
  NoSuchTagSet: 404,
  NoSuchUpload: 404,
  NoSuchVersion: 404,
  NotFound: 404,
  NotImplemented: 501,
  OperationAborted: 409,
  OwnershipControlsNotFoundError: 404,
  PermanentRedirect: 301,
  PreconditionFailed: 412,
  RequestTimeTooSkewed: 403,
  ServerSideEncryptionConfigurationNotFoundError: 404,
  ServiceUnavailable: 503,
  SignatureDoesNotMatch: 403,
  SlowDown: 503,
}

export const statusOf = (code: string): number => statuses[code] ?? 400

/** The words that the real one was seen to use. */
const words: Readonly<Record<string, string>> = {
  AccessDenied: 'Access Denied',
  BadDigest: 'The Content-MD5 you specified did not match what we received.',
  BucketAlreadyExists:
    'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
  BucketAlreadyOwnedByYou:
    'Your previous request to create the named bucket succeeded and you already own it.',
  BucketNotEmpty: 'The bucket you tried to delete is not empty',
  ConditionalRequestConflict:
    'The conditional request cannot succeed due to a conflicting operation against this resource.',
  EntityTooLarge: 'Your proposed upload exceeds the maximum allowed size',
  EntityTooSmall: 'Your proposed upload is smaller than the minimum allowed size',
  IncompleteBody: 'You did not provide the number of bytes specified by the Content-Length HTTP header',
  InternalError: 'We encountered an internal error. Please try again.',
  InvalidAccessKeyId: 'The AWS Access Key Id you provided does not exist in our records.',
  InvalidBucketName: 'The specified bucket is not valid.',
  InvalidDigest: 'The Content-MD5 you specified was invalid.',
  InvalidPart:
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  InvalidPartOrder: 'The list of parts was not in ascending order. Parts must be ordered by part number.',
  InvalidRange: 'The requested range is not satisfiable',
  InvalidToken: 'The provided token is malformed or otherwise invalid.',
  InvalidURI: "Couldn't parse the specified URI.",
  KeyTooLongError: 'Your key is too long',
  MalformedXML: 'The XML you provided was not well-formed or did not validate against our published schema',
  MetadataTooLarge: 'Your metadata headers exceed the maximum allowed metadata size',
  MethodNotAllowed: 'The specified method is not allowed against this resource.',
  MissingContentLength: 'You must provide the Content-Length HTTP header.',
  NoSuchBucket: 'The specified bucket does not exist',
  NoSuchBucketPolicy: 'The bucket policy does not exist',
  NoSuchCORSConfiguration: 'The CORS configuration does not exist',
  NoSuchKey: 'The specified key does not exist.',
  NoSuchLifecycleConfiguration: 'The lifecycle configuration does not exist',
  NoSuchPublicAccessBlockConfiguration: 'The public access block configuration was not found',
  NoSuchTagSet: 'The TagSet does not exist',
  NoSuchUpload:
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
  NoSuchVersion: 'The specified version does not exist.',
  NotImplemented: 'A header you provided implies functionality that is not implemented',
  OwnershipControlsNotFoundError: 'The bucket ownership controls were not found',
  PreconditionFailed: 'At least one of the pre-conditions you specified did not hold',
  RequestTimeTooSkewed: 'The difference between the request time and the current time is too large.',
  SignatureDoesNotMatch:
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  SlowDown: 'Please reduce your request rate.',
  TooManyBuckets: 'You have attempted to create more buckets than allowed',
}

export const wordsOf = (code: string): string => words[code] ?? `The emulated cloud answers ${code}`

export const invalidArgument = (message: string, name: string, value: string): Refusal =>
  new Refusal('InvalidArgument', message, { details: { ArgumentName: name, ArgumentValue: value } })
