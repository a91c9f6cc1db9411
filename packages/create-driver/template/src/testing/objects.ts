import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import {
  type ApiOperation,
  type ApiReply,
  type ApiRequest,
  type DataCentre,
  Refusal,
} from '@cloud/emulators/kit'
import type { Buckets, StoredContent } from './buckets.ts'
import { listPage } from './object-list.ts'

/** What describes an object, beside its metadata. */
const described = /^(content-(type|disposition|encoding|language)|cache-control|x-meta-.*)$/

/** The objects of the account's buckets. */
export function objectOperations(
  { clock }: DataCentre,
  { find }: Buckets,
  pageSize: number,
): Readonly<Record<string, ApiOperation>> {
  const route = '/v1/buckets/{bucket}/objects/{key}'
  const put = (request: ApiRequest) => {
    const { objects } = find(request)
    const { key = '' } = request.parameters
    checkWrite(request, objects.get(key))
    const stored = contentOf(request, clock.now())
    objects.set(key, stored)
    return { status: 200, headers: { etag: stored.etag, 'x-crc32': stored.crc32 } }
  }
  const read = (request: ApiRequest) => {
    const { key = '' } = request.parameters
    const stored = find(request).objects.get(key)
    if (!stored) throw new Refusal(404, 'not_found', `There is no object ${key}.`)
    checkRead(request, stored)
    return ranged(request, stored)
  }
  const remove = (request: ApiRequest) => {
    find(request).objects.delete(request.parameters.key ?? '')
    return {}
  }
  return {
    listObjects: {
      route: 'GET /v1/buckets/{bucket}/objects',
      answer: (request) => listPage(find(request).objects, request, pageSize),
    },
    putObject: { route: `PUT ${route}`, answer: put },
    readObject: { route: `GET ${route}`, answer: read },
    describeObject: { route: `HEAD ${route}`, answer: read },
    deleteObject: { route: `DELETE ${route}`, answer: remove },
  }
}

function contentOf({ body, headers }: ApiRequest, modifiedAt: number): StoredContent {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  const text = sum.toString('base64')
  if ((headers['x-crc32'] ?? text) !== text)
    throw new Refusal(422, 'checksum_mismatch', 'What came is not what was sent.')
  const own = Object.entries(headers).filter(([name]) => described.test(name))
  return {
    bytes: body,
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
    crc32: text,
    modifiedAt,
    headers: Object.fromEntries(own),
  }
}

const unmet = () => new Refusal(412, 'precondition_failed', 'A condition does not hold.')

function checkWrite({ headers }: ApiRequest, stored: StoredContent | undefined): void {
  const match = headers['if-match']
  if (match !== undefined && match !== stored?.etag) throw unmet()
  if (headers['if-none-match'] === '*' && stored) throw unmet()
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2 */
function checkRead({ headers }: ApiRequest, { etag, modifiedAt }: StoredContent): void {
  const [match, none] = [headers['if-match'], headers['if-none-match']]
  const seconds = (time = '') => Math.floor(Date.parse(time) / 1000)
  const modified = Math.floor(modifiedAt / 1000)
  const [since, until] = [seconds(headers['if-modified-since']), seconds(headers['if-unmodified-since'])]
  if (match !== undefined ? match !== etag : modified > until) throw unmet()
  if (none !== undefined ? none === etag : modified <= since) throw unmet()
}

function ranged({ headers }: ApiRequest, stored: StoredContent): ApiReply {
  const { bytes, etag, modifiedAt } = stored
  const described = {
    ...stored.headers,
    etag,
    'x-crc32': stored.crc32,
    'last-modified': new Date(modifiedAt).toUTCString(),
  }
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? []
  if (first === '' && last === '') return { headers: described, body: bytes }
  const from = first === '' ? Math.max(0, bytes.length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? bytes.length : Math.min(Number(last) + 1, bytes.length)
  if (from >= bytes.length) throw new Refusal(416, 'invalid_range', 'The range is outside of the object.')
  const range = `bytes ${from}-${to - 1}/${bytes.length}`
  return { status: 206, headers: { ...described, 'content-range': range }, body: bytes.subarray(from, to) }
}
