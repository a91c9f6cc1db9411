import { xmlAnswer } from '../answer.ts'
import type { BucketCall } from '../call.ts'
import type { S3 } from '../cloud.ts'
import { childrenOf, textOf } from '../document.ts'
import type { BucketHandler } from '../handler.ts'
import { Refusal } from '../refusal.ts'
import type { XmlFields } from '../xml.ts'
import type { XmlElement } from '../xml-reader.ts'
import { checkDeleteCondition } from './conditions.ts'
import { deleteFrom } from './delete-object.ts'
import { latestOf } from './found-version.ts'

const mostObjects = 1_000

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects: BucketHandler = (s3, call) => {
  const named = childrenOf(call.document, 'Object')
  if (named.length === 0 || named.length > mostObjects) throw new Refusal('MalformedXML')
  const isQuiet = textOf(call.document, 'Quiet')?.trim().toLowerCase() === 'true'
  const deleted: XmlFields[] = []
  const errors: XmlFields[] = []
  for (const each of named) {
    try {
      const fields = deleteOne(s3, call, each)
      if (!isQuiet) deleted.push(fields)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { code, message } = error
      errors.push({ ...identity(each), Code: code, Message: message })
    }
  }
  return xmlAnswer('DeleteResult', { Deleted: deleted, Error: errors })
}

const identity = (named: XmlElement) => ({ Key: textOf(named, 'Key'), VersionId: textOf(named, 'VersionId') })

function deleteOne(s3: S3, { bucket }: BucketCall, named: XmlElement): XmlFields {
  const { Key = '', VersionId } = identity(named)
  if (Key === '') throw new Refusal('UserKeyMustBeSpecified', 'The key must be specified.')
  if (Buffer.byteLength(Key) > 1_024) throw new Refusal('KeyTooLongError')
  checkDeleteCondition(latestOf(bucket, Key), textOf(named, 'ETag'))
  const { isMarker, markerId, versionId } = deleteFrom(s3, bucket, Key, VersionId || undefined)
  return {
    Key,
    VersionId: versionId,
    DeleteMarker: isMarker || undefined,
    DeleteMarkerVersionId: markerId ?? (isMarker ? versionId : undefined),
  }
}
