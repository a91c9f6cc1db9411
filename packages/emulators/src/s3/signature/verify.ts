import { timingSafeEqual } from 'node:crypto'
import { scopeText, signatureOf } from '../../ec2/canonical-request.ts'
import type { S3, S3Credentials } from '../cloud.ts'
import { Refusal } from '../refusal.ts'
import type { S3Request } from '../request.ts'
import { type Authorization, malformed, queryError, readTime } from './authorization.ts'
import { canonicalForm, sha256Of } from './canonical-form.ts'

const skewMs = 15 * 60_000

/**
 * Throws the `Refusal` that S3 gives to a signature that is wrong, or for another time, service or caller. `payloadHash` is what the
 * request says of its body. https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
export function verifySignature(
  s3: S3,
  request: S3Request,
  given: Authorization,
  payloadHash: string,
): S3Credentials {
  const credentials = credentialsOf(s3, given)
  checkScope(given)
  checkTime(s3, given)
  checkSignedHeaders(request, given)
  const canonical = canonicalForm(request, given.signedHeaders, payloadHash)
  const expected = signatureOf(canonical, given.time, given.scope, credentials.secretAccessKey)
  if (!equal(expected, given.signature)) throw doesNotMatch(given, canonical)
  return credentials
}

function credentialsOf({ credentials }: S3, { accessKeyId, sessionToken }: Authorization): S3Credentials {
  const found = credentials.find((each) => each.accessKeyId === accessKeyId)
  if (!found) throw new Refusal('InvalidAccessKeyId', undefined, { details: { AWSAccessKeyId: accessKeyId } })
  if (found.sessionToken !== sessionToken) throw new Refusal('InvalidToken')
  return found
}

function checkScope({ scope, time, expires }: Authorization): void {
  const wrong = expires === undefined ? malformed : queryError
  if (scope.service !== 's3')
    throw wrong(`incorrect service "${scope.service}". This endpoint belongs to "s3".`)
  if (scope.date !== time.slice(0, 8))
    throw wrong(
      `Invalid credential date "${scope.date}". This date is not the same as X-Amz-Date: "${time.slice(0, 8)}".`,
    )
}

function checkTime({ clock }: S3, { time, expires }: Authorization): void {
  const at = readTime(time) ?? 0
  const now = clock.now()
  const server = new Date(now).toISOString().replace(/\.\d{3}/, '')
  if (expires === undefined) {
    if (Math.abs(now - at) <= skewMs) return
    throw new Refusal('RequestTimeTooSkewed', undefined, {
      details: { RequestTime: time, ServerTime: server, MaxAllowedSkewMilliseconds: skewMs },
    })
  }
  const end = at + expires * 1_000
  if (now > end) {
    throw new Refusal('AccessDenied', 'Request has expired', {
      details: {
        'X-Amz-Expires': expires,
        Expires: new Date(end).toISOString().replace(/\.\d{3}/, ''),
        ServerTime: server,
      },
    })
  }
  if (at > now + skewMs) throw new Refusal('AccessDenied', 'Request is not yet valid')
}

/** What changes a request's meaning must not be added to it on the way. */
function checkSignedHeaders({ headers }: S3Request, { signedHeaders }: Authorization): void {
  const unsigned = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))].filter(
    (name) => !signedHeaders.includes(name),
  )
  if (unsigned.length === 0) return
  throw new Refusal('AccessDenied', 'There were headers present in the request which were not signed', {
    details: { HeadersNotSigned: unsigned.join(', ') },
  })
}

/** It tells what was signed here, as the real one does, so that a client's author can compare. */
function doesNotMatch({ accessKeyId, signature, time, scope }: Authorization, canonical: Buffer): Refusal {
  const toSign = ['AWS4-HMAC-SHA256', time, scopeText(scope), sha256Of(canonical)].join('\n')
  const spaced = (bytes: Buffer) => bytes.toString('hex').replace(/..(?=.)/g, '$& ')
  return new Refusal('SignatureDoesNotMatch', undefined, {
    details: {
      AWSAccessKeyId: accessKeyId,
      StringToSign: toSign,
      SignatureProvided: signature,
      StringToSignBytes: spaced(Buffer.from(toSign)),
      CanonicalRequest: canonical.toString('latin1'),
      CanonicalRequestBytes: spaced(canonical),
    },
  })
}

export const equal = (expected: string, given: string): boolean =>
  Buffer.byteLength(given) === expected.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given))
