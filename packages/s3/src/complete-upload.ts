import type { CallOptions, CompleteMultipartUpload, Part, WrittenObject } from '@cloud/core'
import {
  checkCompleteUpload,
  invalid,
  isCloudError,
  type NamedObject,
  named,
  readXml,
  summing,
} from '@cloud/core/driver'
import { checksumsInXml, xmlNames } from './checksums-wire.ts'
import { type S3Client, send } from './client.ts'
import { unmet, writeConditions } from './conditions.ts'
import { etagOfParts, quoted } from './etag.ts'
import { headObject } from './get-object.ts'
import { checksumHeader, toWritten, versionOfReply } from './objects-wire.ts'
import { refuseErrors } from './reply-error.ts'
import { completed } from './uploads-wire.ts'
import { type XmlElement, xmlText } from './xml-text.ts'

type CompletedPart = Pick<Part, 'partNumber' | 'etag'> & Partial<Pick<Part, 'checksums'>>

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export function completeUpload(
  client: S3Client,
  { id, ...object }: NamedObject & { readonly id: string },
  given: readonly CompletedPart[],
  options: CompleteMultipartUpload,
  call: CallOptions | undefined,
): Promise<WrittenObject> {
  const parts = checkCompleteUpload(given, options)
  const { checksum } = options
  if (checksum !== undefined && client.integrity === 'md5' && summing(checksum.algorithm) === undefined)
    throw invalid(`This store compares no ${checksum.algorithm}`)
  const completing = send(
    client,
    {
      name: 'CompleteMultipartUpload',
      method: 'POST',
      ...object,
      query: { uploadId: id },
      headers: {
        'content-type': 'application/xml',
        ...writeConditions(options),
        ...(checksum &&
          client.integrity === 'crc32' && {
            [checksumHeader(checksum)]: checksum.value,
            'x-amz-checksum-type': 'FULL_OBJECT',
          }),
      },
      body: xmlText('CompleteMultipartUpload', parts.map(partElement)),
      unlimited: true,
      repeat: named((within) => completedBefore(client, object, parts, within)),
      read: (reply) => {
        const { ETag, ...sums } = readXml(
          refuseErrors(reply).body,
          'CompleteMultipartUploadResult',
          completed,
        )
        // Some stores leave it empty.
        const etag = quoted(ETag) || etagOfParts(parts) || ''
        return toWritten(object, etag, checksumsInXml(sums), versionOfReply(reply.headers))
      },
    },
    call,
  )
  return completing.catch((error: unknown) => {
    throw unmet(error, options)
  })
}

const partElement = ({ partNumber, etag, checksums = {} }: CompletedPart): XmlElement => [
  'Part',
  [
    ['PartNumber', partNumber],
    ['ETag', etag],
    ...(checksums.crc32 === undefined ? [] : [[xmlNames.crc32, checksums.crc32] as const]),
  ],
]

/** A completion whose answer was lost took effect where the key holds an object whose ETag is the one that these parts make. */
async function completedBefore(
  client: S3Client,
  object: NamedObject,
  parts: readonly CompletedPart[],
  call: CallOptions,
): Promise<WrittenObject | undefined> {
  const wanted = etagOfParts(parts)
  if (wanted === undefined) return undefined
  try {
    const found = await headObject(client, object, {}, call)
    return found.etag === wanted ? toWritten(object, found.etag, found.checksums, found.versionId) : undefined
  } catch (error) {
    if (isCloudError(error, 'not-found')) return undefined
    throw error
  }
}
