import type { CallOptions, Checksum, Content, ObjectRef, PutObject, WrittenObject } from '@cloud/core'
import {
  CloudError,
  checkPutObject,
  type NamedObject,
  named,
  objectOf,
  release,
  type WholeReply,
} from '@cloud/core/driver'
import { idempotent, type S3Client, send } from './client.ts'
import { isConditional, unmet, writeConditions } from './conditions.ts'
import { headObject } from './get-object.ts'
import { descriptionHeaders, type S3PutNative } from './native.ts'
import { knownChecksums, present, toWritten, versionOfReply } from './objects-wire.ts'
import { type Payload, payloadOf } from './payload.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
/** `putObject` of `objects` alone. */
export async function putObject(
  client: S3Client,
  ref: ObjectRef,
  content: Content,
  options: PutObject<S3PutNative> = {},
  call: CallOptions = {},
): Promise<WrittenObject> {
  try {
    checkPutObject(options)
    const object = objectOf(ref)
    const described = descriptionHeaders(options)
    const payload = payloadOf(client, content, options, call.signal)
    return await put(client, object, payload, { ...described, ...writeConditions(options) }, options, call)
  } catch (error) {
    release(content)
    throw unmet(error, options)
  }
}

async function put(
  client: S3Client,
  object: NamedObject,
  payload: Payload,
  headers: Readonly<Record<string, string | undefined>>,
  options: PutObject<S3PutNative>,
  call: CallOptions,
): Promise<WrittenObject> {
  // A second one of what has been stored already would fail its condition, and a stream cannot be sent again: both are looked for.
  const looks = isConditional(options) || !payload.repeatable
  const written = await send(
    client,
    {
      name: 'PutObject',
      method: 'PUT',
      ...object,
      headers: { ...headers, ...payload.headers, ...encoding(headers, payload) },
      body: payload.body,
      unlimited: true,
      repeat: looks ? named((within) => stored(client, object, payload, options, within)) : idempotent,
      read: (reply) => writtenBy(client, object, reply),
    },
    call,
  )
  compare(written, payload.sum(), client.integrity)
  return written
}

const encoding = (
  headers: Readonly<Record<string, string | undefined>>,
  payload: Payload,
): Record<string, string> => {
  const own = headers['content-encoding']
  const added = payload.headers['content-encoding']
  return own && added ? { 'content-encoding': `${added},${own}` } : {}
}

function writtenBy({ integrity }: S3Client, object: NamedObject, { headers }: WholeReply): WrittenObject {
  return toWritten(
    object,
    present(headers, 'etag'),
    knownChecksums(headers, integrity),
    versionOfReply(headers),
  )
}

/** What the object is where it holds this very content: whoever wrote it, that is what was asked for. */
async function stored(
  client: S3Client,
  object: NamedObject,
  payload: Payload,
  { native }: PutObject<S3PutNative>,
  call: CallOptions,
): Promise<WrittenObject | undefined> {
  const sum = payload.sum()
  if (sum === undefined) return undefined
  const asked = native?.customerKey === undefined ? {} : { native: { customerKey: native.customerKey } }
  const found = await headObject(client, object, asked, call).catch((error: unknown) => {
    if (error instanceof Error && Reflect.get(error, 'code') === 'not-found') return undefined
    throw error
  })
  if (found?.checksums[sum.algorithm] !== sum.value) return undefined
  return toWritten(object, found.etag, found.checksums, found.versionId)
}

/** A store that compares nothing while it takes a stream tells afterwards what it has. */
function compare(written: WrittenObject, sum: Checksum | undefined, integrity: S3Client['integrity']): void {
  if (integrity !== 'md5' || sum === undefined) return
  const has = written.checksums.md5
  if (has === undefined || has === sum.value) return
  throw new CloudError('What was stored does not match what was sent', {
    code: 'integrity',
    outcome: 'applied',
  })
}
