import type { Bucket } from '../buckets/bucket.ts'
import { Refusal } from '../refusal.ts'

type Headers = Readonly<Record<string, string>>

/** The access list that a request asks for, by its canned name. Throws where the bucket has none, and for grants to named accounts. */
export function requestedAcl(bucket: Bucket, headers: Headers): string {
  const acl = headers['x-amz-acl']
  const hasGrants = Object.keys(headers).some((name) => name.startsWith('x-amz-grant-'))
  const isOwners = acl === undefined || acl === 'private' || acl === 'bucket-owner-full-control'
  const { ownership, publicAccessBlock } = bucket.settings
  if (ownership === 'BucketOwnerEnforced' && (hasGrants || !isOwners))
    throw new Refusal('AccessControlListNotSupported', 'The bucket does not allow ACLs')
  if (hasGrants) throw new Refusal('NotImplemented')
  if (publicAccessBlock?.blockAcls && isPublicAcl(acl)) throw new Refusal('AccessDenied')
  return acl ?? 'private'
}

export const isPublicAcl = (acl: string | undefined): boolean =>
  acl === 'public-read' || acl === 'public-read-write' || acl === 'authenticated-read'
