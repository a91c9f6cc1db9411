import type { CallOptions, CopyObject, CopyObjects, CopySource, ObjectRef, WrittenObject } from '@cloud/core'
import {
  checkCopyObject,
  idOf,
  invalid,
  isCloudError,
  type NamedObject,
  named,
  object,
  objectOf,
  readXml,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { type ChecksumsWire, checksumMembers, checksumsInXml } from './checksums-wire.ts'
import { idempotent, type S3Client, send, withoutLimit } from './client.ts'
import { isConditional, writeConditions } from './conditions.ts'
import { copyInParts } from './copy-in-parts.ts'
import { copySource } from './copy-source.ts'
import { quoted } from './etag.ts'
import { headObject, type NamedVersion } from './get-object.ts'
import { describes, descriptionHeaders, putHeaders, type S3PutNative } from './native.ts'
import { checksumsOf, toWritten, versionOfReply } from './objects-wire.ts'
import { refuseErrors } from './reply-error.ts'

export function copies(client: S3Client): CopyObjects<S3PutNative> {
  return {
    copyObject: (from, to, options = {}, call) =>
      withoutLimit(client, call, (left) => copyObject(client, from, to, options, left)),
  }
}

async function copyObject(
  client: S3Client,
  from: CopySource,
  to: ObjectRef,
  options: CopyObject<S3PutNative>,
  call: CallOptions,
): Promise<WrittenObject> {
  checkCopyObject(options)
  const versionId = from.versionId === undefined ? undefined : idOf('version', from.versionId, 'version')
  const source: NamedVersion = { ...objectOf(from), versionId }
  const target = objectOf(to)
  checkChange(source, target, options)
  try {
    return await copyWhole(client, source, target, options, call)
  } catch (error) {
    if (!isCloudError(error, 'invalid') || error.outcome !== 'not-applied') throw error
    const found = await headObject(client, source, {}, call)
    if (found.sizeBytes <= mostAtOnce) throw error
    return copyInParts(client, source, found, target, options, call)
  }
}

/** What is larger is copied in parts. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const mostAtOnce = 5 * 1024 ** 3

function checkChange(source: NamedVersion, target: NamedObject, options: CopyObject<S3PutNative>): void {
  const same = source.bucket === target.bucket && source.key === target.key && source.versionId === undefined
  if (same && !describes(options) && options.native === undefined)
    throw invalid('An object would be copied onto itself', 'another key, or something that changes')
}

interface CopiedWire extends ChecksumsWire {
  readonly ETag: string
}

const copied: XmlShape<CopiedWire> = object<CopiedWire>({ ETag: required(text), ...checksumMembers })

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
function copyWhole(
  client: S3Client,
  source: NamedVersion,
  target: NamedObject,
  options: CopyObject<S3PutNative>,
  call: CallOptions,
): Promise<WrittenObject> {
  const replaces = describes(options)
  const description = replaces ? descriptionHeaders(options) : putHeaders(options.native)
  const find = (within: CallOptions) => sameContent(client, source, target, within)
  return send(
    client,
    {
      name: 'CopyObject',
      method: 'PUT',
      ...target,
      headers: {
        ...description,
        ...writeConditions(options),
        'x-amz-copy-source': copySource(source),
        'x-amz-copy-source-if-match': options.ifSourceMatch,
        'x-amz-metadata-directive': replaces ? 'REPLACE' : undefined,
        'x-amz-tagging-directive': options.native?.tags === undefined ? undefined : 'REPLACE',
      },
      unlimited: true,
      repeat: isConditional(options) ? named(find) : idempotent,
      read: (reply) => {
        const { ETag, ...sums } = readXml(refuseErrors(reply).body, 'CopyObjectResult', copied)
        return toWritten(
          target,
          quoted(ETag),
          { ...checksumsOf(reply.headers), ...checksumsInXml(sums) },
          versionOfReply(reply.headers),
        )
      },
    },
    call,
  )
}

/** Where a conditional copy was lost: the target, if it holds what the source does. */
async function sameContent(
  client: S3Client,
  source: NamedVersion,
  target: NamedObject,
  call: CallOptions,
): Promise<WrittenObject | undefined> {
  const [from, to] = await Promise.all([
    headObject(client, source, {}, call),
    headObject(client, target, {}, call).catch(() => undefined),
  ])
  if (to === undefined || from.etag !== to.etag || from.sizeBytes !== to.sizeBytes) return undefined
  return toWritten(target, to.etag, to.checksums, to.versionId)
}
