import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { S3 } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { startCloud } from '../start-cloud.ts'
import { s3Problems } from '../testing/s3-answer-check.ts'
import { madeBucket } from '../testing/s3-client.ts'
import { s3Model } from '../testing/service-model.ts'
import { operationNames } from './operation-names.ts'

const where = s3Model ? '' : ' (skipped: the service model is not on this machine)'

/** The vendor's client, each of whose answers is held against the service model before it reads it. */
function checkedClient(options: ConstructorParameters<typeof S3>[0]) {
  const s3 = new S3({ ...options, maxAttempts: 1 })
  const checked = new Set<string>()
  const malformed: string[] = []
  s3.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args)
      const operation = String(context.commandName).replace(/Command$/, '')
      const { response } = result
      if (!s3Model || typeof response !== 'object' || response === null) return result
      const { statusCode, headers, body } = response as {
        statusCode: number
        headers: Record<string, string>
        body: Readable
      }
      if (statusCode >= 300) return result
      const bytes = operation === 'GetObject' ? undefined : await buffer(body)
      if (bytes) Object.assign(response, { body: Readable.from([bytes]) })
      malformed.push(
        ...s3Problems(
          s3Model,
          operation,
          headers,
          operation === 'GetBucketPolicy' ? '' : String(bytes ?? ''),
        ),
      )
      checked.add(operation)
      return result
    },
    { step: 'deserialize', priority: 'low', name: 'answerCheck' },
  )
  return { s3, checked, malformed }
}

test.skipIf(!s3Model)(`every operation's answer has the shape of the service model${where}`, async () => {
  await using local = await startCloud()
  const { s3, checked, malformed } = checkedClient(local.s3)
  const Bucket = await madeBucket(local)
  await s3.createBucket({ Bucket: 'other', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } })
  await s3.listBuckets({ MaxBuckets: 1 })
  await s3.headBucket({ Bucket })
  await s3.getBucketLocation({ Bucket })
  await configure(s3, 'other')
  await s3.deleteBucket({ Bucket: 'other' })
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } })
  await s3.getBucketVersioning({ Bucket })
  for (const Key of ['a', 'b/c', 'b/d'])
    await s3.putObject({ Bucket, Key, Body: 'x', Metadata: { a: 'b' }, ServerSideEncryption: 'aws:kms' })
  await s3.getObject({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' })
  await s3.headObject({ Bucket, Key: 'a', ChecksumMode: 'ENABLED', PartNumber: 1 })
  await s3.getObjectAttributes({
    Bucket,
    Key: 'a',
    ObjectAttributes: ['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize'],
  })
  await s3.putObjectTagging({ Bucket, Key: 'a', Tagging: { TagSet: [{ Key: 'k', Value: 'v' }] } })
  await s3.getObjectTagging({ Bucket, Key: 'a' })
  await s3.deleteObjectTagging({ Bucket, Key: 'a' })
  await s3.getObjectAcl({ Bucket, Key: 'a' })
  await s3.putObjectAcl({ Bucket, Key: 'a', ACL: 'private' })
  await s3.copyObject({ Bucket, Key: 'copied', CopySource: `${Bucket}/a` })
  await upload(s3, Bucket)
  for (const EncodingType of [undefined, 'url'] as const) {
    await s3.listObjects({ Bucket, Delimiter: '/', MaxKeys: 2, ...(EncodingType && { EncodingType }) })
    await s3.listObjectsV2({
      Bucket,
      Delimiter: '/',
      MaxKeys: 2,
      FetchOwner: true,
      StartAfter: 'A',
      ...(EncodingType && { EncodingType }),
    })
  }
  await s3.deleteObject({ Bucket, Key: 'a' })
  await s3.listObjectVersions({ Bucket, Delimiter: '/', MaxKeys: 3 })
  await s3.listObjectVersions({ Bucket })
  await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key: 'b/c' }, { Key: 'b/d', ETag: '"other"' }] } })
  expect(malformed).toEqual([])
  expect([...checked].sort()).toEqual([...operationNames].sort())
})

async function upload(s3: S3, Bucket: string): Promise<void> {
  const begin = async (Key: string) => {
    const { UploadId } = await s3.createMultipartUpload({ Bucket, Key, ChecksumAlgorithm: 'SHA256' })
    return { Bucket, Key, UploadId }
  }
  const one = await begin('parts')
  const { ETag, ChecksumSHA256 } = await s3.uploadPart({
    ...one,
    PartNumber: 1,
    Body: 'x',
    ChecksumAlgorithm: 'SHA256',
  })
  await s3.listParts(one)
  await s3.listMultipartUploads({ Bucket })
  await s3.completeMultipartUpload({
    ...one,
    MultipartUpload: { Parts: [{ PartNumber: 1, ETag, ChecksumSHA256 }] },
  })
  await s3.getObjectAttributes({ Bucket, Key: 'parts', ObjectAttributes: ['ObjectParts', 'Checksum'] })
  const two = await begin('copied parts')
  await s3.uploadPartCopy({ ...two, PartNumber: 1, CopySource: `${Bucket}/a` })
  await s3.abortMultipartUpload(two)
}

async function configure(s3: S3, Bucket: string): Promise<void> {
  await s3.putBucketTagging({ Bucket, Tagging: { TagSet: [{ Key: 'k', Value: 'v' }] } })
  await s3.getBucketTagging({ Bucket })
  await s3.deleteBucketTagging({ Bucket })
  const CORSRules = [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'], ID: 'rule', MaxAgeSeconds: 1 }]
  await s3.putBucketCors({ Bucket, CORSConfiguration: { CORSRules } })
  await s3.getBucketCors({ Bucket })
  await s3.deleteBucketCors({ Bucket })
  const Filter = { And: { Prefix: 'a', Tags: [{ Key: 'k', Value: 'v' }] } }
  await s3.putBucketLifecycleConfiguration({
    Bucket,
    LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Filter, Expiration: { Days: 1 } }] },
  })
  await s3.getBucketLifecycleConfiguration({ Bucket })
  await s3.deleteBucketLifecycle({ Bucket })
  const SSEAlgorithm = 'aws:kms'
  await s3.putBucketEncryption({
    Bucket,
    ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm } }] },
  })
  await s3.getBucketEncryption({ Bucket })
  await s3.deleteBucketEncryption({ Bucket })
  await s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: false } })
  await s3.getPublicAccessBlock({ Bucket })
  await s3.deletePublicAccessBlock({ Bucket })
  await configureAccess(s3, Bucket)
}

async function configureAccess(s3: S3, Bucket: string): Promise<void> {
  const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `arn:aws:s3:::${Bucket}/*` }
  await s3.putBucketPolicy({
    Bucket,
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
  })
  await s3.getBucketPolicy({ Bucket })
  await s3.getBucketPolicyStatus({ Bucket })
  await s3.deleteBucketPolicy({ Bucket })
  await s3.putBucketOwnershipControls({
    Bucket,
    OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
  })
  await s3.putBucketAcl({ Bucket, ACL: 'public-read-write' })
  await s3.getBucketAcl({ Bucket })
  await s3.getBucketOwnershipControls({ Bucket })
  await s3.deleteBucketOwnershipControls({ Bucket })
  await s3.putBucketRequestPayment({ Bucket, RequestPaymentConfiguration: { Payer: 'Requester' } })
  await s3.getBucketRequestPayment({ Bucket })
}

const list = (inner: string) =>
  `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</ListBucketResult>`

test.skipIf(!s3Model).each([
  ['an element of its own', {}, list('<Colour>red</Colour>')],
  ['a word for a number', {}, list('<MaxKeys>many</MaxKeys>')],
  ['a class that is none', {}, list('<Contents><StorageClass>WARM</StorageClass></Contents>')],
  ['an element that comes twice', {}, list('<Name>a</Name><Name>b</Name>')],
  ['a header of its own', { 'x-amz-colour': 'red' }, list('')],
  ['no namespace', {}, '<ListBucketResult></ListBucketResult>'],
])(`the check finds %s${where}`, (_what, headers, body) => {
  expect(s3Model && s3Problems(s3Model, 'ListObjectsV2', headers, body)).toHaveLength(1)
})
