import type { Scope } from '../../ec2/canonical-request.ts'
import { invalidArgument, Refusal } from '../refusal.ts'
import type { S3Request } from '../request.ts'
import type { Target } from '../target.ts'

/** What a request says of its signature, in the Authorization header or in the query. Nothing of it is verified. */
export interface Authorization {
  readonly accessKeyId: string
  readonly scope: Scope
  readonly signedHeaders: readonly string[]
  readonly signature: string
  /** `YYYYMMDDTHHMMSSZ` */
  readonly time: string
  readonly sessionToken: string | undefined
  /** Seconds; only a signature in the query has it. */
  readonly expires?: number
}

const algorithm = 'AWS4-HMAC-SHA256'

/** Undefined for a request that is not signed. */
export function readAuthorization(request: S3Request, target: Target): Authorization | undefined {
  const { authorization } = request.headers
  const inQuery = [...target.query.keys()].some((name) =>
    /^X-Amz-(?:Algorithm|Signature|Credential)$/.test(name),
  )
  if (authorization !== undefined && (inQuery || target.query.has('Signature'))) {
    throw invalidArgument(
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      'Authorization',
      authorization.split(' ')[0] ?? '',
    )
  }
  if (authorization !== undefined) return fromHeader(authorization, request)
  return inQuery ? fromQuery(target.query) : undefined
}

function fromHeader(authorization: string, { headers }: S3Request): Authorization {
  const [name = '', ...rest] = authorization.split(' ')
  if (name !== algorithm) throw unsupported()
  const parts = new Map(
    rest
      .join(' ')
      .split(',')
      .map((part): [string, string] => {
        const equals = part.indexOf('=')
        return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()]
      }),
  )
  const need = (part: string): string => {
    const value = parts.get(part)
    if (!value) throw malformed(`the authorization header requires ${part}.`)
    return value
  }
  return {
    ...readCredential(need('Credential'), malformed),
    signedHeaders: need('SignedHeaders').split(';'),
    signature: need('Signature'),
    time: headerTime(headers),
    sessionToken: headers['x-amz-security-token'],
  }
}

function headerTime(headers: Readonly<Record<string, string>>): string {
  const time = headers['x-amz-date'] ?? basicTime(headers.date)
  if (time !== undefined && readTime(time) !== undefined) return time
  throw new Refusal('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header')
}

const basicTime = (date: string | undefined): string | undefined => {
  const at = Date.parse(date ?? '')
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')
}

const longestExpires = 604_800

function fromQuery(query: ReadonlyMap<string, string>): Authorization {
  const field = (name: string): string => {
    const value = query.get(`X-Amz-${name}`)
    if (value) return value
    throw queryError(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    )
  }
  if (field('Algorithm') !== algorithm)
    throw queryError('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"')
  const [time, expires] = [field('Date'), Number(field('Expires'))]
  if (readTime(time) === undefined)
    throw queryError("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")
  if (!Number.isInteger(expires)) throw queryError('X-Amz-Expires should be a number')
  if (expires < 0) throw queryError('X-Amz-Expires must be non-negative')
  if (expires > longestExpires)
    throw queryError(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    )
  return {
    ...readCredential(field('Credential'), queryError),
    signedHeaders: field('SignedHeaders').split(';'),
    signature: field('Signature'),
    time,
    sessionToken: query.get('X-Amz-Security-Token'),
    expires,
  }
}

function readCredential(credential: string, wrong: (message: string) => Refusal) {
  const [accessKeyId, date, region, service, terminator, ...rest] = credential.split('/')
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || rest.length > 0) {
    throw wrong('the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".')
  }
  return { accessKeyId, scope: { date, region, service } }
}

/** Milliseconds since 1970; undefined for what is no time. */
export function readTime(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second] = match
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : time
}

export const malformed = (message: string, details = {}): Refusal =>
  new Refusal('AuthorizationHeaderMalformed', `The authorization header is malformed; ${message}`, {
    details,
  })

export const queryError = (message: string): Refusal =>
  new Refusal('AuthorizationQueryParametersError', message)

const unsupported = () =>
  new Refusal(
    'InvalidRequest',
    'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
  )
