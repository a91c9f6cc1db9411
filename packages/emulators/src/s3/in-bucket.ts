import { isAllowed } from './access/public-access.ts'
import { bucketNamed } from './bucket-lookup.ts'
import type { Bucket } from './buckets/bucket.ts'
import { firstRegion } from './buckets/create-bucket.ts'
import type { Call } from './call.ts'
import type { S3 } from './cloud.ts'
import type { BucketHandler, Handler } from './handler.ts'
import { Refusal } from './refusal.ts'

/** Looks at what every operation on a bucket needs: that it is there, where the request was signed for, and the caller's to use. */
export const inBucket =
  (handler: BucketHandler): Handler =>
  (s3, call) => {
    const bucket = bucketNamed(s3, call.bucketName)
    checkRegion(bucket, call)
    checkCaller(s3, bucket, call)
    return handler(s3, { ...call, bucket })
  }

/**
 * One endpoint serves every region here, so the region of the signature says which was meant. That of the first region knows where each
 * bucket is and says that the signature is wrong; the others lead on.
 */
function checkRegion(bucket: Bucket, { operation, region, requester, host }: Call): void {
  if (requester === 'anonymous' || region === bucket.region) return
  if (operation === 'GetBucketLocation' && region === firstRegion) return
  const headers = { 'x-amz-bucket-region': bucket.region }
  if (region === firstRegion) {
    throw new Refusal(
      'AuthorizationHeaderMalformed',
      `The authorization header is malformed; the region '${region}' is wrong; expecting '${bucket.region}'`,
      { details: { Region: bucket.region }, headers },
    )
  }
  throw new Refusal(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    { details: { Endpoint: host, Bucket: bucket.name }, headers },
  )
}

function checkCaller(s3: S3, bucket: Bucket, call: Call): void {
  const owner = call.headers['x-amz-expected-bucket-owner']
  if (owner !== undefined && owner !== s3.accountId) throw new Refusal('AccessDenied')
  if (call.requester === 'owner') return
  // Nobody can be asked to pay.
  if (bucket.settings.payer === 'Requester' || !isAllowed(bucket, call)) throw new Refusal('AccessDenied')
}
