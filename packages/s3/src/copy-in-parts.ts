import type { CallOptions, CopyObject, Part, WrittenObject } from '@cloud/core'
import {
  changed,
  defined,
  isCloudError,
  type NamedObject,
  object,
  readXml,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { type ChecksumsWire, checksumMembers, checksumsInXml } from './checksums-wire.ts'
import { idempotent, type S3Client, send } from './client.ts'
import { completeUpload } from './complete-upload.ts'
import { copySource } from './copy-source.ts'
import { quoted } from './etag.ts'
import type { NamedVersion } from './get-object.ts'
import { describes, descriptionHeaders, type S3PutNative } from './native.ts'
import { tagsOf } from './object-tags.ts'
import type { S3Object } from './objects-wire.ts'
import { refuseErrors } from './reply-error.ts'
import { abortUpload, beginUpload } from './uploads.ts'

/** How many parts are copied at a time, and the least that one holds. */
const atOnce = 8
const leastPart = 256 * 1024 ** 2
const mostParts = 10_000

/** Copies what is too large for one request; where that fails nothing of it is left, or `details.upload` tells what is. */
export async function copyInParts(
  client: S3Client,
  source: NamedVersion,
  found: S3Object,
  target: NamedObject,
  options: CopyObject<S3PutNative>,
  call: CallOptions,
): Promise<WrittenObject> {
  const { ifMatch, ifNoneMatch, ifSourceMatch = found.etag } = options
  const headers = descriptionHeaders(await described(client, source, found, options, call))
  const upload = await beginUpload(client, target, headers, call)
  const named = { ...target, id: upload.id }
  try {
    const parts = await copyParts(client, source, { ...found, etag: ifSourceMatch }, named, call)
    return await completeUpload(client, named, parts, { ifMatch, ifNoneMatch }, call)
  } catch (error) {
    // In its own time: that of the call may be what ended.
    const left = await abortUpload(client, named, undefined).catch((failure: unknown) => failure)
    throw left === undefined || !isCloudError(error)
      ? error
      : changed(error, { details: { ...error.details, upload: named } })
  }
}

/** What the copy is described by: an upload takes nothing over from the source by itself. */
async function described(
  client: S3Client,
  source: NamedVersion,
  found: S3Object,
  options: CopyObject<S3PutNative>,
  call: CallOptions,
): Promise<CopyObject<S3PutNative>> {
  const { native = {} } = options
  const tags = native.tags ?? (found.native.tagCount ? await tagsOf(client, source, call) : undefined)
  const own = describes(options) ? options : { ...found, native }
  return { ...own, native: { ...native, ...defined({ tags }) } }
}

async function copyParts(
  client: S3Client,
  source: NamedVersion,
  { sizeBytes, etag }: Pick<S3Object, 'sizeBytes' | 'etag'>,
  upload: NamedObject & { readonly id: string },
  call: CallOptions,
): Promise<readonly Part[]> {
  const partBytes = Math.max(leastPart, Math.ceil(sizeBytes / mostParts))
  const count = Math.ceil(sizeBytes / partBytes)
  const parts: Part[] = []
  let next = 0
  let failed = false
  const work = async (): Promise<void> => {
    while (!failed && next < count) {
      const index = next
      next += 1
      const from = index * partBytes
      const range = { from, to: Math.min(from + partBytes, sizeBytes) - 1 }
      parts[index] = await copyPart(client, source, etag, upload, index + 1, range, call).catch(
        (error: unknown) => {
          failed = true
          throw error
        },
      )
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, count) }, work))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return parts
}

interface CopiedPartWire extends ChecksumsWire {
  readonly ETag: string
}
const copiedPart: XmlShape<CopiedPartWire> = object<CopiedPartWire>({
  ETag: required(text),
  ...checksumMembers,
})

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
function copyPart(
  client: S3Client,
  source: NamedVersion,
  etag: string,
  { id, ...target }: NamedObject & { readonly id: string },
  partNumber: number,
  { from, to }: { readonly from: number; readonly to: number },
  call: CallOptions,
): Promise<Part> {
  return send(
    client,
    {
      name: 'UploadPartCopy',
      method: 'PUT',
      ...target,
      query: { partNumber, uploadId: id },
      headers: {
        'x-amz-copy-source': copySource(source),
        'x-amz-copy-source-if-match': etag,
        'x-amz-copy-source-range': `bytes=${from}-${to}`,
      },
      unlimited: true,
      repeat: idempotent,
      read: (reply) => {
        const { ETag, ...sums } = readXml(refuseErrors(reply).body, 'CopyPartResult', copiedPart)
        return { partNumber, sizeBytes: to - from + 1, etag: quoted(ETag), checksums: checksumsInXml(sums) }
      },
    },
    call,
  )
}
