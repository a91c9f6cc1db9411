import type { Answer } from './answer.ts'
import type { BucketCall, Call } from './call.ts'
import type { S3 } from './cloud.ts'

export type Handler = (s3: S3, call: Call) => Answer | Promise<Answer>

/** Of an operation on a bucket that exists, or on what is in it. */
export type BucketHandler = (s3: S3, call: BucketCall) => Answer | Promise<Answer>
