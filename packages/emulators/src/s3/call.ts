import type { Bucket } from './buckets/bucket.ts'
import type { OperationName } from './operation-names.ts'
import type { Body } from './payload/body.ts'
import { Refusal } from './refusal.ts'
import type { XmlElement } from './xml-reader.ts'

/** A request that was found right as far as it can be without looking at what exists. */
export interface Call {
  readonly operation: OperationName
  /** The host, for answers that name a place. */
  readonly host: string
  readonly bucketName: string
  readonly key: string
  readonly query: ReadonlyMap<string, string>
  readonly headers: Readonly<Record<string, string>>
  readonly requester: 'owner' | 'anonymous'
  /** The region that the request is signed for. */
  readonly region: string
  readonly body: Body
  /** Of an operation that takes one, when there was any: read, and held against the schema. */
  readonly document: XmlElement | undefined
}

/** One whose bucket exists, is where it was asked for, and may be used so. */
export interface BucketCall extends Call {
  readonly bucket: Bucket
}

/** A parameter that is a whole number, within limits. The table has checked that it is one. */
export function wholeParameter(
  value: string | undefined,
  name: string,
  { fallback, most }: { readonly fallback: number; readonly most: number },
): number {
  if (value === undefined) return fallback
  const number = Number(value)
  if (number < 0)
    throw new Refusal('InvalidArgument', `Argument ${name} must be an integer between 0 and 2147483647`, {
      details: { ArgumentName: name, ArgumentValue: value },
    })
  return Math.min(number, most)
}
