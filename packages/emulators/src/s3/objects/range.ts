import { Refusal } from '../refusal.ts'

export interface ByteRange {
  readonly start: number
  readonly length: number
}

/** Undefined for no range, for what is none, and for several, which S3 answers with the whole. Throws for one that lies outside. */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  const [, first = '', last = ''] = match ?? []
  if (!match || (first === '' && last === '')) return undefined
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (start >= size || end < start) {
    throw new Refusal('InvalidRange', undefined, {
      details: { RangeRequested: header, ActualObjectSize: size },
      headers: { 'content-range': `bytes */${size}` },
    })
  }
  return { start, length: end - start + 1 }
}

/** The range that a copied part is taken from, which must lie inside. */
export function readCopyRange(header: string | undefined, size: number): ByteRange {
  if (header === undefined) return { start: 0, length: size }
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? []
  if (first === '' || Number(last) < Number(first)) {
    throw new Refusal(
      'InvalidArgument',
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      { details: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: header } },
    )
  }
  if (Number(last) >= size) {
    throw new Refusal('InvalidArgument', `Range specified is not valid for source object of size: ${size}`, {
      details: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: header },
    })
  }
  return { start: Number(first), length: Number(last) - Number(first) + 1 }
}
