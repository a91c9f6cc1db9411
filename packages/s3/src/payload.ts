import type { Checksum, Content } from '@cloud/core'
import { CloudError, type HttpRequest, invalid, type Source, sourceOf, summing } from '@cloud/core/driver'
import { chunked, chunkedSize } from './chunked.ts'
import type { S3Client } from './client.ts'
import { checksumHeader } from './objects-wire.ts'

/** Content on its way into a request. */
export interface Payload {
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: HttpRequest['body']
  /** Whether it can be sent again. */
  readonly repeatable: boolean
  readonly sizeBytes: number
  /** What was computed while it was sent; undefined before its end, and where nothing was. */
  readonly sum: () => Checksum | undefined
}

/** How content goes out. `invalid` for a stream whose size nobody told, and for a checksum that the store cannot compare. */
export function payloadOf(
  client: S3Client,
  content: Content,
  given: { readonly sizeBytes?: number | undefined; readonly checksum?: Checksum | undefined },
  signal: AbortSignal | undefined,
): Payload {
  const source = sourceOf(content, given.sizeBytes)
  const { sizeBytes, bytes } = source
  if (sizeBytes === undefined)
    throw invalid('The content is a stream of unknown size', 'sizeBytes, or upload of @cloud/core/storage')
  const algorithm = client.integrity
  checkCompared(given.checksum, algorithm)
  return bytes === undefined
    ? streamed(source, sizeBytes, algorithm, given.checksum, signal)
    : whole(bytes, algorithm, given.checksum)
}

function checkCompared(checksum: Checksum | undefined, integrity: S3Client['integrity']): void {
  if (checksum === undefined || summing(checksum.algorithm) !== undefined || integrity === 'crc32') return
  throw invalid(`This store compares no ${checksum.algorithm}`, 'crc32, md5, sha1 or sha256')
}

function whole(bytes: Uint8Array, algorithm: 'crc32' | 'md5', given: Checksum | undefined): Payload {
  const own = given && summing(given.algorithm)
  own?.update(bytes)
  if (own && own.value() !== given?.value) throw mismatch(given)
  const sum = given?.algorithm === algorithm ? given : { algorithm, value: sumOf(algorithm, bytes) }
  const told = algorithm === 'md5' ? { 'content-md5': sum.value } : headersOf(given ?? sum)
  return {
    headers: { ...told, 'content-length': String(bytes.byteLength) },
    body: bytes,
    repeatable: true,
    sizeBytes: bytes.byteLength,
    sum: () => sum,
  }
}

function sumOf(algorithm: 'crc32' | 'md5', bytes: Uint8Array): string {
  const sum = summing(algorithm)
  sum?.update(bytes)
  return sum?.value() ?? ''
}

const headersOf = (sum: Checksum) => ({ [checksumHeader(sum)]: sum.value })

/** A stream goes out with its checksum behind it; without one where the store does not know that, or was given another in advance. */
function streamed(
  source: Source,
  sizeBytes: number,
  algorithm: 'crc32' | 'md5',
  given: Checksum | undefined,
  signal: AbortSignal | undefined,
): Payload {
  let opened = false
  let value: string | undefined
  async function* counted() {
    opened = true
    const sum = summing(algorithm)
    const chunks = source.open(signal)
    for await (const chunk of given ? held(chunks, given) : chunks) {
      sum?.update(chunk)
      yield chunk
    }
    value = sum?.value()
  }
  const foreign = given !== undefined && summing(given.algorithm) === undefined ? given : undefined
  const trailer = algorithm === 'crc32' && foreign === undefined ? checksumHeader({ algorithm }) : undefined
  const open =
    trailer === undefined ? counted : () => chunked(counted(), sizeBytes, trailer, () => value ?? '')
  const length = trailer === undefined ? sizeBytes : chunkedSize(sizeBytes, trailer)
  return {
    headers: {
      ...(foreign && headersOf(foreign)),
      'content-length': String(length),
      'x-amz-content-sha256':
        trailer === undefined ? 'UNSIGNED-PAYLOAD' : 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      ...(trailer && {
        'content-encoding': 'aws-chunked',
        'x-amz-trailer': trailer,
        'x-amz-decoded-content-length': String(sizeBytes),
      }),
    },
    body: { open, spent: () => opened && !source.repeatable },
    repeatable: source.repeatable,
    sizeBytes,
    sum: () => (value === undefined ? undefined : { algorithm, value }),
  }
}

/** Content whose last chunk is let go only when all of it has the checksum that was given for it: else nothing is stored. */
async function* held(
  chunks: AsyncIterable<Uint8Array>,
  given: Checksum,
): AsyncGenerator<Uint8Array, void, undefined> {
  const sum = summing(given.algorithm)
  let last: Uint8Array | undefined
  for await (const chunk of chunks) {
    if (last !== undefined) yield last
    sum?.update(chunk)
    last = chunk
  }
  if (sum && sum.value() !== given.value) throw mismatch(given)
  if (last !== undefined) yield last
}

function mismatch(given: Checksum | undefined): CloudError {
  return new CloudError(`The content does not match its ${given?.algorithm}`, {
    code: 'integrity',
    outcome: 'not-applied',
  })
}
