import type { S3 } from './cloud.ts'
import { claimedHash, type Payload, readPayload } from './payload/payload.ts'
import type { S3Request } from './request.ts'
import { malformed, readAuthorization } from './signature/authorization.ts'
import { verifySignature } from './signature/verify.ts'
import type { Target } from './target.ts'

export interface Identity {
  readonly requester: 'owner' | 'anonymous'
  /** The region that the request is signed for. */
  readonly region: string
  readonly payload: Payload
}

/** Who asks. Throws for a signature that is wrong; a request without one is anyone's. */
export function authenticate(s3: S3, request: S3Request, target: Target): Identity {
  const given = readAuthorization(request, target)
  if (!given) return { requester: 'anonymous', region: s3.region, payload: readPayload(request) }
  const { region } = given.scope
  const { secretAccessKey } = verifySignature(s3, request, given, claimedHash(request, given))
  if (!s3.isRegion(region)) {
    throw malformed(`the region '${region}' is wrong; expecting '${s3.region}'`, { Region: s3.region })
  }
  return { requester: 'owner', region, payload: readPayload(request, { given, secret: secretAccessKey }) }
}
