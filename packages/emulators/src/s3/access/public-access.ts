import type { Bucket } from '../buckets/bucket.ts'
import type { Call } from '../call.ts'
import { latestOf } from '../objects/found-version.ts'
import type { OperationName } from '../operation-names.ts'
import { allows } from './policy.ts'

/** What a policy calls each operation that someone without credentials could do. */
const actions: Partial<Readonly<Record<OperationName, string>>> = {
  AbortMultipartUpload: 's3:AbortMultipartUpload',
  DeleteObject: 's3:DeleteObject',
  DeleteObjects: 's3:DeleteObject',
  GetBucketLocation: 's3:GetBucketLocation',
  GetObject: 's3:GetObject',
  GetObjectAttributes: 's3:GetObjectAttributes',
  GetObjectTagging: 's3:GetObjectTagging',
  HeadBucket: 's3:ListBucket',
  HeadObject: 's3:GetObject',
  ListMultipartUploads: 's3:ListBucketMultipartUploads',
  ListObjectVersions: 's3:ListBucketVersions',
  ListObjects: 's3:ListBucket',
  ListObjectsV2: 's3:ListBucket',
  ListParts: 's3:ListMultipartUploadParts',
  PutObject: 's3:PutObject',
}

const reads: readonly OperationName[] = ['GetObject', 'HeadObject']
const lists: readonly OperationName[] = ['HeadBucket', 'ListObjects', 'ListObjectsV2', 'ListObjectVersions']
const writes: readonly OperationName[] = ['PutObject', 'DeleteObject']

/** Whether someone without credentials may do it: where a policy or an access list says so, and nothing blocks it. */
export function isAllowed(bucket: Bucket, call: Call): boolean {
  const { operation, key } = call
  const { policy, publicAccessBlock } = bucket.settings
  const action = actions[operation]
  const resource = `arn:aws:s3:::${bucket.name}${key === '' ? '' : `/${key}`}`
  const decision =
    action === undefined || policy === undefined || publicAccessBlock?.restrictBuckets
      ? undefined
      : allows(policy, action, resource)
  return decision ?? (!publicAccessBlock?.ignoreAcls && isAllowedByAcl(bucket, call))
}

function isAllowedByAcl(bucket: Bucket, { operation, key }: Call): boolean {
  const { acl, ownership } = bucket.settings
  if (ownership === 'BucketOwnerEnforced') return false
  if (lists.includes(operation)) return acl === 'public-read' || acl === 'public-read-write'
  if (writes.includes(operation)) return acl === 'public-read-write'
  const own = reads.includes(operation) ? latestOf(bucket, key)?.acl : undefined
  return own === 'public-read' || own === 'public-read-write'
}
