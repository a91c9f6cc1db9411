import assert from 'node:assert/strict'
import {
  type MultipartUploads,
  type SignedUrl,
  type SignedUrls,
  type Storage,
  systemClock,
} from '@cloud/core'
import { ableCases, type Case, type Cases } from '../case.ts'
import { refuses, sendsNothing } from '../cloud-side.ts'
import type { StorageContext } from '../context.ts'
import { rejection } from '../expect.ts'
import type { SignedReply } from '../options.ts'
import { anObject, freeObject, missingBucket, textOf } from './things.ts'

type Able = StorageContext<Storage & SignedUrls>

const cases: Cases<Able> = {
  'A signed GET gives the content to who has no credentials': async (context) => {
    const at = await anObject(context, 'content', { contentType: 'text/plain' })
    const signed = await context.driver.signUrl(at, { method: 'GET' })
    assert.equal(signed.method, 'GET')
    const { status, text, headers } = await send(context, signed)
    assert.deepEqual([status, text, headers.get('content-type')], [200, 'content', 'text/plain'])
  },

  'A signed GET answers with the type and disposition that it was signed with': async (context) => {
    const at = await anObject(context, 'content', { contentType: 'text/plain' })
    const options = { contentType: 'text/html', contentDisposition: 'attachment; filename="a b.html"' }
    const { headers } = await send(context, await context.driver.signUrl(at, { method: 'GET', ...options }))
    assert.equal(headers.get('content-type'), options.contentType)
    assert.equal(headers.get('content-disposition'), options.contentDisposition)
  },

  'A signed HEAD tells of the object': async (context) => {
    const at = await anObject(context, 'content')
    const { status, text } = await send(context, await context.driver.signUrl(at, { method: 'HEAD' }))
    assert.deepEqual([status, text], [200, ''])
  },

  'A signed PUT stores an object, of the type that it was signed with': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    const signed = await driver.signUrl(at, { method: 'PUT', contentType: 'text/css' })
    const { status } = await send(context, signed, 'content')
    assert.ok(status >= 200 && status < 300, `answered ${status}`)
    assert.equal(await textOf(driver, at), 'content')
    assert.equal((await driver.getObject(at)).contentType, 'text/css')
  },

  'A signed DELETE removes the object': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    await send(context, await driver.signUrl(at, { method: 'DELETE' }))
    await rejection(() => driver.getObject(at), 'not-found')
  },

  'What is signed for one method is refused for another': async (context) => {
    const { driver } = context
    const at = await anObject(context)
    const signed = await driver.signUrl(at, { method: 'GET' })
    const { status } = await send(context, { ...signed, method: 'DELETE' })
    assert.ok(status >= 400 && status < 500, `answered ${status}`)
    assert.equal(await textOf(driver, at), 'content')
  },

  'signUrl sends nothing, and tells when it runs out': async (context) => {
    const { driver } = context
    const at = { bucket: missingBucket(context), key: 'key' }
    let signed: SignedUrl | undefined
    await sendsNothing(context, async () => {
      signed = await driver.signUrl(at, { method: 'GET', expiresInMs: 60_000 })
    })
    // A virtual clock may be ahead of this computer's.
    const { clock = systemClock } = context.options
    const left = Date.parse(signed?.expiresAt ?? '') - clock.now()
    assert.ok(left > 0 && left <= 61_000, `it runs out in ${left} ms`)
    assert.deepEqual(Object.keys(signed ?? {}).toSorted(), ['expiresAt', 'headers', 'method', 'url'])
  },

  'Options of signUrl that cannot be right are invalid before anything is sent': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    const wrong: Record<string, object> = {
      'no method': {},
      'a method of no object': { method: 'PATCH' },
      'a method in small letters': { method: 'get' },
      'an unknown option': { method: 'GET', expires: 60 },
      'no time': { method: 'GET', expiresInMs: 0 },
      'half a second': { method: 'GET', expiresInMs: 1500 },
      'more than a week': { method: 'GET', expiresInMs: 604_801_000 },
      'a part that is read': { method: 'GET', part: { upload: 'u', partNumber: 1 } },
      'a disposition of what is sent': { method: 'PUT', contentDisposition: 'inline' },
    }
    await refuses(context, wrong, (options) => driver.signUrl(at, options as { method: 'GET' }))
  },
}

const parts: Cases<StorageContext<Storage & SignedUrls & MultipartUploads>> = {
  'A signed part is stored as a part of its upload': async (context) => {
    const { driver } = context
    const at = await freeObject(context)
    const upload = await driver.createMultipartUpload(at, { signedParts: true })
    const signed = await driver.signUrl(at, { method: 'PUT', part: { upload: upload.id, partNumber: 3 } })
    const { status } = await send(context, signed, 'content')
    assert.ok(status >= 200 && status < 300, `answered ${status}`)
    const stored = await driver.listParts(upload).toArray()
    assert.deepEqual(
      stored.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes]),
      [[3, 7]],
    )
    await driver.completeMultipartUpload(upload, stored)
    assert.equal(await textOf(driver, at), 'content')
  },
}

export const signedUrls: readonly Case<StorageContext>[] = [
  ...ableCases<StorageContext, Able>('signed urls', ['SignedUrls'], cases),
  ...ableCases<StorageContext, StorageContext<Storage & SignedUrls & MultipartUploads>>(
    'signed urls',
    ['SignedUrls', 'MultipartUploads'],
    parts,
  ),
]

/** Sends a signed request as somebody without credentials would. */
async function send({ options }: StorageContext, signed: SignedUrl, content?: string): Promise<SignedReply> {
  if (options.sendSigned) return options.sendSigned(signed, content)
  const { url, method, headers } = signed
  const reply = await fetch(url, { method, headers, ...(content === undefined ? {} : { body: content }) })
  return { status: reply.status, headers: reply.headers, text: await reply.text() }
}
