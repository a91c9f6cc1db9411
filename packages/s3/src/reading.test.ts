import { describe, expect, it } from 'vitest'
import { answer, host, mockedDriver, refuse } from './testing/mock-s3.ts'

const at = { bucket: 'bucket', key: 'k' }
const head = {
  etag: '"e"',
  'last-modified': 'Sat, 31 Jan 2026 12:00:00 GMT',
  'content-type': 'text/plain',
  'x-amz-meta-color': 'blue',
  'x-amz-version-id': 'null',
}
const failure = (work: Promise<unknown>) => work.then(String, (error: unknown) => error)

describe('an object that is read', () => {
  it('is described by its headers, and held to its checksum', async () => {
    const asked = answer('GET', { headers: { ...head, 'x-amz-checksum-crc32': 'NhCmhg==' }, body: 'hello' })
    const { object, offset, length, body } = await mockedDriver().readObject(at)
    expect({ object, offset, length }).toEqual({
      object: {
        kind: 'object',
        id: 'bucket/k',
        name: 'k',
        bucket: 'bucket',
        key: 'k',
        sizeBytes: 5,
        etag: '"e"',
        modifiedAt: '2026-01-31T12:00:00.000Z',
        storageClass: 'STANDARD',
        contentType: 'text/plain',
        metadata: { color: 'blue' },
        checksums: { crc32: 'NhCmhg==' },
        native: {},
      },
      offset: 0,
      length: 5,
    })
    expect(await new Response(body).text()).toBe('hello')
    expect(asked.seen.headers['x-amz-checksum-mode']).toBe('ENABLED')
    answer('GET', { headers: { ...head, 'x-amz-checksum-crc32': 'AAAAAA==' }, body: 'hello' })
    const changed = await mockedDriver().readObject(at)
    expect(await failure(new Response(changed.body).text())).toMatchObject({ code: 'integrity' })
  })

  it('is not held to the checksum of its parts', async () => {
    const composite = { 'x-amz-checksum-crc32': 'AAAAAA==-2', 'x-amz-checksum-type': 'COMPOSITE' }
    answer('GET', { headers: { ...head, ...composite }, body: 'hello' })
    const { object, body } = await mockedDriver().readObject(at)
    expect([object.checksums, await new Response(body).text()]).toEqual([{}, 'hello'])
  })

  it.each([
    [{ offset: 1, length: 3 }, 'bytes=1-3', 'bytes 1-3/5', 'ell', 1],
    [{ offset: 3 }, 'bytes=3-', 'bytes 3-4/5', 'lo', 3],
    [{ last: 2 }, 'bytes=-2', 'bytes 3-4/5', 'lo', 3],
  ])('by the range %j is asked for by %s', async (range, asks, told, body, offset) => {
    const asked = answer('GET', {
      status: 206,
      headers: { ...head, 'content-range': told, 'x-amz-checksum-crc32': 'NhCmhg==' },
      body,
    })
    const part = await mockedDriver().readObject(at, { range })
    expect(asked.seen.headers.range).toBe(asks)
    expect([part.offset, part.object.sizeBytes, await new Response(part.body).text()]).toEqual([
      offset,
      5,
      body,
    ])
  })

  it.each([
    ['another part', 206, { 'content-range': 'bytes 0-2/5' }],
    ['all of it', 200, {}],
    ['a part that it does not name', 206, {}],
  ])('of which the store gives %s is a breach of the protocol', async (_what, status, headers) => {
    answer('GET', { status, headers: { ...head, ...headers }, body: 'hel' })
    expect(await failure(mockedDriver().readObject(at, { range: { offset: 1, length: 3 } }))).toMatchObject({
      code: 'protocol',
    })
  })

  it.each([
    [304, '', 'precondition'],
    [412, 'PreconditionFailed', 'precondition'],
    [416, 'InvalidRange', 'invalid'],
    [404, 'NoSuchKey', 'not-found'],
    [403, 'InvalidObjectState', 'conflict'],
    [403, 'AccessDenied', 'forbidden'],
    [403, 'InvalidAccessKeyId', 'unauthorized'],
    [403, 'SignatureDoesNotMatch', 'unauthorized'],
    [301, 'PermanentRedirect', 'invalid'],
  ])('that is answered with %i %s is %s', async (status, code, ours) => {
    if (code === '') answer('GET', { status })
    else refuse('GET', status, code)
    expect(await failure(mockedDriver().readObject(at))).toMatchObject({ code: ours })
  })

  it('that is not there is told by its name, though the answer is empty', async () => {
    answer('HEAD', { status: 404 })
    expect(await failure(mockedDriver().getObject(at))).toMatchObject({
      code: 'not-found',
      message: 's3 HeadObject: There is no object k in bucket',
    })
  })

  it('with a key of its own sends that with each request', async () => {
    const asked = answer('HEAD', { headers: { ...head, 'content-length': '5' } })
    await mockedDriver().getObject(at, { native: { customerKey: { key: new Uint8Array(32) } } })
    expect(asked.seen.headers).toMatchObject({
      'x-amz-server-side-encryption-customer-algorithm': 'AES256',
      'x-amz-server-side-encryption-customer-key': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      'x-amz-server-side-encryption-customer-key-md5': 'cLyPS3KoaSFGi/joRB3OUQ==',
    })
  })
})

describe('a list of objects', () => {
  const contents = (key: string) =>
    `<Contents><Key>${key}</Key><LastModified>2026-01-31T12:00:00.000Z</LastModified><ETag>"e"</ETag><Size>5</Size></Contents>`
  const page = (inside: string) =>
    `<ListBucketResult><EncodingType>url</EncodingType>${inside}</ListBucketResult>`

  it('goes on where the page before it ended, and decodes its keys', async () => {
    answer('GET', {
      body: page(
        `<IsTruncated>true</IsTruncated><NextContinuationToken>t+/=</NextContinuationToken>${contents('a%2Bb+c')}`,
      ),
    })
    const second = answer('GET', {
      body: page(`<IsTruncated>false</IsTruncated>${contents('%F0%9F%98%80')}`),
    })
    const keys = await mockedDriver()
      .listObjects('bucket', { prefix: 'a&b', delimiter: '/', startAfter: 'x', pageSize: 1 })
      .toArray()
    expect(keys.map(({ key }) => key)).toEqual(['a+b c', '😀'])
    expect(second.seen.target).toBe(
      `bucket.${host}/?list-type=2&encoding-type=url&max-keys=1&prefix=a%26b&delimiter=%2F&start-after=x&continuation-token=t%2B%2F%3D`,
    )
  })

  it('that goes on without saying where is a breach of the protocol', async () => {
    answer('GET', { body: page('<IsTruncated>true</IsTruncated>') })
    expect(await failure(mockedDriver().listObjects('bucket').toArray())).toMatchObject({ code: 'protocol' })
  })
})

describe('a list of versions', () => {
  it('keeps the order of versions and deletions, which have two names', async () => {
    const item = (name: string, key: string, id: string) =>
      `<${name}><Key>${key}</Key><VersionId>${id}</VersionId><IsLatest>false</IsLatest><LastModified>2026-01-31T12:00:00.000Z</LastModified></${name}>`
    answer('GET', {
      body: `<ListVersionsResult>${item('Version', 'a', '3')}${item('DeleteMarker', 'a', '2')}${item('Version', 'a', '1')}${item('DeleteMarker', 'b', '4')}</ListVersionsResult>`,
    })
    const all = await mockedDriver().listVersions('bucket').toArray()
    expect(all.map(({ versionId, deleted }) => [versionId, deleted])).toEqual([
      ['3', false],
      ['2', true],
      ['1', false],
      ['4', true],
    ])
  })
})

describe('a bucket', () => {
  it('that the account has already is made again only in the region that it is in', async () => {
    const owned = () => refuse('PUT', 409, 'BucketAlreadyOwnedByYou')
    const located = (region: string) =>
      answer('GET', { body: `<LocationConstraint>${region}</LocationConstraint>` })
    const asked = owned()
    located('eu-west-1')
    expect(await mockedDriver().createBucket({ name: 'bucket' })).toMatchObject({
      id: 'bucket',
      location: 'eu-west-1',
    })
    expect(asked.seen.body).toContain('<LocationConstraint>eu-west-1</LocationConstraint>')
    owned()
    located('')
    expect(await failure(mockedDriver().createBucket({ name: 'bucket' }))).toMatchObject({
      code: 'already-exists',
    })
  })

  it('whose region is not told is left unknown', async () => {
    refuse('PUT', 409, 'BucketAlreadyOwnedByYou')
    refuse('GET', 403, 'AccessDenied')
    expect(await failure(mockedDriver().createBucket({ name: 'bucket' }))).toMatchObject({
      code: 'forbidden',
      outcome: 'unknown',
    })
  })

  it('of another region is made there', async () => {
    const asked = answer('PUT', {}, 'bucket.s3.us-east-1.amazonaws.com')
    await mockedDriver().createBucket({ name: 'bucket', location: 'us-east-1' })
    expect(asked.seen.body).toBe('')
  })

  it.each(['ab', 'Bucket', 'a..b', '192.168.0.1', '-ab', 'xn--a', 'a_b'])(
    'cannot be called %j, which is told before anything is sent',
    async (name) => {
      expect(await failure(mockedDriver().createBucket({ name }))).toMatchObject({
        code: 'invalid',
        outcome: 'not-applied',
      })
    },
  )
})
