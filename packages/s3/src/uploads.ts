import type {
  CallOptions,
  CompleteMultipartUpload,
  Content,
  CreateMultipartUpload,
  MultipartUploads,
  ObjectRef,
  Part,
  UploadPart,
  UploadRef,
} from '@cloud/core'
import {
  checkNames,
  checkObjectDescription,
  checkUploadPart,
  defined,
  isCloudError,
  listing,
  type NamedObject,
  objectOf,
  readXml,
  release,
  unknownPage,
  uploadOf,
} from '@cloud/core/driver'
import { done, idempotent, read, type S3Client, send } from './client.ts'
import { completeUpload } from './complete-upload.ts'
import { listUploads } from './list-uploads.ts'
import { descriptionHeaders, type S3PutNative } from './native.ts'
import { knownChecksums, present } from './objects-wire.ts'
import { payloadOf } from './payload.ts'
import { created, parts, type S3Upload, toPart, toUpload } from './uploads-wire.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html */
export function uploads(client: S3Client): MultipartUploads<S3PutNative> {
  return {
    createMultipartUpload: async (object, options = {}, call) => createUpload(client, object, options, call),
    uploadPart: (upload, partNumber, content, options = {}, call) =>
      uploadPart(client, upload, partNumber, content, options, call),
    listParts: (upload, query = {}, call) => {
      checkNames('listParts', query, [])
      return listParts(client, uploadOf(upload), call)
    },
    completeMultipartUpload: async (upload, of, options: CompleteMultipartUpload = {}, call) =>
      completeUpload(client, uploadOf(upload), of, options, call),
    abortMultipartUpload: async (upload, call) => abortUpload(client, uploadOf(upload), call),
    listMultipartUploads: (bucket, query = {}, call) => listUploads(client, bucket, query, call),
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
async function createUpload(
  client: S3Client,
  ref: ObjectRef,
  options: CreateMultipartUpload<S3PutNative>,
  call: CallOptions | undefined,
): Promise<S3Upload> {
  checkObjectDescription('createMultipartUpload', options)
  const object = objectOf(ref)
  const sums = options.signedParts || client.integrity === 'md5' ? {} : checksummed
  return beginUpload(client, object, { ...descriptionHeaders(options), ...sums }, call)
}

/** Parts come with a CRC32, of which S3 makes that of the whole. */
const checksummed = { 'x-amz-checksum-algorithm': 'CRC32', 'x-amz-checksum-type': 'FULL_OBJECT' }

export function beginUpload(
  client: S3Client,
  object: NamedObject,
  headers: Readonly<Record<string, string | undefined>>,
  call: CallOptions | undefined,
): Promise<S3Upload> {
  return send(
    client,
    {
      name: 'CreateMultipartUpload',
      method: 'POST',
      ...object,
      query: { uploads: '' },
      headers,
      // A second one would cost as the first does until somebody throws it away.
      repeat: { class: 'once' },
      read: ({ body }) => {
        const { UploadId } = readXml(body, 'InitiateMultipartUploadResult', created)
        return toUpload(object.bucket, object.key, UploadId)
      },
    },
    call,
  )
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
async function uploadPart(
  client: S3Client,
  ref: UploadRef,
  partNumber: number,
  content: Content,
  options: UploadPart,
  call: CallOptions = {},
): Promise<Part> {
  try {
    checkUploadPart(partNumber, options)
    const { id, ...object } = uploadOf(ref)
    const payload = payloadOf(client, content, options, call.signal)
    return await send(
      client,
      {
        name: 'UploadPart',
        method: 'PUT',
        ...object,
        query: { partNumber, uploadId: id },
        headers: payload.headers,
        body: payload.body,
        unlimited: true,
        repeat: idempotent,
        read: ({ headers }) => ({
          partNumber,
          sizeBytes: payload.sizeBytes,
          etag: present(headers, 'etag'),
          checksums: knownChecksums(headers, client.integrity),
        }),
      },
      call,
    )
  } catch (error) {
    release(content)
    throw error
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
function listParts(
  client: S3Client,
  { id, ...object }: NamedObject & { readonly id: string },
  call: CallOptions | undefined,
) {
  return listing(
    async (after: string | undefined, limits: CallOptions) => {
      if (after !== undefined && !/^\d{1,5}$/.test(after)) throw unknownPage(after)
      const wire = await send(
        client,
        {
          name: 'ListParts',
          method: 'GET',
          ...object,
          query: { uploadId: id, 'part-number-marker': after },
          repeat: read,
          read: ({ body }) => readXml(body, ['ListPartsResult', 'ListPartsResponse'], parts),
        },
        limits,
      )
      const next = wire.IsTruncated ? wire.NextPartNumberMarker : undefined
      return { items: wire.Part.map(toPart), ...defined({ next }) }
    },
    call,
    client.clock,
  )
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export async function abortUpload(
  client: S3Client,
  { id, ...object }: NamedObject & { readonly id: string },
  call: CallOptions | undefined,
): Promise<void> {
  try {
    await send(
      client,
      {
        name: 'AbortMultipartUpload',
        method: 'DELETE',
        ...object,
        query: { uploadId: id },
        repeat: idempotent,
        read: done,
      },
      call,
    )
  } catch (error) {
    if (!isCloudError(error, 'not-found') || error.providerCode === 'NoSuchBucket') throw error
  }
}
