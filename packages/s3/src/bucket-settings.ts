import type { CallOptions, Ref } from '@cloud/core'
import { bucketOf, clientOf, type HasClient, isCloudError, readXml, type XmlShape } from '@cloud/core/driver'
import { done, idempotent, read, type S3Client, send } from './client.ts'
import { xmlBody } from './xml-body.ts'
import type { XmlElement } from './xml-text.ts'

/** A driver of this package. */
export type S3Driver = HasClient<S3Client>

/** A setting that a bucket has once or not at all, by the parameter that names it. */
export interface Setting<T> {
  /** As in `lifecycle`. */
  readonly parameter: string
  /** The operations' own names. */
  readonly get: string
  readonly put: string
  readonly remove: string
  readonly root: string
  readonly read: (body: Uint8Array) => T
  readonly write: (value: T) => readonly XmlElement[]
}

export function setting<W, T>(
  parts: Omit<Setting<T>, 'read'> & { readonly shape: XmlShape<W>; readonly toValue: (wire: W) => T },
): Setting<T> {
  const { shape, toValue, ...rest } = parts
  return { ...rest, read: (body) => toValue(readXml(body, rest.root, shape)) }
}

/** Undefined where the bucket has none. */
export async function getSetting<T>(
  driver: S3Driver,
  { parameter, get: name, read: readBody }: Setting<T>,
  bucket: Ref<'bucket'>,
  call: CallOptions | undefined,
): Promise<T | undefined> {
  try {
    return await send(
      clientOf(driver),
      {
        name,
        method: 'GET',
        bucket: bucketOf(bucket),
        query: { [parameter]: '' },
        repeat: read,
        read: ({ body }) => readBody(body),
      },
      call,
    )
  } catch (error) {
    if (isCloudError(error, 'not-found') && error.providerCode !== 'NoSuchBucket') return undefined
    throw error
  }
}

export async function putSetting<T>(
  driver: S3Driver,
  { parameter, put: name, root, write }: Setting<T>,
  bucket: Ref<'bucket'>,
  value: T,
  call: CallOptions | undefined,
): Promise<void> {
  await send(
    clientOf(driver),
    {
      name,
      method: 'PUT',
      bucket: bucketOf(bucket),
      query: { [parameter]: '' },
      ...xmlBody(root, write(value)),
      repeat: idempotent,
      read: done,
    },
    call,
  )
}

export async function removeSetting(
  driver: S3Driver,
  { parameter, remove: name }: Pick<Setting<unknown>, 'parameter' | 'remove'>,
  bucket: Ref<'bucket'>,
  call: CallOptions | undefined,
): Promise<void> {
  await send(
    clientOf(driver),
    {
      name,
      method: 'DELETE',
      bucket: bucketOf(bucket),
      query: { [parameter]: '' },
      repeat: idempotent,
      read: done,
    },
    call,
  )
}
