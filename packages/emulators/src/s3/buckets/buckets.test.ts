import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../../options.ts'
import { startCloud } from '../../start-cloud.ts'
import { madeBucket, s3Client } from '../../testing/s3-client.ts'

let local: LocalCloud
let s3: ReturnType<typeof s3Client>
let Bucket = ''

beforeAll(async () => {
  local = await startCloud()
  s3 = s3Client(local)
  Bucket = await madeBucket(local)
})
afterAll(() => local.close())

const inEurope = { CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } } as const

test.each([
  'ab',
  'Upper-case',
  'under_score',
  '-dash',
  'dash-',
  'a..b',
  '192.168.0.1',
  'xn--x',
  'x-s3alias',
  'a'.repeat(64),
])('the bucket name %s is refused', async (name) => {
  // The vendor's client looks at some names itself.
  await expect(s3.createBucket({ Bucket: name, ...inEurope })).rejects.toMatchObject({
    name: expect.stringMatching(/^InvalidBucketName$|^Error$/),
  })
  expect(local.inventory().s3.buckets.map((bucket) => bucket.name)).not.toContain(name)
})

test('a bucket is made once, where the request is for', async () => {
  await expect(s3.createBucket({ Bucket, ...inEurope })).rejects.toMatchObject({
    name: 'BucketAlreadyOwnedByYou',
  })
  await expect(
    s3.createBucket({ Bucket: 'elsewhere', CreateBucketConfiguration: { LocationConstraint: 'eu-west-2' } }),
  ).rejects.toMatchObject({ name: 'IllegalLocationConstraintException' })
  const first = s3Client(local, { region: 'us-east-1' })
  await first.createBucket({ Bucket: 'first-region' })
  await first.createBucket({ Bucket: 'first-region' })
  expect((await first.getBucketLocation({ Bucket: 'first-region' })).LocationConstraint).toBeUndefined()
  expect((await first.getBucketLocation({ Bucket })).LocationConstraint).toBe('eu-west-1')
  await first.deleteBucket({ Bucket: 'first-region' })
})

test('a request for another region is led on, or told the right one', async () => {
  await expect(s3Client(local, { region: 'us-west-2' }).listObjectsV2({ Bucket })).rejects.toMatchObject({
    name: 'PermanentRedirect',
    $metadata: { httpStatusCode: 301 },
    $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
  })
  await expect(s3Client(local, { region: 'us-east-1' }).listObjectsV2({ Bucket })).rejects.toMatchObject({
    name: 'AuthorizationHeaderMalformed',
    Region: 'eu-west-1',
    $metadata: { httpStatusCode: 400 },
  })
})

test('buckets are listed in pages', async () => {
  for (const name of ['page-1', 'page-2', 'page-3']) await madeBucket(local, name)
  const first = await s3.listBuckets({ MaxBuckets: 2, Prefix: 'page-' })
  expect(first.Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion])).toEqual([
    ['page-1', 'eu-west-1'],
    ['page-2', 'eu-west-1'],
  ])
  const rest = await s3.listBuckets({
    MaxBuckets: 2,
    Prefix: 'page-',
    ContinuationToken: first.ContinuationToken,
  })
  expect(rest.Buckets?.map(({ Name }) => Name)).toEqual(['page-3'])
  expect(rest.ContinuationToken).toBeUndefined()
})

test('a bucket that is not there, and one that is not empty', async () => {
  await expect(s3.listObjectsV2({ Bucket: 'not-there' })).rejects.toMatchObject({ name: 'NoSuchBucket' })
  await expect(s3.headBucket({ Bucket: 'not-there' })).rejects.toMatchObject({ name: 'NotFound' })
  await s3.putObject({ Bucket: 'page-1', Key: 'k', Body: '' })
  await expect(s3.deleteBucket({ Bucket: 'page-1' })).rejects.toMatchObject({
    name: 'BucketNotEmpty',
    $metadata: { httpStatusCode: 409 },
  })
  await expect(s3.headBucket({ Bucket, ExpectedBucketOwner: '999999999999' })).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  })
})

describe('what is set on a bucket is kept, shown and removed', () => {
  test('tags', async () => {
    await expect(s3.getBucketTagging({ Bucket })).rejects.toMatchObject({ name: 'NoSuchTagSet' })
    const TagSet = [{ Key: 'team', Value: 'a b' }]
    await s3.putBucketTagging({ Bucket, Tagging: { TagSet } })
    expect((await s3.getBucketTagging({ Bucket })).TagSet).toEqual(TagSet)
    await s3.deleteBucketTagging({ Bucket })
    await expect(s3.getBucketTagging({ Bucket })).rejects.toMatchObject({ name: 'NoSuchTagSet' })
  })

  test('a lifecycle', async () => {
    await expect(s3.getBucketLifecycleConfiguration({ Bucket })).rejects.toMatchObject({
      name: 'NoSuchLifecycleConfiguration',
    })
    const put = (Rules: object[]) =>
      s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules: Rules as never } })
    const rule = {
      ID: 'old',
      Status: 'Enabled',
      Filter: { And: { Prefix: 'logs/', Tags: [{ Key: 'a', Value: 'b' }] } },
      Expiration: { Days: 30 },
      Transitions: [{ Days: 10, StorageClass: 'GLACIER' }],
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    }
    await put([rule, { Status: 'Disabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } }])
    const { Rules = [] } = await s3.getBucketLifecycleConfiguration({ Bucket })
    expect(Rules[0]).toEqual(rule)
    expect(Rules[1]?.ID).toMatch(/^[0-9a-f]{32}$/)
    await expect(put([{ ...rule, Expiration: { Days: 0 } }])).rejects.toMatchObject({
      name: 'InvalidArgument',
    })
    await expect(put([rule, rule])).rejects.toMatchObject({ name: 'InvalidArgument' })
    await expect(put([{ Status: 'Enabled', Filter: {} }])).rejects.toMatchObject({ name: 'InvalidRequest' })
    await expect(put([{ ...rule, Status: 'On' }])).rejects.toMatchObject({ name: 'MalformedXML' })
    await s3.deleteBucketLifecycle({ Bucket })
  })

  test('encryption, ownership, payer, access block', async () => {
    expect((await s3.getBucketEncryption({ Bucket })).ServerSideEncryptionConfiguration?.Rules).toEqual([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
    ])
    await s3.putBucketEncryption({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true }],
      },
    })
    expect(await s3.putObject({ Bucket, Key: 'k', Body: '' })).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      BucketKeyEnabled: true,
    })
    await s3.deleteBucketEncryption({ Bucket })
    await s3.putBucketRequestPayment({ Bucket, RequestPaymentConfiguration: { Payer: 'Requester' } })
    expect((await s3.getBucketRequestPayment({ Bucket })).Payer).toBe('Requester')
    await s3.putBucketRequestPayment({ Bucket, RequestPaymentConfiguration: { Payer: 'BucketOwner' } })
    expect((await s3.getBucketOwnershipControls({ Bucket })).OwnershipControls?.Rules).toEqual([
      { ObjectOwnership: 'BucketOwnerEnforced' },
    ])
    expect((await s3.getPublicAccessBlock({ Bucket })).PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    })
  })
})

const anonymous = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${local.s3.endpoint}/${path}`, init)
  return { status: response.status, text: await response.text(), headers: response.headers }
}

test('nobody without credentials gets in before a policy says so, and none may while it is blocked', async () => {
  await s3.putObject({ Bucket, Key: 'public/x', Body: 'open' })
  expect((await anonymous(`${Bucket}/public/x`)).text).toContain('<Code>AccessDenied</Code>')
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/public/*`,
  }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await expect(s3.putBucketPolicy({ Bucket, Policy })).rejects.toMatchObject({ name: 'AccessDenied' })
  await s3.deletePublicAccessBlock({ Bucket })
  await expect(s3.putBucketPolicy({ Bucket, Policy: '{}' })).rejects.toMatchObject({
    name: 'MalformedPolicy',
  })
  await s3.putBucketPolicy({ Bucket, Policy })
  expect((await s3.getBucketPolicy({ Bucket })).Policy).toBe(Policy)
  expect((await s3.getBucketPolicyStatus({ Bucket })).PolicyStatus?.IsPublic).toBe(true)
  expect((await anonymous(`${Bucket}/public/x`)).text).toBe('open')
  expect((await anonymous(`${Bucket}/k`)).status).toBe(403)
  expect((await anonymous(`${Bucket}/public/x`, { method: 'DELETE' })).status).toBe(403)
  expect((await anonymous(`${Bucket}/public/x?response-content-type=a/b`)).status).toBe(400)
  await s3.putBucketRequestPayment({ Bucket, RequestPaymentConfiguration: { Payer: 'Requester' } })
  expect((await anonymous(`${Bucket}/public/x`)).status).toBe(403)
  await s3.putBucketRequestPayment({ Bucket, RequestPaymentConfiguration: { Payer: 'BucketOwner' } })
  await s3.deleteBucketPolicy({ Bucket })
  expect((await anonymous(`${Bucket}/public/x`)).status).toBe(403)
})

test('access lists count where the bucket has them', async () => {
  const name = await madeBucket(local, 'with-acls')
  await s3.deletePublicAccessBlock({ Bucket: name })
  await expect(s3.putBucketAcl({ Bucket: name, ACL: 'public-read' })).rejects.toMatchObject({
    name: 'AccessControlListNotSupported',
  })
  await s3.putBucketOwnershipControls({
    Bucket: name,
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
  })
  await s3.putBucketAcl({ Bucket: name, ACL: 'public-read' })
  const { Grants = [] } = await s3.getBucketAcl({ Bucket: name })
  expect(Grants.map(({ Permission }) => Permission)).toEqual(['FULL_CONTROL', 'READ'])
  await s3.putObject({ Bucket: name, Key: 'open', Body: 'open', ACL: 'public-read' })
  await s3.putObject({ Bucket: name, Key: 'closed', Body: 'closed' })
  expect((await anonymous(`${name}?list-type=2`)).text).toContain('<Key>closed</Key>')
  expect((await anonymous(`${name}/open`)).text).toBe('open')
  expect((await anonymous(`${name}/closed`)).status).toBe(403)
  await s3.putObjectAcl({ Bucket: name, Key: 'open', ACL: 'private' })
  expect((await anonymous(`${name}/open`)).status).toBe(403)
  expect((await s3.getObjectAcl({ Bucket: name, Key: 'open' })).Grants).toHaveLength(1)
})

test('a browser is answered as the rules say', async () => {
  const ask = (origin: string, method = 'PUT', headers = 'x-amz-meta-a') =>
    anonymous(`${Bucket}/k`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
    })
  await expect(s3.getBucketCors({ Bucket })).rejects.toMatchObject({ name: 'NoSuchCORSConfiguration' })
  expect((await ask('https://a.example')).text).toContain('CORS is not enabled')
  const rule = {
    AllowedOrigins: ['https://*.example'],
    AllowedMethods: ['PUT', 'GET'],
    AllowedHeaders: ['x-amz-*'],
    ExposeHeaders: ['etag'],
    MaxAgeSeconds: 60,
  }
  await s3.putBucketCors({ Bucket, CORSConfiguration: { CORSRules: [rule] } })
  expect((await s3.getBucketCors({ Bucket })).CORSRules).toEqual([rule])
  const { status, headers } = await ask('https://a.example')
  expect(status).toBe(200)
  expect(headers.get('access-control-allow-origin')).toBe('https://a.example')
  expect(headers.get('access-control-allow-headers')).toBe('x-amz-meta-a')
  expect(headers.get('access-control-max-age')).toBe('60')
  for (const refused of [
    ask('http://a.example'),
    ask('https://a.example', 'DELETE'),
    ask('https://a.example', 'PUT', 'other'),
  ])
    expect((await refused).status).toBe(403)
  await s3.deleteBucketCors({ Bucket })
})
