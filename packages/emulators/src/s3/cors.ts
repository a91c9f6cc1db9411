import type { Answer } from './answer.ts'
import { bucketNamed } from './bucket-lookup.ts'
import type { Bucket } from './buckets/bucket.ts'
import type { S3 } from './cloud.ts'
import { childrenOf, textOf } from './document.ts'
import { Refusal } from './refusal.ts'
import type { S3Request } from './request.ts'
import type { Target } from './target.ts'
import type { XmlElement } from './xml-reader.ts'

type Headers = Readonly<Record<string, string>>

/** `*` is any text, once. */
const fits = (pattern: string, text: string): boolean => {
  const star = pattern.indexOf('*')
  if (star < 0) return pattern === text
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)]
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end)
}

const texts = (rule: XmlElement, name: string): readonly string[] =>
  childrenOf(rule, name).map(({ text }) => text)

interface Asked {
  readonly origin: string
  readonly method: string
  readonly headers: readonly string[]
}

const ruleFor = ({ settings }: Bucket, { origin, method, headers }: Asked): XmlElement | undefined =>
  childrenOf(settings.cors, 'CORSRule').find(
    (rule) =>
      texts(rule, 'AllowedOrigin').some((pattern) => fits(pattern, origin)) &&
      texts(rule, 'AllowedMethod').includes(method) &&
      headers.every((name) =>
        texts(rule, 'AllowedHeader').some((pattern) => fits(pattern.toLowerCase(), name.toLowerCase())),
      ),
  )

function allowed(rule: XmlElement, { origin, headers }: Asked): Headers {
  const isAny = texts(rule, 'AllowedOrigin').includes('*')
  const exposed = texts(rule, 'ExposeHeader')
  const seconds = textOf(rule, 'MaxAgeSeconds')
  return {
    'access-control-allow-origin': isAny ? '*' : origin,
    'access-control-allow-methods': texts(rule, 'AllowedMethod').join(', '),
    ...(headers.length > 0 && { 'access-control-allow-headers': headers.join(', ').toLowerCase() }),
    ...(exposed.length > 0 && { 'access-control-expose-headers': exposed.join(', ') }),
    ...(seconds !== undefined && { 'access-control-max-age': seconds }),
    ...(!isAny && { 'access-control-allow-credentials': 'true' }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  }
}

/** What a browser asks before it asks. https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html */
export function preflight(s3: S3, target: Target, headers: Headers): Answer {
  const { origin, 'access-control-request-method': method } = headers
  if (origin === undefined)
    throw new Refusal('BadRequest', 'Insufficient information. Origin request header needed.')
  if (method === undefined) throw new Refusal('BadRequest', 'Invalid Access-Control-Request-Method: null')
  const bucket = bucketNamed(s3, target.bucket ?? '')
  const names = (headers['access-control-request-headers'] ?? '').split(',').map((name) => name.trim())
  const asked = { origin, method, headers: names.filter((name) => name !== '') }
  const rule = ruleFor(bucket, asked)
  if (rule) return { headers: allowed(rule, asked) }
  const why = bucket.settings.cors
    ? "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec."
    : 'CORS is not enabled for this bucket.'
  throw new Refusal('AccessForbidden', `CORSResponse: ${why}`, {
    status: 403,
    details: { Method: method, ResourceType: target.key === undefined ? 'BUCKET' : 'OBJECT' },
  })
}

/** An answer that a page of another origin may read. */
export function withCors(s3: S3, { target, headers, method }: S3Request, answer: Answer): Answer {
  const { origin } = headers
  if (origin === undefined || target instanceof Refusal || method === 'OPTIONS') return answer
  const bucket = s3.buckets.get(target.bucket ?? '')
  const asked = { origin, method, headers: [] }
  const rule = bucket && ruleFor(bucket, asked)
  return rule ? { ...answer, headers: { ...answer.headers, ...allowed(rule, asked) } } : answer
}
