import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { undiciTransport } from '@cloud/core'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mockedDriver } from './testing/mock-s3.ts'
import { certificate, tlsStore } from './testing/tls-store.ts'

const defaults = getCACertificates('default')
beforeAll(() => {
  nock.restore()
  if (certificate) setDefaultCACertificates([...defaults, certificate.cert])
})
afterAll(() => {
  nock.activate()
  setDefaultCACertificates(defaults)
})

/** The CRC32 of `hello`, as any tool computes it. */
const sum = 'NhCmhg=='
const at = { bucket: 'bucket', key: 'k' }

async function sent(put: (driver: ReturnType<typeof mockedDriver>) => Promise<unknown>) {
  await using store = await tlsStore()
  const transport = undiciTransport()
  try {
    await put(mockedDriver({ endpoint: store.endpoint, transport }))
  } finally {
    await transport.close()
  }
  expect(store.requests).toHaveLength(1)
  return store.requests[0]
}

describe.skipIf(!certificate)(
  'over TLS content goes with its CRC32 and without a hash in the signature',
  () => {
    it('where it is in memory', async () => {
      const request = await sent((driver) => driver.putObject(at, 'hello'))
      expect(request?.body).toBe('hello')
      expect(request?.headers).toMatchObject({
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
        'x-amz-checksum-crc32': sum,
      })
      expect(request?.headers.authorization).toMatch(
        /SignedHeaders=[^,]*x-amz-checksum-crc32;x-amz-content-sha256/,
      )
    })

    it('where it is a part', async () => {
      const request = await sent((driver) => driver.uploadPart({ ...at, id: 'u' }, 1, Buffer.from('hello')))
      expect(request).toMatchObject({ url: '/bucket/k?partNumber=1&uploadId=u', body: 'hello' })
      expect(request?.headers).toMatchObject({
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
        'x-amz-checksum-crc32': sum,
      })
    })

    it('where it is a stream, whose CRC32 comes behind it', async () => {
      async function* stream() {
        yield Buffer.from('hel')
        yield Buffer.from('lo')
      }
      const request = await sent((driver) => driver.putObject(at, stream(), { sizeBytes: 5 }))
      expect(request?.body).toBe(`5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${sum}\r\n\r\n`)
      expect(request?.headers).toMatchObject({
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': '5',
      })
    })
  },
)
