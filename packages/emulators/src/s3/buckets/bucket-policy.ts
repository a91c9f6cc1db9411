import { allResources, isPublicPolicy, statementsOf } from '../access/policy.ts'
import { emptyAnswer, xmlAnswer } from '../answer.ts'
import { readText } from '../document.ts'
import type { BucketHandler } from '../handler.ts'
import { Refusal } from '../refusal.ts'
import { changeSettings } from './bucket-changes.ts'

const longestPolicy = 20 * 1024

const malformed = (message: string) => new Refusal('MalformedPolicy', message)

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export const putBucketPolicy: BucketHandler = async (s3, { bucket, operation, body, headers }) => {
  const policy = await readText(operation, body, headers)
  if (Buffer.byteLength(policy) > longestPolicy)
    throw new Refusal('PolicyTooLarge', 'The policy is larger than 20 KB')
  const statements = statementsOf(policy)
  if (!statements) throw malformed("Policies must be valid JSON and the first byte must be '{'")
  const own = `arn:aws:s3:::${bucket.name}`
  if (
    !allResources(statements).every(
      (resource) => resource === own || resource.startsWith(`${own}/`) || resource === `${own}*`,
    )
  )
    throw malformed('Policy has invalid resource')
  if (bucket.settings.publicAccessBlock?.blockPolicy && isPublicPolicy(policy)) {
    throw new Refusal(
      'AccessDenied',
      'User is not authorized to perform: s3:PutBucketPolicy because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
    )
  }
  changeSettings(s3, bucket, { ...bucket.settings, policy })
  return emptyAnswer(204)
}

const policyOf = (policy: string | undefined, BucketName: string): string => {
  if (policy !== undefined) return policy
  throw new Refusal('NoSuchBucketPolicy', undefined, { details: { BucketName } })
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const getBucketPolicy: BucketHandler = (_s3, { bucket }) => ({
  headers: { 'content-type': 'application/json' },
  body: policyOf(bucket.settings.policy, bucket.name),
})

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
export const getBucketPolicyStatus: BucketHandler = (_s3, { bucket }) =>
  xmlAnswer('PolicyStatus', {
    IsPublic: isPublicPolicy(policyOf(bucket.settings.policy, bucket.name)) ? 'TRUE' : 'FALSE',
  })

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export const deleteBucketPolicy: BucketHandler = (s3, { bucket }) => {
  const { policy: _policy, ...rest } = bucket.settings
  changeSettings(s3, bucket, rest)
  return emptyAnswer(204)
}
