import type {
  ListedObject,
  ObjectDescription,
  ReadConditions,
  StoredObject,
  WriteConditions,
  WrittenObject,
} from '@cloud/core'
import { CloudError } from '@cloud/core/driver'
import type { Footer, ObjectFile } from './object-file.ts'

/** What this driver knows of an object beside the contract: nothing. */
export type LocalNative = Readonly<Record<string, never>>

type Held = Omit<ObjectFile, 'file'>

export function toListed(bucket: string, { footer, sizeBytes }: Held): ListedObject<LocalNative> {
  const { key, etag, modifiedAt } = footer
  return {
    kind: 'object',
    id: `${bucket}/${key}`,
    name: key,
    bucket,
    key,
    sizeBytes,
    etag,
    modifiedAt,
    native: {},
  }
}

export function toStored(bucket: string, held: Held): StoredObject<LocalNative> {
  const { headers, metadata, crc32 } = held.footer
  return { ...toListed(bucket, held), ...headers, metadata, checksums: { crc32 } }
}

export function toWritten(bucket: string, { key, etag, crc32 }: Footer): WrittenObject {
  return { kind: 'object', id: `${bucket}/${key}`, bucket, key, etag, checksums: { crc32 } }
}

/** What describes an object, as its file keeps it. */
export function toDescription(options: ObjectDescription<unknown>): Pick<Footer, 'headers' | 'metadata'> {
  const { contentType = 'application/octet-stream' } = options
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage } = options
  const headers = { contentType, cacheControl, contentDisposition, contentEncoding, contentLanguage }
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return { headers: Object.fromEntries(given), metadata: { ...options.metadata } }
}

/** `precondition` where a condition of a read does not hold. */
export function checkReadConditions({ footer }: Held, conditions: ReadConditions): void {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions
  const seconds = (time: string) => Math.floor(Date.parse(time) / 1000)
  const at = seconds(footer.modifiedAt)
  if (ifMatch !== undefined && ifMatch !== footer.etag) throw refused('The object has another etag')
  if (ifMatch === undefined && ifUnmodifiedSince !== undefined && at > seconds(ifUnmodifiedSince))
    throw refused('The object was changed since')
  if (ifNoneMatch !== undefined && ifNoneMatch === footer.etag) throw refused('The object has this etag')
  if (ifNoneMatch === undefined && ifModifiedSince !== undefined && at <= seconds(ifModifiedSince))
    throw refused('The object was not changed since')
}

/** `precondition` where a condition of a write does not hold of what the key holds. */
export function checkWriteConditions(
  etag: string | undefined,
  { ifMatch, ifNoneMatch }: WriteConditions,
): void {
  if (ifNoneMatch !== undefined && etag !== undefined) throw refused('The key holds an object')
  if (ifMatch !== undefined && ifMatch !== etag) throw refused('The key holds another object, or none')
}

export function refused(message: string): CloudError {
  return new CloudError(message, { code: 'precondition' })
}
