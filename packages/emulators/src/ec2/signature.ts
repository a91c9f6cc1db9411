import { timingSafeEqual } from 'node:crypto'
import type { WireRequest } from '../http/wire.ts'
import { canonicalRequest, type Scope, sha256, signatureOf } from './canonical-request.ts'
import { Refusal } from './refusal.ts'
import type { SkewCode } from './skew.ts'

/** Signature version 4, in the Authorization header or in the query: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
export interface SignatureRules {
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly region: string
  readonly service: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** For a header that is signed for another time; one in the query says itself when it expires. Default `RequestExpired`. */
  readonly skewCode?: SkewCode | undefined
}

interface Signed {
  readonly credential: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
  readonly time: string
  /** Seconds; only a signature in the query has it. */
  readonly expires?: number
}

const skewMs = 5 * 60_000

/** Throws the `Refusal` that EC2 gives to a request that is not signed, wrongly signed, or signed for another time or place. */
export function verifySignature(request: WireRequest, rules: SignatureRules): void {
  const signed = fromHeader(request) ?? fromQuery(request)
  if (!signed) throw new Refusal('MissingAuthenticationToken', 'Request is missing Authentication Token')
  const { accessKeyId, scope } = readCredential(signed.credential)
  if (accessKeyId !== rules.credentials.accessKeyId || hasSessionToken(request)) {
    throw new Refusal('AuthFailure', 'AWS was not able to validate the provided access credentials')
  }
  checkScope(scope, signed, rules)
  checkTime(signed, rules)
  for (const name of [
    'host',
    ...Object.keys(request.headers).filter((header) => header.startsWith('x-amz-')),
  ]) {
    if (!signed.signedHeaders.includes(name)) {
      throw new Refusal('SignatureDoesNotMatch', `The header ${name} must be a signed header`)
    }
  }
  const canonical = canonicalRequest(request, signed.signedHeaders, payloadHash(request))
  const expected = signatureOf(canonical, signed.time, scope, rules.credentials.secretAccessKey)
  if (!equal(expected, signed.signature)) {
    throw new Refusal(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    )
  }
}

/** The region that a request says it is signed for. Nothing is verified by this. */
export function signedRegion(request: WireRequest): string | undefined {
  try {
    const signed = fromHeader(request) ?? fromQuery(request)
    return signed && readCredential(signed.credential).scope.region
  } catch {
    return undefined
  }
}

function fromHeader(request: WireRequest): Signed | undefined {
  const header = request.headers.authorization
  if (header === undefined) return undefined
  const [algorithm, ...rest] = header.split(' ')
  const parts = new Map(
    rest
      .join(' ')
      .split(',')
      .map((part): [string, string] => {
        const equals = part.indexOf('=')
        return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()]
      }),
  )
  if (algorithm !== 'AWS4-HMAC-SHA256') throw incomplete('Unsupported Authorization Type')
  return {
    credential: need(parts.get('Credential'), 'Credential'),
    signedHeaders: need(parts.get('SignedHeaders'), 'SignedHeaders').split(';'),
    signature: need(parts.get('Signature'), 'Signature'),
    time: need(request.headers['x-amz-date'], 'X-Amz-Date'),
  }
}

function fromQuery(request: WireRequest): Signed | undefined {
  const query = new URLSearchParams(request.query)
  const field = (name: string) => query.get(`X-Amz-${name}`) ?? undefined
  if (field('Algorithm') === undefined && field('Signature') === undefined) return undefined
  if (field('Algorithm') !== 'AWS4-HMAC-SHA256') throw incomplete('Unsupported X-Amz-Algorithm')
  const expires = Number(field('Expires') ?? 900)
  if (!Number.isInteger(expires) || expires < 0 || expires > 604_800) {
    throw incomplete('X-Amz-Expires must be a number of seconds, at most a week')
  }
  return {
    credential: need(field('Credential'), 'X-Amz-Credential'),
    signedHeaders: need(field('SignedHeaders'), 'X-Amz-SignedHeaders').split(';'),
    signature: need(field('Signature'), 'X-Amz-Signature'),
    time: need(field('Date'), 'X-Amz-Date'),
    expires,
  }
}

function readCredential(credential: string): { readonly accessKeyId: string; readonly scope: Scope } {
  const [accessKeyId, date, region, service, terminator, ...rest] = credential.split('/')
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || rest.length > 0) {
    throw incomplete("Credential must have the form 'ACCESS-KEY-ID/YYYYMMDD/REGION/SERVICE/aws4_request'")
  }
  return { accessKeyId, scope: { date, region, service } }
}

function checkScope(scope: Scope, signed: Signed, rules: SignatureRules): void {
  const wrong = (what: string) =>
    new Refusal('SignatureDoesNotMatch', `Credential should be scoped to a valid ${what}`)
  if (scope.region !== rules.region) throw wrong(`region, this is '${rules.region}', not '${scope.region}'.`)
  if (scope.service !== rules.service)
    throw wrong(`service, this is '${rules.service}', not '${scope.service}'.`)
  if (scope.date !== signed.time.slice(0, 8)) throw wrong('date: that of the request.')
}

function checkTime(signed: Signed, { now, skewCode = 'RequestExpired' }: SignatureRules): void {
  const at = readTime(signed.time)
  if (at === undefined) throw incomplete('Date must be in ISO-8601 basic format: YYYYMMDDTHHMMSSZ')
  const code = signed.expires === undefined ? skewCode : 'RequestExpired'
  const lifeMs = signed.expires === undefined ? skewMs : signed.expires * 1_000
  if (now > at + lifeMs) {
    throw new Refusal(
      code,
      `Request has expired. Timestamp date is ${new Date(at).toISOString()}. Current date is ${new Date(now).toISOString()}`,
    )
  }
  if (at > now + skewMs) {
    throw new Refusal(
      code,
      `Request has a date in the future. Timestamp date is ${new Date(at).toISOString()}. Current date is ${new Date(now).toISOString()}`,
    )
  }
}

function readTime(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second] = match
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : time
}

/** A hash that the client sends along must be the body's own; otherwise it would sign one body and send another. */
function payloadHash(request: WireRequest): string {
  const actual = sha256(request.body)
  const claimed = request.headers['x-amz-content-sha256']
  if (claimed !== undefined && claimed !== actual) {
    throw new Refusal('SignatureDoesNotMatch', 'The body does not have the hash in x-amz-content-sha256')
  }
  return actual
}

/** The emulator's credentials are long-term ones: no session token goes with them. */
const hasSessionToken = (request: WireRequest) =>
  'x-amz-security-token' in request.headers || new URLSearchParams(request.query).has('X-Amz-Security-Token')

const equal = (expected: string, given: string) =>
  expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given))

const incomplete = (message: string) => new Refusal('IncompleteSignature', message)

function need(value: string | undefined, name: string): string {
  if (!value) throw incomplete(`Authorization requires '${name}'`)
  return value
}
