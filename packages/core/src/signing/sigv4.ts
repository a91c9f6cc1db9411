import type { KeyObject } from 'node:crypto'
import { nodeCrypto } from '../builtins.ts'
import type { HttpRequest } from '../http/messages.ts'
import { isStreamed } from '../http/watched-body.ts'
import { reveal, type Secret } from '../secret.ts'
import { encodeRfc3986, formBody } from '../wire/form.ts'

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

export interface SigningCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string | Secret
  readonly sessionToken?: string | Secret | undefined
}

/** A request as it goes over the wire: path and query percent-encoded already, and sent exactly so. */
export interface SigningRequest {
  readonly method: string
  /** `https://host` or `https://host:port`. */
  readonly origin: string
  /** Begins with `/`. */
  readonly path: string
  /** Without the `?`, encoded as {@link formBody} does. */
  readonly query?: string | undefined
  /** Names in lower case; `host` is signed from the origin and set by the transport. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: HttpRequest['body'] | undefined
  /**
   * Instead of the body: its SHA-256 in lower-case hex, or a word such as `UNSIGNED-PAYLOAD`, which it is for a body that is streamed. The
   * header `x-amz-content-sha256` says it too.
   */
  readonly bodyHash?: string | undefined
}

/** Where a signature is good. */
export interface SigningScope {
  readonly region: string
  readonly service: string
}

/** The request's headers and the ones that carry the signature. `date` is in milliseconds since 1970; nothing here reads a clock. */
export type Sigv4Signer = (
  request: SigningRequest,
  credentials: SigningCredentials,
  date: number,
) => Record<string, string>

/** The request's query with the signature in it, good for `expiresSeconds`; only the headers given here must be sent along. */
export type Sigv4Presigner = (
  request: SigningRequest,
  credentials: SigningCredentials,
  date: number,
  expiresSeconds: number,
) => string

const algorithm = 'AWS4-HMAC-SHA256'
const cachedKeys = 8
/** Headers that proxies and transports may add, change or drop on the way. */
const unsigned = new Set([
  ...[
    'authorization',
    'cache-control',
    'connection',
    'expect',
    'from',
    'keep-alive',
    'max-forwards',
    'pragma',
  ],
  ...['referer', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'user-agent', 'x-amzn-trace-id'],
])
const isUnsigned = (name: string) =>
  unsigned.has(name) || name.startsWith('proxy-') || name.startsWith('sec-')

/** AWS Signature Version 4 in a header. Paths of `s3` are signed as they are; for every other service they are normalised and encoded again. */
export function sigv4Signer({ region, service }: SigningScope): Sigv4Signer {
  const { signature, scopeOf } = signatures({ region, service })
  return (request, credentials, date) => {
    const time = basicTime(date)
    const headers: Record<string, string> = { ...request.headers, 'x-amz-date': time }
    const bodyHash = bodyHashOf(request)
    if (service === 's3') headers['x-amz-content-sha256'] = bodyHash
    if (credentials.sessionToken !== undefined)
      headers['x-amz-security-token'] = reveal(credentials.sessionToken)
    const query = sortedQuery(request.query ?? '')
    const part = { ...canonicalHeaders(request.origin, headers), query, bodyHash }
    const value = signature(request, part, credentials.secretAccessKey, time)
    const credential = `${credentials.accessKeyId}/${scopeOf(time)}`
    headers.authorization = `${algorithm} Credential=${credential}, SignedHeaders=${part.names}, Signature=${value}`
    return headers
  }
}

/** The same in a query, for a URL that others may use for a while. */
export function sigv4Presigner({ region, service }: SigningScope): Sigv4Presigner {
  const { signature, scopeOf } = signatures({ region, service })
  return (request, credentials, date, expiresSeconds) => {
    const time = basicTime(date)
    const head = canonicalHeaders(request.origin, request.headers)
    const token = credentials.sessionToken
    const added = formBody([
      ['X-Amz-Algorithm', algorithm],
      ['X-Amz-Credential', `${credentials.accessKeyId}/${scopeOf(time)}`],
      ['X-Amz-Date', time],
      ['X-Amz-Expires', String(expiresSeconds)],
      ...(token === undefined ? [] : [['X-Amz-Security-Token', reveal(token)] as const]),
      ['X-Amz-SignedHeaders', head.names],
    ])
    const query = request.query ? `${request.query}&${added}` : added
    const bodyHash = request.bodyHash ?? (service === 's3' ? unsignedPayload : bodyHashOf(request))
    const part = { ...head, query: sortedQuery(query), bodyHash }
    return `${query}&X-Amz-Signature=${signature(request, part, credentials.secretAccessKey, time)}`
  }
}

const unsignedPayload = 'UNSIGNED-PAYLOAD'

function bodyHashOf({ bodyHash, headers, body }: SigningRequest): string {
  const told = bodyHash ?? headers['x-amz-content-sha256']
  return told ?? (isStreamed(body) ? unsignedPayload : nodeCrypto().hash('sha256', body ?? ''))
}

interface Signatures {
  readonly signature: (
    request: SigningRequest,
    part: Canonical,
    secret: string | Secret,
    time: string,
  ) => string
  /** Where and on which day signatures of that time are good. */
  readonly scopeOf: (time: string) => string
}

/** Makes signatures in one scope; it keeps the keys that it has derived. */
function signatures({ region, service }: SigningScope): Signatures {
  const keyFor = signingKeys(region, service)
  const scopeOf = (time: string) => `${time.slice(0, 8)}/${region}/${service}/aws4_request`
  const signature: Signatures['signature'] = (request, part, secret, time) => {
    const path = service === 's3' ? request.path : normalisedPath(request.path)
    const canonical = `${request.method}\n${path}\n${part.query}\n${part.headers}\n${part.names}\n${part.bodyHash}`
    const toSign = `${algorithm}\n${time}\n${scopeOf(time)}\n${nodeCrypto().hash('sha256', canonical)}`
    const key = keyFor(reveal(secret), time.slice(0, 8))
    return nodeCrypto().createHmac('sha256', key).update(toSign).digest('hex')
  }
  return { signature, scopeOf }
}

interface Canonical {
  readonly query: string
  /** Each line ends with a line feed. */
  readonly headers: string
  readonly names: string
  readonly bodyHash: string
}

function canonicalHeaders(
  origin: string,
  headers: Readonly<Record<string, string>>,
): { headers: string; names: string } {
  const names = ['host']
  for (const name in headers) if (name !== 'host' && !isUnsigned(name)) names.push(name)
  let lines = ''
  for (const name of names.sort()) {
    const value = name === 'host' ? hostOf(origin) : (headers[name] ?? '')
    lines += `${name}:${spaces.test(value) ? trimmed(value) : value}\n`
  }
  return { headers: lines, names: names.join(';') }
}

const spaces = /^ | $| {2}|\t/
const trimmed = (value: string) => value.replace(/[ \t]{2,}|\t/g, ' ').replace(/^ | $/g, '')

/** Makes it anew only where it is of something else than the last one: requests follow each other to one host, many in a second. */
function remembering<K, T>(make: (of: K) => T): (of: K) => T {
  let last: { readonly of: K; readonly made: T } | undefined
  return (of) => {
    if (last === undefined || last.of !== of) last = { of, made: make(of) }
    return last.made
  }
}

/** The host header that goes with an origin: a port only where it is not the scheme's own. */
const hostOf = /* @__PURE__ */ remembering((origin: string): string => {
  const [, host = '', port] =
    /^https:\/\/(.*?)(?::443)?$/i.exec(origin) ?? /^http:\/\/(.*?)(?::80)?$/i.exec(origin) ?? []
  return (port === undefined ? host : `${host}:${port}`).toLowerCase()
})

/** By name, then by value, both as encoded: code units of ASCII are its bytes. */
function sortedQuery(query: string): string {
  if (query === '') return ''
  // A separator below every encoded character makes one comparison do for both; '=' is above '-' and the digits.
  return query
    .split('&')
    .map((pair) => (pair.includes('=') ? pair.replace('=', '\0') : `${pair}\0`))
    .sort()
    .map((pair) => pair.replace('\0', '='))
    .join('&')
}

function normalisedPath(path: string): string {
  if (path === '/') return path
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop()
    else if (segment !== '' && segment !== '.') kept.push(encodeRfc3986(segment))
  }
  return kept.length === 0 ? '/' : `/${kept.join('/')}${path.endsWith('/') ? '/' : ''}`
}

/** `20130524T000000Z`. */
const basicTime = (date: number): string => timeOfSecond(Math.floor(date / 1000))
const timeOfSecond = /* @__PURE__ */ remembering((second: number) =>
  new Date(second * 1000).toISOString().replace(/[-:]|\.\d{3}/g, ''),
)

/**
 * The derived key is good for a day: four HMACs saved on each request. It is only as secret as what it came from. Kept as bytes it would be made
 * into a key object by each HMAC, which takes six times as long as the HMAC.
 */
function signingKeys(region: string, service: string): (secret: string, day: string) => KeyObject {
  const keys = new Map<string, KeyObject>()
  return (secret, day) => {
    const id = `${day}/${secret}`
    const known = keys.get(id)
    if (known !== undefined) return known
    let key: Uint8Array = Buffer.from(`AWS4${secret}`)
    for (const part of [day, region, service, 'aws4_request'])
      key = nodeCrypto().createHmac('sha256', key).update(part).digest()
    const made = nodeCrypto().createSecretKey(key)
    if (keys.size >= cachedKeys) keys.delete(keys.keys().next().value ?? '')
    keys.set(id, made)
    return made
  }
}
