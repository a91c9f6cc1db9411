import { type AwsClient, awsClient } from '@cloud/aws'
import type { CallOptions } from '@cloud/core'
import {
  defined,
  formBody,
  type HttpDraft,
  type HttpReply,
  type HttpRequest,
  type Repeat,
  type WholeReply,
} from '@cloud/core/driver'
import { pathOf, virtualHost } from './address.ts'
import { errors } from './errors.ts'
import { own, type S3Options, splitOptions } from './options.ts'
import { service } from './service.ts'

export interface S3Client extends AwsClient {
  readonly integrity: 'crc32' | 'md5'
  /** Sent with every request that a bucket's owner may want to be paid for. */
  readonly payer: Readonly<Record<string, string>>
  /** Where a request goes, and what it says of its payload. */
  readonly route: (request: HttpRequest) => HttpRequest
  readonly anonymous: boolean
  /** The client of another region, with the same options. */
  readonly inRegion: (region: string) => S3Client
}

/** The client that `storage` makes, for who puts a smaller driver together from its parts. Reads nothing before the first call. */
export function s3Client(options: S3Options = {}, factory = 's3Client'): S3Client {
  const { aws, s3 } = splitOptions(factory, options)
  const { forcePathStyle, anonymous, requesterPays, integrity = 'crc32' } = s3
  const route = (request: HttpRequest) => withPayload(forcePathStyle ? request : virtualHost(request))
  const client = awsClient({ factory, service, options: aws, own, errors, route, anonymous })
  return Object.assign(client, {
    integrity,
    route,
    anonymous: anonymous === true,
    payer: requesterPays ? { 'x-amz-request-payer': 'requester' } : {},
    inRegion: (region: string) => s3Client({ ...options, region }, factory),
  })
}

/**
 * TLS keeps the content from being changed on its way, so that hashing it for the signature too would be waste; without it a request stays on
 * this computer, where the checksum that goes along is enough.
 */
function withPayload(request: HttpRequest): HttpRequest {
  const { body, origin, headers } = request
  const isGuarded = origin.startsWith('https:') || Object.keys(headers).some((name) => checksum.test(name))
  if (body === undefined || !isGuarded) return request
  return { ...request, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', ...request.headers } }
}

const checksum = /^(content-md5|x-amz-checksum-(?!type$|algorithm$|mode$).*)$/

/** One operation, by the name that the API reference gives it. */
export interface Request {
  readonly name: string
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  readonly bucket?: string | undefined
  readonly key?: string | undefined
  /** What is undefined is left out; an empty text names a part of the resource, as in `?uploads`. */
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined
  readonly body?: HttpRequest['body'] | undefined
}

type Asked<T> = Request & { readonly repeat: Repeat<T>; readonly unlimited?: boolean }
export type Whole<T> = Asked<T> & { readonly read: (reply: WholeReply) => T }
export type Streamed<T> = Asked<T> & { readonly stream: (reply: HttpReply) => T }

export function send<T>(client: S3Client, request: Whole<T> | Streamed<T>, call?: CallOptions): Promise<T> {
  const { name, repeat, unlimited } = request
  const asked = { name, repeat, unlimited, request: draftOf(request, client.payer) }
  return 'stream' in request
    ? client.call({ ...asked, stream: request.stream }, call)
    : client.call({ ...asked, read: request.read }, call)
}

export function draftOf(
  { method, bucket, key, query = {}, headers, body }: Request,
  payer: Readonly<Record<string, string>> = {},
): HttpDraft {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  )
  const path = pathOf(bucket, key) + (pairs.length > 0 ? `?${formBody(pairs)}` : '')
  const all = { ...headers, ...(bucket === undefined ? {} : payer) }
  return { method, path, headers: given(all), ...(body === undefined ? {} : { body }) }
}

const given = (headers: Readonly<Record<string, string | undefined>>) =>
  defined(headers) as Record<string, string>

export const read: { readonly class: 'read' } = { class: 'read' }
export const idempotent: { readonly class: 'idempotent' } = { class: 'idempotent' }

/** Runs several requests as one call that only the caller's own time bounds, since nobody knows how long content takes. */
export function withoutLimit<T>(
  client: S3Client,
  call: CallOptions | undefined,
  work: (call: CallOptions) => Promise<T>,
): Promise<T> {
  return call?.timeoutMs === undefined ? work(call ?? {}) : client.within(call, work)
}

/** The answer of an operation that says no more than that it was done. */
export const done = (): void => {}
