import { emptyAnswer } from '../answer.ts'
import type { Call } from '../call.ts'
import type { S3 } from '../cloud.ts'
import { textOf } from '../document.ts'
import type { Handler } from '../handler.ts'
import { tagsFromElements } from '../objects/tags.ts'
import { Refusal } from '../refusal.ts'
import { newSettings } from './bucket.ts'
import { emptyBucket, keepBucket } from './bucket-changes.ts'
import { isBucketName } from './bucket-name.ts'

/** The region whose endpoint was the only one once, and makes buckets anywhere. */
export const firstRegion = 'us-east-1'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket: Handler = (s3, call) => {
  const { bucketName, headers, document } = call
  if (!isBucketName(bucketName))
    throw new Refusal('InvalidBucketName', undefined, { details: { BucketName: bucketName } })
  if (headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true')
    throw new Refusal('NotImplemented')
  if (Object.keys(headers).some((name) => name.startsWith('x-amz-grant-')))
    throw new Refusal('NotImplemented')
  const region = regionOf(s3, call)
  const ownership = headers['x-amz-object-ownership'] ?? newSettings.ownership
  const acl = headers['x-amz-acl'] ?? 'private'
  if (acl !== 'private') {
    if (ownership === 'BucketOwnerEnforced')
      throw new Refusal(
        'InvalidBucketAclWithObjectOwnership',
        "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
      )
    throw new Refusal(
      'AccessDenied',
      'User is not authorized to perform: s3:PutBucketAcl because public access control lists (ACLs) are prevented by the BlockPublicAcls setting in S3 Block Public Access.',
    )
  }
  const there = s3.buckets.get(bucketName)
  if (there && !(region === firstRegion && there.region === firstRegion))
    throw new Refusal('BucketAlreadyOwnedByYou', undefined, { details: { BucketName: bucketName } })
  if (!there) {
    const tags = tagsFromElements(document, 'Tags')
    const settings = { ...newSettings, ...(ownership && { ownership }), ...(tags.length > 0 && { tags }) }
    keepBucket(s3, emptyBucket(bucketName, region, s3.clock.now(), settings))
  }
  return emptyAnswer(200, { location: `/${bucketName}` })
}

function regionOf(s3: S3, { document, region }: Call): string {
  if (textOf(document, 'Location', 'Type') !== undefined || textOf(document, 'Bucket', 'Type') !== undefined)
    throw new Refusal('NotImplemented', 'Buckets of directories are not served here')
  const wanted = textOf(document, 'LocationConstraint') || undefined
  if (wanted === firstRegion || (wanted !== undefined && wanted !== 'EU' && !s3.isRegion(wanted)))
    throw new Refusal('InvalidLocationConstraint', 'The specified location-constraint is not valid', {
      details: { LocationConstraint: wanted },
    })
  const named = wanted === 'EU' ? 'eu-west-1' : wanted
  if (region === firstRegion) return named ?? firstRegion
  if (named === region) return region
  throw new Refusal(
    'IllegalLocationConstraintException',
    `The ${wanted ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  )
}
