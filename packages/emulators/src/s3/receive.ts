import type { Call } from './call.ts'
import type { ChecksumAlgorithm } from './checksums/algorithms.ts'
import { checkedBytes, type Sums } from './checksums/checked-bytes.ts'
import type { S3 } from './cloud.ts'
import { Refusal } from './refusal.ts'
import type { Slice } from './storage/slices.ts'

export interface Received extends Sums {
  /** Held once, for whoever asked. */
  readonly slices: readonly Slice[]
  readonly size: number
}

/** The most bytes in one request. */
export const largestPut: number = 5 * 1024 ** 3

/** Takes in the bytes of an object or a part. Nothing is left of what turns out wrong. */
export async function receive(s3: S3, call: Call, fallback?: ChecksumAlgorithm): Promise<Received> {
  const { body, headers } = call
  if (headers['content-length'] === undefined && headers['x-amz-decoded-content-length'] === undefined)
    throw new Refusal('MissingContentLength')
  const size = body.length()
  if (size > largestPut)
    throw new Refusal('EntityTooLarge', undefined, {
      details: { ProposedSize: size, MaxSizeAllowed: largestPut },
    })
  const checked = checkedBytes(body, headers, { fallback })
  const slice = await s3.pieces.write(checked.bytes())
  return { slices: [slice], size: slice.length, ...checked.sums() }
}
