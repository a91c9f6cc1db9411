import { getBucketAcl, getObjectAcl, putBucketAcl, putObjectAcl } from './access/acl.ts'
import { deleteBucketCors, getBucketCors, putBucketCors } from './buckets/bucket-cors.ts'
import {
  deleteBucketEncryption,
  getBucketEncryption,
  putBucketEncryption,
} from './buckets/bucket-encryption.ts'
import { deleteBucketLifecycle, getBucketLifecycle, putBucketLifecycle } from './buckets/bucket-lifecycle.ts'
import {
  deleteBucketPolicy,
  getBucketPolicy,
  getBucketPolicyStatus,
  putBucketPolicy,
} from './buckets/bucket-policy.ts'
import { deleteBucketTagging, getBucketTagging, putBucketTagging } from './buckets/bucket-tagging.ts'
import { deleteBucket, getBucketLocation, headBucket, listBuckets } from './buckets/buckets.ts'
import { createBucket } from './buckets/create-bucket.ts'
import {
  deleteBucketOwnershipControls,
  getBucketOwnershipControls,
  putBucketOwnershipControls,
} from './buckets/ownership-controls.ts'
import {
  deletePublicAccessBlock,
  getPublicAccessBlock,
  putPublicAccessBlock,
} from './buckets/public-access-block.ts'
import { getBucketRequestPayment, putBucketRequestPayment } from './buckets/request-payment.ts'
import { getBucketVersioning, putBucketVersioning } from './buckets/versioning.ts'
import type { BucketHandler, Handler } from './handler.ts'
import { inBucket } from './in-bucket.ts'
import { listObjects, listObjectsV2 } from './listing/list-objects.ts'
import { listObjectVersions } from './listing/list-versions.ts'
import { copyObject } from './objects/copy-object.ts'
import { deleteObject } from './objects/delete-object.ts'
import { deleteObjects } from './objects/delete-objects.ts'
import { getObject, headObject } from './objects/get-object.ts'
import { getObjectAttributes } from './objects/object-attributes.ts'
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './objects/object-tagging.ts'
import { putObject } from './objects/put-object.ts'
import type { OperationName } from './operation-names.ts'
import { completeMultipartUpload } from './uploads/complete-upload.ts'
import { createMultipartUpload } from './uploads/create-upload.ts'
import { abortMultipartUpload, listParts } from './uploads/list-parts.ts'
import { listMultipartUploads } from './uploads/list-uploads.ts'
import { uploadPart } from './uploads/upload-part.ts'
import { uploadPartCopy } from './uploads/upload-part-copy.ts'

const ofService = { CreateBucket: createBucket, ListBuckets: listBuckets }

const ofBucket: Readonly<Record<Exclude<OperationName, keyof typeof ofService>, BucketHandler>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateMultipartUpload: createMultipartUpload,
  DeleteBucket: deleteBucket,
  DeleteBucketCors: deleteBucketCors,
  DeleteBucketEncryption: deleteBucketEncryption,
  DeleteBucketLifecycle: deleteBucketLifecycle,
  DeleteBucketOwnershipControls: deleteBucketOwnershipControls,
  DeleteBucketPolicy: deleteBucketPolicy,
  DeleteBucketTagging: deleteBucketTagging,
  DeleteObject: deleteObject,
  DeleteObjectTagging: deleteObjectTagging,
  DeleteObjects: deleteObjects,
  DeletePublicAccessBlock: deletePublicAccessBlock,
  GetBucketAcl: getBucketAcl,
  GetBucketCors: getBucketCors,
  GetBucketEncryption: getBucketEncryption,
  GetBucketLifecycleConfiguration: getBucketLifecycle,
  GetBucketLocation: getBucketLocation,
  GetBucketOwnershipControls: getBucketOwnershipControls,
  GetBucketPolicy: getBucketPolicy,
  GetBucketPolicyStatus: getBucketPolicyStatus,
  GetBucketRequestPayment: getBucketRequestPayment,
  GetBucketTagging: getBucketTagging,
  GetBucketVersioning: getBucketVersioning,
  GetObject: getObject,
  GetObjectAcl: getObjectAcl,
  GetObjectAttributes: getObjectAttributes,
  GetObjectTagging: getObjectTagging,
  GetPublicAccessBlock: getPublicAccessBlock,
  HeadBucket: headBucket,
  HeadObject: headObject,
  ListMultipartUploads: listMultipartUploads,
  ListObjectVersions: listObjectVersions,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PutBucketAcl: putBucketAcl,
  PutBucketCors: putBucketCors,
  PutBucketEncryption: putBucketEncryption,
  PutBucketLifecycleConfiguration: putBucketLifecycle,
  PutBucketOwnershipControls: putBucketOwnershipControls,
  PutBucketPolicy: putBucketPolicy,
  PutBucketRequestPayment: putBucketRequestPayment,
  PutBucketTagging: putBucketTagging,
  PutBucketVersioning: putBucketVersioning,
  PutObject: putObject,
  PutObjectAcl: putObjectAcl,
  PutObjectTagging: putObjectTagging,
  PutPublicAccessBlock: putPublicAccessBlock,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
}

const handlers: Readonly<Record<string, Handler>> = {
  ...ofService,
  ...Object.fromEntries(Object.entries(ofBucket).map(([name, handler]) => [name, inBucket(handler)])),
}

export function handlerOf(name: OperationName): Handler {
  const handler = handlers[name]
  if (!handler) throw new Error(`${name} has no handler`)
  return handler
}
