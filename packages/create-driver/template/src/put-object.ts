import {
  type CallOptions,
  type Checksum,
  CloudError,
  type Content,
  isCloudError,
  type ObjectRef,
  type PutObject,
  type WrittenObject,
} from '@cloud/core'
import {
  checkNames,
  checkPutObject,
  invalid,
  type NamedObject,
  named,
  objectOf,
  release,
  type Source,
  sourceOf,
  summing,
} from '@cloud/core/driver'
import type { AcmeClient } from './client.ts'
import { describe, objectPath } from './objects.ts'
import { conditions, describing, toWritten } from './objects-wire.ts'

/** Stores content. The API compares the CRC32 of what comes with the header, where that is known before, and tells it in its answer. */
export async function putObject(
  client: AcmeClient,
  ref: ObjectRef,
  content: Content,
  options: PutObject = {},
  call: CallOptions = {},
): Promise<WrittenObject> {
  try {
    checkPutObject(options)
    if (options.native !== undefined) checkNames('native', options.native, [])
    const object = objectOf(ref)
    const source = sourceOf(content, options.sizeBytes)
    if (source.sizeBytes === undefined)
      throw invalid('The content is a stream of unknown size', 'the option sizeBytes')
    if (options.checksum !== undefined && summing(options.checksum.algorithm) === undefined)
      throw invalid(`This store compares no ${options.checksum.algorithm}`, 'crc32, md5, sha1 or sha256')
    return await put(client, object, source, options, call)
  } catch (error) {
    release(content)
    throw error
  }
}

async function put(
  client: AcmeClient,
  object: NamedObject,
  source: Source,
  options: PutObject,
  call: CallOptions,
): Promise<WrittenObject> {
  const { bytes, repeatable } = source
  const stream = passing(source, options.checksum, call.signal)
  const known = bytes && crc32Of(bytes, options.checksum)
  const crc32 = () => known ?? stream.crc32()
  const headers = {
    ...describing(options),
    ...conditions(options),
    ...(known !== undefined && { 'x-crc32': known }),
    'content-length': String(source.sizeBytes),
  }
  const body = bytes ?? { open: stream.chunks, spent: () => stream.begun() && !repeatable }
  // A second one of what has been stored already would fail its condition, and a stream cannot be sent again: both are looked for.
  const looks = options.ifMatch !== undefined || options.ifNoneMatch !== undefined || !repeatable
  const written = await client.call(
    {
      name: 'putObject',
      repeat: looks ? named((left) => stored(client, object, crc32(), left)) : { class: 'idempotent' },
      request: { method: 'PUT', path: objectPath(object), headers, body },
      unlimited: true,
      read: (reply) => toWritten(object, reply.headers),
    },
    call,
  )
  if (written.checksums.crc32 === crc32()) return written
  throw new CloudError('What was stored is not what was sent', { code: 'integrity', outcome: 'applied' })
}

/** What the object is, where it holds this very content: whoever wrote it, that is what was asked for. */
async function stored(
  client: AcmeClient,
  object: NamedObject,
  crc32: string | undefined,
  call: CallOptions,
): Promise<WrittenObject | undefined> {
  const found = await describe(client, object, {}, call).catch((error: unknown) => {
    if (isCloudError(error, 'not-found')) return undefined
    throw error
  })
  if (found === undefined || crc32 === undefined || found.checksums.crc32 !== crc32) return undefined
  const { bucket, key, id, etag, checksums } = found
  return { kind: 'object', id, bucket, key, etag, checksums }
}

interface Passing {
  readonly chunks: () => AsyncGenerator<Uint8Array, void, undefined>
  readonly begun: () => boolean
  /** Undefined before its end. */
  readonly crc32: () => string | undefined
}

/** A stream on its way. Its last chunk is let go only when all of it has the checksum that was given: else nothing is stored. */
function passing(source: Source, wanted: Checksum | undefined, signal: AbortSignal | undefined): Passing {
  let begun = false
  let crc32: string | undefined
  async function* chunks() {
    begun = true
    const sum = summing('crc32')
    const own = wanted && summing(wanted.algorithm)
    let last: Uint8Array | undefined
    for await (const chunk of source.open(signal)) {
      if (last !== undefined) yield last
      sum?.update(chunk)
      own?.update(chunk)
      last = chunk
    }
    if (own && own.value() !== wanted?.value) throw mismatch(wanted)
    crc32 = sum?.value()
    if (last !== undefined) yield last
  }
  return { chunks, begun: () => begun, crc32: () => crc32 }
}

/** The CRC32 of content in memory, which must have the checksum that was given. */
function crc32Of(bytes: Uint8Array, wanted: Checksum | undefined): string | undefined {
  const of = (algorithm: Checksum['algorithm']) => {
    const sum = summing(algorithm)
    sum?.update(bytes)
    return sum?.value()
  }
  if (wanted && of(wanted.algorithm) !== wanted.value) throw mismatch(wanted)
  return of('crc32')
}

function mismatch(wanted: Checksum | undefined): CloudError {
  const message = `The content does not match its ${wanted?.algorithm}`
  return new CloudError(message, { code: 'integrity', outcome: 'not-applied' })
}
