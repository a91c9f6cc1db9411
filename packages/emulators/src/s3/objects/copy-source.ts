import { createHash } from 'node:crypto'
import { bucketNamed } from '../bucket-lookup.ts'
import type { Bucket } from '../buckets/bucket.ts'
import type { BucketCall } from '../call.ts'
import { algorithm, type ChecksumAlgorithm } from '../checksums/algorithms.ts'
import type { S3 } from '../cloud.ts'
import type { Received } from '../receive.ts'
import { invalidArgument, Refusal } from '../refusal.ts'
import type { Slice } from '../storage/slices.ts'
import { decode } from '../target.ts'
import { checkReadConditions } from './conditions.ts'
import { checkCustomerKey } from './encryption.ts'
import { anyVersion, foundVersion } from './found-version.ts'
import { checkReadable } from './get-object.ts'
import type { StoredVersion } from './version.ts'

const header = 'x-amz-copy-source'

export interface CopySource {
  readonly bucket: Bucket
  readonly version: StoredVersion
}

/** What a copy is made of. Throws for one that is not there, does not meet the request's conditions, or cannot be read. */
export function copySource(s3: S3, { headers }: BucketCall): CopySource {
  const text = headers[header] ?? ''
  const { bucketName, key, versionId } = readSource(text)
  if (bucketName === '' || key === '') throw invalidArgument('Invalid copy source object key', header, text)
  const bucket = bucketNamed(s3, bucketName)
  if (versionId !== undefined && anyVersion(bucket, key, versionId)?.deleteMarker) {
    throw new Refusal(
      'InvalidRequest',
      'The source of a copy request may not specifically refer to a delete marker by version id.',
    )
  }
  const version = foundVersion(bucket, key, versionId)
  checkReadable(version)
  checkCustomerKey(version.encryption, headers, true)
  checkReadConditions(version, headers, `${header}-`)
  return { bucket, version }
}

/** `/BUCKET/KEY?versionId=ID`, encoded; the slash in front may be left out. */
function readSource(text: string) {
  const [, path = '', versionId] = /^\/?(.*?)(?:\?versionId=([^?]*))?$/.exec(text) ?? []
  const slash = path.indexOf('/')
  const encoded =
    slash < 0 ? /^(.*?)%2F(.*)$/i.exec(path) : [path, path.slice(0, slash), path.slice(slash + 1)]
  const [, bucket = '', key = ''] = encoded ?? []
  return {
    bucketName: decode(bucket),
    key: decode(key),
    versionId: versionId === undefined ? undefined : decode(versionId),
  }
}

/** The sums of bytes that lie here already. They are held once more, for whoever asked. */
export async function measured(s3: S3, slices: readonly Slice[], name: ChecksumAlgorithm): Promise<Received> {
  s3.pieces.hold(slices)
  const md5 = createHash('md5')
  const digest = algorithm(name).start()
  let size = 0
  try {
    for await (const bytes of s3.pieces.read(slices)) {
      md5.update(bytes)
      digest.update(bytes)
      size += bytes.length
    }
  } catch (error) {
    s3.pieces.release(slices)
    throw error
  }
  return {
    slices,
    size,
    md5: md5.digest(),
    checksum: { algorithm: name, value: digest.value().toString('base64') },
  }
}
