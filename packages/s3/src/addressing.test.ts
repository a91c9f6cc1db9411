import type { HttpRequest, Transport } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import { virtualHost } from './address.ts'
import { storage } from './index.ts'
import { answer, host, mockedDriver } from './testing/mock-s3.ts'

const made = (origin: string, path: string) => {
  const { origin: to, path: rest } = virtualHost({ origin, path, method: 'GET', headers: {} })
  return to + rest
}

it('takes no option that there is not, and tells those that there are', () => {
  const misspelt = { forcePathStil: true }
  expect(() => storage(misspelt as object)).toThrow(
    expect.objectContaining({
      code: 'invalid',
      hint: expect.stringMatching(/forcePathStyle.*requesterPays.*region/),
    }),
  )
})

describe('the address of an object', () => {
  it.each([
    ['https://s3.example', '/bucket/a/b?x=1', 'https://bucket.s3.example/a/b?x=1'],
    ['https://s3.example', '/bucket', 'https://bucket.s3.example/'],
    ['https://s3.example', '/bucket?list-type=2', 'https://bucket.s3.example/?list-type=2'],
    ['https://s3.example', '/', 'https://s3.example/'],
    ['https://s3.example', '/bucket//a', 'https://bucket.s3.example//a'],
    ['https://s3.example', '/with.dots/k', 'https://s3.example/with.dots/k'],
    ['https://s3.example', '/Capitals/k', 'https://s3.example/Capitals/k'],
    ['http://127.0.0.1:9000', '/bucket/k', 'http://127.0.0.1:9000/bucket/k'],
    ['http://localhost:9000', '/bucket/k', 'http://localhost:9000/bucket/k'],
    ['http://[::1]:9000', '/bucket/k', 'http://[::1]:9000/bucket/k'],
  ])('at %s%s is %s', (origin, path, whole) => {
    expect(made(origin, path)).toBe(whole)
  })

  it.each([
    ['../other/x', '/../other/x'],
    ['a//b', '/a//b'],
    ['/lead', '//lead'],
    ['%2F', '/%252F'],
    ['a+b c', '/a%2Bb%20c'],
    ['😀', '/%F0%9F%98%80'],
    ['e\u0301', '/e%CC%81'],
    ["?#&='()*!", '/%3F%23%26%3D%27%28%29%2A%21'],
  ])('with the key %j goes as %s, and is signed as it goes', async (key, path) => {
    const sent: HttpRequest[] = []
    const send: Transport['send'] = async (request) => {
      sent.push(request)
      return { status: 204, headers: {}, body: (async function* () {})(), discard: () => {} }
    }
    await mockedDriver({ transport: { send, close: async () => {} } }).deleteObject({ bucket: 'bucket', key })
    expect(sent).toMatchObject([{ origin: `https://bucket.${host}`, path }])
  })

  it('names the bucket in the path where that is asked for', async () => {
    const asked = answer('DELETE', { status: 204 }, host)
    await mockedDriver({ forcePathStyle: true }).deleteObject({ bucket: 'bucket', key: 'k' })
    expect(asked.seen.target).toBe(`${host}/bucket/k`)
  })

  it.each([
    [{ useDualstackEndpoint: true }, 'bucket.s3.dualstack.eu-west-1.amazonaws.com'],
    [{ useFipsEndpoint: true, region: 'us-east-1' }, 'bucket.s3-fips.us-east-1.amazonaws.com'],
    [
      { useFipsEndpoint: true, useDualstackEndpoint: true, region: 'us-gov-west-1' },
      'bucket.s3-fips.dualstack.us-gov-west-1.amazonaws.com',
    ],
    [{ region: 'cn-north-1' }, 'bucket.s3.cn-north-1.amazonaws.com.cn'],
  ])('with %j is at %s', async (options, at) => {
    const asked = answer('DELETE', { status: 204 }, at)
    await mockedDriver(options).deleteObject({ bucket: 'bucket', key: 'k' })
    expect(asked.seen.target).toBe(`${at}/k`)
  })

  it('carries who pays, and nothing of an anonymous one', async () => {
    const paid = answer('DELETE', { status: 204 })
    await mockedDriver({ requesterPays: true }).deleteObject({ bucket: 'bucket', key: 'k' })
    expect(paid.seen.headers['x-amz-request-payer']).toBe('requester')
    const open = answer('DELETE', { status: 204 })
    await mockedDriver({ anonymous: true, credentials: undefined }).deleteObject({
      bucket: 'bucket',
      key: 'k',
    })
    expect(open.seen.headers).not.toHaveProperty('authorization')
  })
})
