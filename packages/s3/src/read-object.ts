import type {
  ByteRange,
  CallOptions,
  Checksum,
  Checksums,
  ObjectContent,
  ObjectRef,
  ReadObject,
} from '@cloud/core'
import { CloudError, checkReadObject, type HttpReply, objectBody, objectOf } from '@cloud/core/driver'
import { read, type S3Client, send } from './client.ts'
import { readConditions } from './conditions.ts'
import { checksums, type NamedVersion } from './get-object.ts'
import { readHeaders, type S3ReadNative } from './native.ts'
import { present, type S3Object, toObject } from './objects-wire.ts'

/** `readObject` of `objects` alone. */
export async function readObject(
  client: S3Client,
  ref: ObjectRef,
  options: ReadObject<S3ReadNative> = {},
  call?: CallOptions,
): Promise<ObjectContent<S3Object>> {
  checkReadObject(options)
  return readContent(client, objectOf(ref), options, call)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function readContent(
  client: S3Client,
  object: NamedVersion,
  options: ReadObject<S3ReadNative>,
  call: CallOptions = {},
): Promise<ObjectContent<S3Object>> {
  const { versionId, bucket, key } = object
  const { range } = options
  return send(
    client,
    {
      name: 'GetObject',
      method: 'GET',
      bucket,
      key,
      query: { versionId },
      headers: {
        ...checksums,
        ...readConditions(options),
        ...readHeaders(options.native),
        range: range && rangeHeader(range),
      },
      unlimited: true,
      repeat: read,
      stream: (reply) => contentOf(client, object, range, reply, call.signal),
    },
    call,
  )
}

function rangeHeader({ offset, length, last }: ByteRange): string {
  if (last !== undefined) return `bytes=-${last}`
  return length === undefined ? `bytes=${offset}-` : `bytes=${offset}-${offset + length - 1}`
}

function contentOf(
  client: S3Client,
  object: NamedVersion,
  range: ByteRange | undefined,
  { status, headers, body, discard }: HttpReply,
  signal: AbortSignal | undefined,
): ObjectContent<S3Object> {
  const length = Number(present(headers, 'content-length'))
  const { offset, sizeBytes } = placeOf(range, status, headers, length)
  const described = toObject(object, headers, sizeBytes, client.integrity)
  const checksum = range === undefined ? comparable(described.checksums) : undefined
  return {
    object: described,
    offset,
    length,
    body: objectBody({ chunks: body, length, checksum, signal, discard }),
  }
}

/** Where in the object the bytes are that come. */
function placeOf(
  range: ByteRange | undefined,
  status: number,
  headers: HttpReply['headers'],
  length: number,
): { readonly offset: number; readonly sizeBytes: number } {
  if (status !== 206) {
    // A store that passes over ranges would give the beginning for any part.
    if (range !== undefined && length > 0) throw outOfPlace()
    return { offset: 0, sizeBytes: length }
  }
  const [, from, to, all] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '') ?? []
  const offset = Number(from)
  if (!(Number(to) - offset + 1 === length) || !isWanted(range, offset)) throw outOfPlace()
  return { offset, sizeBytes: Number(all) }
}

const isWanted = (range: ByteRange | undefined, offset: number) =>
  range !== undefined && (range.offset === undefined || range.offset === offset)

const outOfPlace = () =>
  new CloudError('The answer is of another part than was asked for', { code: 'protocol' })

/** The one that is cheapest to compute, of those that are known. */
function comparable(known: Checksums): Checksum | undefined {
  for (const algorithm of ['crc32', 'sha1', 'sha256', 'md5'] as const) {
    const value = known[algorithm]
    if (value !== undefined) return { algorithm, value }
  }
  return undefined
}
