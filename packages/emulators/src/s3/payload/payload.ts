import { signingKey } from '../../ec2/canonical-request.ts'
import { invalidArgument, Refusal } from '../refusal.ts'
import type { S3Request } from '../request.ts'
import type { Authorization } from '../signature/authorization.ts'

/** How a body is vouched for. */
export type Payload =
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'hashed'; readonly sha256: string }
  | { readonly kind: 'chunked'; readonly trailer: boolean; readonly chain?: ChunkChain }

/** What the signature of the first chunk is made with. */
export interface ChunkChain {
  readonly key: Buffer
  readonly time: string
  readonly scope: Authorization['scope']
  readonly seed: string
}

const streaming: Readonly<Record<string, { readonly trailer: boolean; readonly signed: boolean }>> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { trailer: false, signed: true },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { trailer: true, signed: true },
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { trailer: true, signed: false },
}

const header = 'x-amz-content-sha256'

/** As it stands in the canonical request. One in the query vouches for no body unless it says so. */
export function claimedHash(request: S3Request, given: Authorization): string {
  const claimed = request.headers[header]
  if (claimed !== undefined) return claimed
  if (given.expires !== undefined) return 'UNSIGNED-PAYLOAD'
  throw new Refusal('InvalidRequest', `Missing required header for this request: ${header}`)
}

/** `secret` is that of the signature; a request without one has no chunks that are signed. */
export function readPayload(
  request: S3Request,
  signed?: { readonly given: Authorization; readonly secret: string },
): Payload {
  const claimed = request.headers[header] ?? 'UNSIGNED-PAYLOAD'
  if (claimed === 'UNSIGNED-PAYLOAD') return { kind: 'unsigned' }
  if (/^[0-9a-f]{64}$/.test(claimed)) return { kind: 'hashed', sha256: claimed }
  const chunked = Object.hasOwn(streaming, claimed) ? streaming[claimed] : undefined
  if (!chunked) {
    const known = ['UNSIGNED-PAYLOAD', ...Object.keys(streaming)].join(', ')
    throw invalidArgument(`${header} must be ${known} or a valid sha256 value.`, header, claimed)
  }
  if (!chunked.signed) return { kind: 'chunked', trailer: true }
  if (!signed || signed.given.expires !== undefined)
    throw new Refusal('InvalidRequest', `${claimed} takes a signature in the Authorization header`)
  const { given, secret } = signed
  const key = signingKey(secret, given.scope)
  return {
    kind: 'chunked',
    trailer: chunked.trailer,
    chain: { key, time: given.time, scope: given.scope, seed: given.signature },
  }
}
