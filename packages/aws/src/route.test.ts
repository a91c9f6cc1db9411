import { type HttpReply, type HttpRequest, systemClock, type Transport } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import { type AwsClientParts, awsClient } from './client.ts'
import type { AwsOptions } from './options.ts'

const setup = (
  parts: Partial<Omit<AwsClientParts, 'options'>> = {},
  answer: Partial<HttpReply> = {},
  text = '',
  options: AwsOptions = {},
) => {
  const sent: HttpRequest[] = []
  const transport: Transport = {
    send: async (request) => {
      sent.push(request)
      const body = (async function* () {
        yield Buffer.from(text)
      })()
      return { status: 200, headers: {}, body, discard: () => {}, ...answer }
    },
    close: async () => {},
  }
  const client = awsClient({
    factory: 'storage',
    service: { name: 's3', id: 'S3' },
    errors: [[/^NoSuchKey$/, 'not-found']],
    ...parts,
    options: {
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKID', secretAccessKey: 's' },
      transport,
      clock: { ...systemClock, now: () => Date.UTC(2026, 0, 31, 12) },
      ...options,
    },
  })
  const call = (path = '/') =>
    client.call({
      name: 'GetObject',
      repeat: { class: 'once' },
      request: { method: 'GET', path, headers: {} },
      read: () => 'ok',
    })
  return { client, call, sent }
}

describe('a request to AWS', () => {
  it('is signed with its query in the order of its names, and sent with it as it is', async () => {
    const { call, sent } = setup()
    await call('/b/k?uploads=&a=1')
    await call('/b/k?a=1&uploads=')
    expect(sent.map(({ path }) => path)).toEqual(['/b/k?uploads=&a=1', '/b/k?a=1&uploads='])
    expect(sent[0]?.headers.authorization).toBe(sent[1]?.headers.authorization)
    await call('/b/k%3Fuploads=&a=1')
    expect(sent[2]?.headers.authorization).not.toBe(sent[0]?.headers.authorization)
  })

  it('goes where its service routes it, and is signed for there', async () => {
    const route = (request: HttpRequest) => ({
      ...request,
      origin: 'https://b.s3.example',
      headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    })
    const { call, sent } = setup({ route })
    await call('/k')
    expect(sent[0]).toMatchObject({
      origin: 'https://b.s3.example',
      path: '/k',
      headers: {
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
        authorization: expect.stringContaining('SignedHeaders=host;x-amz-content-sha256;x-amz-date'),
      },
    })
  })

  it('of nobody carries no signature and looks for no credentials', async () => {
    let asked = 0
    const credentials = async () => {
      asked += 1
      return { accessKeyId: 'AKID', secretAccessKey: 's' }
    }
    const { call, sent } = setup({ anonymous: true }, {}, '', { credentials })
    await call('/k')
    expect([sent[0]?.headers, asked]).toEqual([{}, 0])
  })

  it('can be signed by who knows its access', async () => {
    expect(await setup().client.access()).toEqual({
      region: 'eu-west-1',
      origin: 'https://s3.eu-west-1.amazonaws.com',
      path: '',
      credentials: { accessKeyId: 'AKID', secretAccessKey: 's' },
    })
  })

  it('that S3 refuses tells what its error says, which is the root of the answer', async () => {
    const text =
      '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>No key.</Message><RequestId>R1</RequestId></Error>'
    await expect(setup({}, { status: 404 }, text).call('/k')).rejects.toMatchObject({
      code: 'not-found',
      providerCode: 'NoSuchKey',
      message: 's3 GetObject: No key. (NoSuchKey)',
      requestId: 'R1',
    })
  })
})
