import { idOf } from '../check.ts'
import type { ObjectRef } from '../contract/storage-objects.ts'
import type { UploadRef } from '../contract/storage-uploads.ts'
import type { VersionRef } from '../contract/storage-versions.ts'
import { CloudError, invalid } from '../errors.ts'

/** An object by the names that go into a request. */
export interface NamedObject {
  readonly bucket: string
  readonly key: string
}

/** The name that a reference of a bucket carries. `not-found` for one that no bucket has, which must not become part of a path. */
export function bucketOf(ref: unknown): string {
  const name = idOf('bucket', ref, 'bucket')
  if (/^[a-z\d][\w.-]{1,254}$/i.test(name) && !name.includes('..')) return name
  throw new CloudError(`There is no bucket ${JSON.stringify(name)}`, {
    code: 'not-found',
    outcome: 'not-applied',
  })
}

export interface KeyLimits {
  /** Whether the provider takes control characters, except NUL. */
  readonly controls?: boolean | undefined
}

/** Bucket and key that a reference of an object carries. */
export function objectOf(ref: ObjectRef, limits?: KeyLimits): NamedObject {
  return namedObject('object', ref, ['object'], limits)
}

export function versionOf(ref: VersionRef, limits?: KeyLimits): NamedObject & { readonly versionId: string } {
  const named = namedObject('version', ref, ['version', 'object'], limits)
  return { ...named, versionId: idOf('version', ref.versionId, 'version') }
}

export function uploadOf(ref: UploadRef, limits?: KeyLimits): NamedObject & { readonly id: string } {
  const named = namedObject('upload', ref, ['upload'], limits)
  return { ...named, id: idOf('upload', { id: ref.id }, 'upload') }
}

function namedObject(
  what: string,
  ref: unknown,
  kinds: readonly string[],
  limits: KeyLimits | undefined,
): NamedObject {
  if (typeof ref !== 'object' || ref === null) throw invalid(`The ${what} must have a bucket and a key`)
  const kind: unknown = Reflect.get(ref, 'kind')
  if (kind !== undefined && !kinds.some((one) => one === kind))
    throw invalid(`The ${what} is given as a ${String(kind)}, and is no ${what}`)
  const key = checkKey(Reflect.get(ref, 'key'), limits)
  return { bucket: bucketOf(Reflect.get(ref, 'bucket')), key }
}

/** `invalid` for what is no key. */
export function checkKey(key: unknown, limits?: KeyLimits): string {
  const text = checkKeyPart('The key', key, limits)
  if (text === '') throw invalid('The key is empty', 'from 1 byte')
  return text
}

/** `invalid` for what no key holds: too long, no text, or with characters that the provider does not take. */
export function checkKeyPart(what: string, part: unknown, { controls = false }: KeyLimits = {}): string {
  if (typeof part !== 'string') throw invalid(`${what} must be a string, and is ${typeof part}`)
  if (!part.isWellFormed()) throw invalid(`${what} is not well-formed Unicode`)
  const bytes = Buffer.byteLength(part)
  if (bytes > 1024) throw invalid(`${what} has ${bytes} bytes in UTF-8`, 'at most 1,024')
  const at = part.search(controls ? /\0/ : /[\0-\x1f\x7f]/)
  if (at >= 0) throw invalid(`${what} has a control character at ${at}`)
  return part
}

/** Compares as keys are listed: by the bytes of their UTF-8. */
export function compareKeys(a: string, b: string): number {
  // Code units are in another order than bytes only where surrogates stand before U+E000 to U+FFFF.
  if (a === b) return 0
  if (!/[\ud800-\uffff]/.test(a) && !/[\ud800-\uffff]/.test(b)) return a < b ? -1 : 1
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
