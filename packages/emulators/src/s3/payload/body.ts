import { createHash } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import type { S3Request } from '../request.ts'
import { chunkedBody } from './chunked-body.ts'
import type { Payload } from './payload.ts'

/** A body on its way in. */
export interface Body {
  /** Of what it holds, in bytes. Throws for a request that does not say. */
  readonly length: () => number
  /** What it holds, once. Its end is only reached when length, hash and signatures are right: what came before is not yet vouched for. */
  readonly bytes: () => AsyncIterable<Buffer>
  /** What came after the bytes, when they have been read. */
  readonly trailers: ReadonlyMap<string, string>
}

export function bodyOf(request: S3Request, payload: Payload): Body {
  const trailers = new Map<string, string>()
  const length = () => lengthOf(request, payload)
  return {
    length,
    trailers,
    bytes: async function* () {
      const expected = length()
      const source = request.incoming()
      const decoded = payload.kind === 'chunked' ? chunkedBody(source, payload, trailers) : source
      const hash = payload.kind === 'hashed' ? createHash('sha256') : undefined
      let size = 0
      for await (const chunk of decoded) {
        size += chunk.length
        if (size > expected) throw new Refusal('IncompleteBody')
        hash?.update(chunk)
        yield chunk
      }
      if (size !== expected) throw new Refusal('IncompleteBody')
      if (payload.kind === 'hashed') checkHash(hash?.digest('hex') ?? '', payload.sha256)
    },
  }
}

function lengthOf({ headers }: S3Request, payload: Payload): number {
  const name = payload.kind === 'chunked' ? 'x-amz-decoded-content-length' : 'content-length'
  const text = headers[name]
  if (text === undefined && payload.kind !== 'chunked' && headers['transfer-encoding'] === undefined) return 0
  if (text === undefined) throw new Refusal('MissingContentLength')
  if (!/^\d{1,15}$/.test(text)) throw new Refusal('InvalidArgument', `${name} must be a number`)
  return Number(text)
}

function checkHash(computed: string, claimed: string): void {
  if (computed === claimed) return
  throw new Refusal(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    { details: { ClientComputedContentSHA256: claimed, S3ComputedContentSHA256: computed } },
  )
}
