import { checkNames, checkPlain, checkText } from '../check.ts'
import type { ObjectQuery } from '../contract/storage.ts'
import type { CopyObject } from '../contract/storage-abilities.ts'
import type {
  ByteRange,
  GetObject,
  ObjectDescription,
  PutObject,
  ReadObject,
} from '../contract/storage-objects.ts'
import type {
  CompleteMultipartUpload,
  CreateMultipartUpload,
  UploadPart,
} from '../contract/storage-uploads.ts'
import { invalid } from '../errors.ts'
import { checkKeyPart, type KeyLimits } from './check-object.ts'
import { checkChecksum } from './checksums.ts'

const headers = [
  'contentType',
  'cacheControl',
  'contentDisposition',
  'contentEncoding',
  'contentLanguage',
] as const
const described = [...headers, 'metadata', 'native'] as const
const readConditions = ['ifMatch', 'ifNoneMatch', 'ifModifiedSince', 'ifUnmodifiedSince'] as const
const writeConditions = ['ifMatch', 'ifNoneMatch'] as const

/** Checks what `putObject` is given beside its content; what is under `native` is the driver's to check. */
export function checkPutObject(options: PutObject<unknown>): void {
  checkNames('putObject', options, [...described, ...writeConditions, 'sizeBytes', 'checksum'])
  checkHeaders(options)
  checkWrite(options)
  checkChecksum(options.checksum)
}

export function checkObjectDescription(what: string, options: CreateMultipartUpload<unknown>): void {
  checkNames(what, options, [...described, 'signedParts'])
  const { signedParts } = options
  if (signedParts !== undefined && typeof signedParts !== 'boolean')
    throw invalid('signedParts must be true or false')
  checkHeaders(options)
}

export function checkCopyObject(options: CopyObject<unknown>): void {
  checkNames('copyObject', options, [...described, ...writeConditions, 'ifSourceMatch'])
  checkHeaders(options)
  checkWrite(options)
  checkEtag('ifSourceMatch', options.ifSourceMatch)
}

export function checkUploadPart(partNumber: number, options: UploadPart): void {
  checkPartNumber(partNumber)
  checkNames('uploadPart', options, ['sizeBytes', 'checksum'])
  checkChecksum(options.checksum)
}

/** Checks what an upload is completed with, and gives its parts in their order. */
export function checkCompleteUpload<P extends { readonly partNumber: number; readonly etag: string }>(
  parts: readonly P[],
  options: CompleteMultipartUpload,
): readonly P[] {
  checkNames('completeMultipartUpload', options, [...writeConditions, 'checksum'])
  checkWrite(options)
  checkChecksum(options.checksum)
  if (!Array.isArray(parts) || parts.length === 0) throw invalid('There are no parts', 'at least one')
  for (const part of parts) {
    checkPartNumber(Object(part).partNumber)
    checkEtag('The etag of a part', part.etag)
    if (part.etag === undefined) throw invalid(`Part ${part.partNumber} has no etag`)
  }
  const sorted = parts.toSorted((a, b) => a.partNumber - b.partNumber)
  const twice = sorted.find((part, at) => part.partNumber === sorted[at + 1]?.partNumber)
  if (twice !== undefined) throw invalid(`Part ${twice.partNumber} is named twice`)
  return sorted
}

export function checkGetObject(options: GetObject<unknown>, what = 'getObject'): void {
  checkNames(what, options, [...readConditions, 'native'])
  checkRead(options)
}

export function checkReadObject(options: ReadObject<unknown>, what = 'readObject'): void {
  checkNames(what, options, [...readConditions, 'range', 'native'])
  checkRead(options)
  if (options.range !== undefined) checkRange(options.range)
}

export function checkObjectQuery(query: ObjectQuery, limits?: KeyLimits): void {
  checkNames('listObjects', query, ['prefix', 'delimiter', 'startAfter', 'pageSize'])
  for (const name of ['prefix', 'delimiter', 'startAfter'] as const) {
    if (query[name] !== undefined) checkKeyPart(name, query[name], limits)
  }
  if (query.delimiter === '') throw invalid('delimiter is empty')
  checkPageSize(query.pageSize)
}

export function checkPageSize(pageSize: unknown): void {
  if (pageSize === undefined || isWhole(pageSize, 1, 1000)) return
  throw invalid(`pageSize is ${String(pageSize)}`, 'a whole number from 1 to 1,000')
}

/** Where in an object of this size a range begins and how long it is; `invalid` where it is outside. */
export function rangeIn(
  sizeBytes: number,
  range: ByteRange | undefined,
): { readonly offset: number; readonly length: number } {
  if (range === undefined) return { offset: 0, length: sizeBytes }
  const offset = range.last === undefined ? range.offset : Math.max(0, sizeBytes - range.last)
  if (offset >= sizeBytes)
    throw invalid(`The range begins at ${offset}, and the object has ${sizeBytes} bytes`)
  return { offset, length: Math.min(range.length ?? sizeBytes, sizeBytes - offset) }
}

function checkRange(range: ByteRange): void {
  checkNames('range', range, ['offset', 'length', 'last'])
  const { offset, length, last } = range
  if ((offset === undefined) === (last === undefined)) throw invalid('range has offset or last')
  if (last !== undefined && length !== undefined) throw invalid('range has a length beside last')
  const most = Number.MAX_SAFE_INTEGER
  if (offset !== undefined && !isWhole(offset, 0, most)) throw invalid(`range.offset is ${offset}`)
  if (length !== undefined && !isWhole(length, 1, most)) throw invalid(`range.length is ${length}`)
  if (last !== undefined && !isWhole(last, 1, most)) throw invalid(`range.last is ${last}`)
}

function checkPartNumber(partNumber: unknown): void {
  if (!isWhole(partNumber, 1, 10_000))
    throw invalid(`The number of a part is ${String(partNumber)}`, 'a whole number from 1 to 10,000')
}

function isWhole(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
}

function checkHeaders(options: ObjectDescription<unknown>): void {
  for (const name of headers) {
    const value = options[name]
    if (value === undefined) continue
    checkText(name, value, { max: 1024 })
    if (!isHeaderText(value)) throw invalid(`${name} is no header`, 'printable ASCII')
  }
  if (options.metadata !== undefined) checkMetadata(options.metadata)
}

function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  checkPlain('metadata', metadata)
  let size = 0
  for (const [key, value] of Object.entries(metadata)) {
    if (!/^[a-z\d][a-z\d-]*$/.test(key))
      throw invalid(`metadata has the key ${JSON.stringify(key)}`, 'small letters, digits and -')
    checkText(`metadata.${key}`, value, { min: 0, max: 2048 })
    if (!isHeaderText(value))
      throw invalid(`metadata.${key} cannot be kept as it is`, 'printable ASCII without spaces around it')
    size += key.length + value.length
  }
  if (size > 2048) throw invalid(`metadata has ${size} characters`, 'at most 2,048')
}

/** What a header carries unchanged. */
function isHeaderText(value: string): boolean {
  return /^[\x20-\x7e]*$/.test(value) && value.trim() === value
}

function checkRead(options: GetObject<unknown>): void {
  checkEtag('ifMatch', options.ifMatch)
  checkEtag('ifNoneMatch', options.ifNoneMatch)
  for (const name of ['ifModifiedSince', 'ifUnmodifiedSince'] as const) {
    const time = options[name]
    if (time === undefined) continue
    if (typeof time !== 'string' || !rfc3339.test(time) || Number.isNaN(Date.parse(time)))
      throw invalid(`${name} is no time`, 'as in 2026-01-31T12:00:00Z')
  }
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function checkWrite(options: { readonly ifMatch?: unknown; readonly ifNoneMatch?: unknown }): void {
  checkEtag('ifMatch', options.ifMatch)
  if (options.ifNoneMatch !== undefined && options.ifNoneMatch !== '*')
    throw invalid('ifNoneMatch of a write names an etag', "'*': that the key holds nothing")
  if (options.ifMatch !== undefined && options.ifNoneMatch !== undefined)
    throw invalid('ifMatch and ifNoneMatch cannot both hold')
}

function checkEtag(what: string, etag: unknown): void {
  if (etag === undefined) return
  checkText(what, etag, { max: 512 })
  if (typeof etag === 'string' && !isHeaderText(etag)) throw invalid(`${what} is no etag`)
}
