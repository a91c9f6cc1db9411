import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Bucket } from './buckets/bucket.ts'
import type { Pieces } from './storage/pieces.ts'
import type { Records } from './storage/records.ts'

export interface S3Options {
  /** Of the S3 endpoint, on 127.0.0.1. Default: a free one. */
  readonly port?: number | undefined
  /**
   * Where buckets and objects are kept, so that the next cloud with the same folder has them. Default: nothing is kept; what is larger than
   * 1 MiB lies among the temporary files until it is deleted or the cloud ends.
   */
  readonly folder?: string | undefined
  /** Gives credentials that are temporary and have a session token. Default false. */
  readonly sessionToken?: boolean | undefined
}

export interface S3Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** S3's view of the data centre. */
export interface S3 {
  readonly clock: Clock
  readonly random: Random
  /** The one that `local.s3` names. */
  readonly region: string
  readonly isRegion: (name: string) => boolean
  readonly accountId: string
  /** The account's canonical id. */
  readonly ownerId: string
  /** Those that sign requests, any of them. */
  readonly credentials: readonly S3Credentials[]
  readonly buckets: Map<string, Bucket>
  readonly pieces: Pieces
  readonly records: Records
  /** The next version's. */
  sequence: number
  /** The most items in an answer. */
  readonly pageSize: number
  readonly bucketPageSize: number
}
