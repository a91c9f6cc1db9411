import { encodeRfc3986, type HttpRequest } from '@cloud/core/driver'

/** The path of a bucket or of an object in it, by path style. Everything of a key but `/` is encoded, and nothing is resolved. */
export function pathOf(bucket: string | undefined, key: string | undefined): string {
  if (bucket === undefined) return '/'
  return key === undefined ? `/${bucket}` : `/${bucket}/${encodeKey(key)}`
}

export const encodeKey = (key: string): string => key.split('/').map(encodeRfc3986).join('/')

/**
 * Moves the bucket from the path into the host where both allow it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function virtualHost(request: HttpRequest): HttpRequest {
  const { origin, path } = request
  const [, scheme = '', host = ''] = /^(https?:\/\/)(.*)$/.exec(origin) ?? []
  const [, bucket = '', rest = ''] = /^\/([^/?]+)(.*)$/s.exec(path) ?? []
  if (!canHost(bucket) || isNumeric(host)) return request
  return { ...request, origin: `${scheme}${bucket}.${host}`, path: rest.startsWith('/') ? rest : `/${rest}` }
}

/** A dot would need a certificate that nobody has. */
const canHost = (bucket: string): boolean => /^[a-z\d][a-z\d-]{1,61}[a-z\d]$/.test(bucket)

const isNumeric = (host: string): boolean =>
  /^(\d+(\.\d+){3}|\[[\da-f:.]+\]|(.*\.)?localhost)(:\d+)?$/i.test(host)
