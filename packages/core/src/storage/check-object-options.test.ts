import { describe, expect, it } from 'vitest'
import {
  checkCompleteUpload,
  checkCopyObject,
  checkGetObject,
  checkObjectQuery,
  checkPutObject,
  checkReadObject,
  checkUploadPart,
  rangeIn,
} from './check-object-options.ts'

const isInvalid = expect.objectContaining({ code: 'invalid', outcome: 'not-applied' })

describe('checkPutObject', () => {
  it('takes what describes an object, conditions and a checksum', () => {
    checkPutObject({
      contentType: 'text/plain; charset=utf-8',
      cacheControl: 'no-store',
      contentDisposition: `attachment; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt`,
      contentEncoding: 'gzip',
      contentLanguage: 'de',
      metadata: { 'made-by': 'me', '2': '' },
      ifMatch: '"etag"',
      sizeBytes: 3,
      checksum: { algorithm: 'crc32', value: 'AQIDBA==' },
      native: { any: 'thing' },
    })
    checkPutObject({ ifNoneMatch: '*', ifMatch: undefined, contentType: undefined })
  })

  it.each([
    ['an unknown option', { mimeType: 'text/plain' }],
    ['a content type of two lines', { contentType: 'text/plain\r\nx: y' }],
    ['an empty header', { cacheControl: '' }],
    ['a header that is not ASCII', { contentDisposition: 'attachment; filename=grüße.txt' }],
    ['a header with a space behind', { contentLanguage: 'de ' }],
    ['metadata in a Map', { metadata: new Map([['a', 'b']]) }],
    ['a metadata key with capitals', { metadata: { 'Made-By': 'me' } }],
    ['a metadata key with a colon', { metadata: { 'a:b': 'me' } }],
    ['a metadata value that is no text', { metadata: { a: 7 } }],
    ['a metadata value that is not ASCII', { metadata: { a: 'grüße' } }],
    ['a metadata value of two lines', { metadata: { a: 'a\nb' } }],
    ['a metadata value with a space before', { metadata: { a: ' b' } }],
    ['more metadata than is kept', { metadata: { a: 'x'.repeat(2048) } }],
    ['an etag to be absent', { ifNoneMatch: '"etag"' }],
    ['two conditions that exclude each other', { ifNoneMatch: '*', ifMatch: '"etag"' }],
    ['an etag that is a number', { ifMatch: 7 }],
    ['a checksum that is none', { checksum: 'AQIDBA==' }],
  ])('refuses %s', (_, options) => {
    expect(() => checkPutObject(options as never)).toThrow(isInvalid)
  })
})

describe('conditions and ranges of reads', () => {
  it('are taken', () => {
    checkGetObject({ ifMatch: '"a"', ifNoneMatch: '"b"', ifModifiedSince: '2026-01-31T12:00:00Z' })
    checkReadObject({ ifUnmodifiedSince: '2026-01-31T12:00:00.5+01:00', range: { offset: 0 } })
    checkReadObject({ range: { offset: 5, length: 1 } })
    checkReadObject({ range: { last: 1 } })
  })

  it.each([
    ['an unknown option', { version: 'v' }],
    ['a Date', { ifModifiedSince: new Date(0) }],
    ['a time as HTTP writes it', { ifModifiedSince: 'Thu, 01 Jan 1970 00:00:00 GMT' }],
    ['a day that is none', { ifUnmodifiedSince: '2026-13-31T12:00:00Z' }],
    ['an empty range', { range: {} }],
    ['a range of both sorts', { range: { offset: 0, last: 1 } }],
    ['a length alone', { range: { length: 1 } }],
    ['a length of the last bytes', { range: { last: 1, length: 1 } }],
    ['nothing of an object', { range: { offset: 0, length: 0 } }],
    ['the last none', { range: { last: 0 } }],
    ['an offset below 0', { range: { offset: -1 } }],
    ['half a byte', { range: { offset: 0.5 } }],
    ['a range as HTTP writes it', { range: 'bytes=0-1' }],
    ['an end', { range: { offset: 0, end: 3 } }],
  ])('refuse %s', (_, options) => {
    expect(() => checkReadObject(options as never)).toThrow(isInvalid)
  })
})

describe('rangeIn', () => {
  it('is where a range begins and how long it is', () => {
    expect(rangeIn(5, undefined)).toEqual({ offset: 0, length: 5 })
    expect(rangeIn(0, undefined)).toEqual({ offset: 0, length: 0 })
    expect(rangeIn(5, { offset: 2 })).toEqual({ offset: 2, length: 3 })
    expect(rangeIn(5, { offset: 2, length: 2 })).toEqual({ offset: 2, length: 2 })
    expect(rangeIn(5, { offset: 2, length: 99 })).toEqual({ offset: 2, length: 3 })
    expect(rangeIn(5, { last: 2 })).toEqual({ offset: 3, length: 2 })
    expect(rangeIn(5, { last: 9 })).toEqual({ offset: 0, length: 5 })
  })

  it.each([
    [5, { offset: 5 }],
    [0, { offset: 0 }],
    [0, { last: 1 }],
  ])('refuses what is outside of %d bytes: %j', (size, range) => {
    expect(() => rangeIn(size, range)).toThrow(isInvalid)
  })
})

describe('lists', () => {
  it.each([
    ['an unknown member', { limit: 3 }],
    ['an empty delimiter', { delimiter: '' }],
    ['a prefix that is no text', { prefix: 7 }],
    ['a prefix that no key has', { prefix: 'x'.repeat(1025) }],
    ['pages of nothing', { pageSize: 0 }],
    ['pages that are too large', { pageSize: 1001 }],
  ])('refuse %s', (_, query) => {
    expect(() => checkObjectQuery(query as never)).toThrow(isInvalid)
  })

  it('take a query', () => {
    checkObjectQuery({ prefix: '', delimiter: '//', startAfter: 'a', pageSize: 1000 })
  })
})

describe('uploads', () => {
  const part = (partNumber: number, etag = '"e"') => ({ partNumber, etag })

  it('are completed with their parts in order', () => {
    expect(checkCompleteUpload([part(7), part(1), part(10_000)], {})).toEqual([
      part(1),
      part(7),
      part(10_000),
    ])
  })

  it.each([
    ['none', []],
    ['no list', part(1)],
    ['one twice', [part(1), part(2), part(1)]],
    ['one of no number', [{ etag: '"e"' }]],
    ['the part 0', [part(0)]],
    ['the part 10,001', [part(10_001)]],
    ['one without an etag', [{ partNumber: 1 }]],
    ['nothing', [null]],
  ])('refuse %s for their parts', (_, parts) => {
    expect(() => checkCompleteUpload(parts as never, {})).toThrow(isInvalid)
  })

  it('refuse other options', () => {
    expect(() => checkUploadPart(1, { md5: 'x' } as never)).toThrow(isInvalid)
    expect(() => checkUploadPart(0, {})).toThrow(isInvalid)
    expect(() => checkCopyObject({ ifSourceMatch: 7 } as never)).toThrow(isInvalid)
    expect(() => checkCopyObject({ source: 'x' } as never)).toThrow(isInvalid)
  })
})
