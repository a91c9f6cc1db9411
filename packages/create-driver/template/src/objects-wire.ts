import {
  type ByteRange,
  CloudError,
  type ContentHeaders,
  type ListedObject,
  type ObjectDescription,
  type ReadConditions,
  type StoredObject,
  type WrittenObject,
} from '@cloud/core'
import { defined, type NamedObject, type WholeReply } from '@cloud/core/driver'

export interface ObjectWire {
  readonly key: string
  readonly size: number
  readonly etag: string
  readonly modified_at: string
}

/** An object of this driver, as headers describe it. */
export type AcmeObject = StoredObject<Readonly<Record<string, string>>>

type Headers = WholeReply['headers']

const named = ({ bucket, key }: NamedObject) =>
  ({ kind: 'object', id: `${bucket}/${key}`, name: key, bucket, key }) as const

export function toListed(bucket: string, wire: ObjectWire): ListedObject {
  const { key, size: sizeBytes, etag, modified_at: modifiedAt } = wire
  return { ...named({ bucket, key }), sizeBytes, etag, modifiedAt, native: wire }
}

const metadataPrefix = 'x-meta-'

/** `sizeBytes` is of the whole object. */
export function toObject(object: NamedObject, headers: Headers, sizeBytes: number): AcmeObject {
  const metadata = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith(metadataPrefix) ? [[name.slice(metadataPrefix.length), value]] : [],
  )
  return {
    ...named(object),
    sizeBytes,
    etag: present(headers, 'etag'),
    modifiedAt: new Date(present(headers, 'last-modified')).toISOString(),
    metadata: Object.fromEntries(metadata),
    checksums: defined({ crc32: headers['x-crc32'] }),
    ...defined({
      contentType: headers['content-type'],
      cacheControl: headers['cache-control'],
      contentDisposition: headers['content-disposition'],
      contentEncoding: headers['content-encoding'],
      contentLanguage: headers['content-language'],
    }),
    native: headers,
  }
}

export function toWritten(object: NamedObject, headers: Headers): WrittenObject {
  const { name: _, ...written } = named(object)
  return { ...written, etag: present(headers, 'etag'), checksums: { crc32: present(headers, 'x-crc32') } }
}

/** The headers that describe an object to be made. */
export function describing(options: ObjectDescription): Readonly<Record<string, string>> {
  const metadata = Object.entries(options.metadata ?? {}).map(([key, value]) => [metadataPrefix + key, value])
  return {
    'content-type': options.contentType ?? 'application/octet-stream',
    ...contentHeaders(options),
    ...Object.fromEntries(metadata),
  }
}

const contentHeaders = (options: ContentHeaders) =>
  defined({
    'cache-control': options.cacheControl,
    'content-disposition': options.contentDisposition,
    'content-encoding': options.contentEncoding,
    'content-language': options.contentLanguage,
  })

/** The headers of conditions, which are those of HTTP. https://www.rfc-editor.org/rfc/rfc9110#section-13 */
export function conditions(options: ReadConditions): Readonly<Record<string, string>> {
  const httpDate = (time: string | undefined) =>
    time === undefined ? undefined : new Date(time).toUTCString()
  return defined({
    'if-match': options.ifMatch,
    'if-none-match': options.ifNoneMatch,
    'if-modified-since': httpDate(options.ifModifiedSince),
    'if-unmodified-since': httpDate(options.ifUnmodifiedSince),
  })
}

export function ranging(range: ByteRange | undefined): Readonly<Record<string, string>> {
  if (range === undefined) return {}
  const { offset, length, last } = range
  if (last !== undefined) return { range: `bytes=-${last}` }
  return { range: `bytes=${offset}-${length === undefined ? '' : offset + length - 1}` }
}

export function present(headers: Headers, name: string): string {
  const value = headers[name]
  if (value !== undefined) return value
  throw new CloudError(`The answer has no header ${name}`, { code: 'protocol' })
}
