import type { CallOptions, ObjectRef, SignedUrl, SignedUrls, SignUrl } from '@cloud/core'
import { checkNames, checkText, idOf, invalid, objectOf } from '@cloud/core/driver'
import { draftOf, type S3Client } from './client.ts'
import { presign } from './presign.ts'

export function signedUrls(client: S3Client): SignedUrls {
  return { signUrl: async (object, options, call) => signUrl(client, object, options, call) }
}

const day = 86_400_000

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
async function signUrl(
  client: S3Client,
  ref: ObjectRef,
  options: SignUrl,
  call: CallOptions | undefined,
): Promise<SignedUrl> {
  checkSign(options)
  const { method, expiresInMs = 900_000, contentType, contentDisposition, part } = options
  const reads = method === 'GET' || method === 'HEAD'
  const headers = !reads && contentType !== undefined ? { 'content-type': contentType } : {}
  const query = {
    ...(reads && {
      'response-content-type': contentType,
      'response-content-disposition': contentDisposition,
    }),
    ...(part && { partNumber: part.partNumber, uploadId: idOf('upload', part.upload, 'upload') }),
  }
  const draft = draftOf({ name: 'SignUrl', method, ...objectOf(ref), query, headers }, client.payer)
  const { url, date } = await presign(client, draft, expiresInMs / 1000, call)
  return { method, url, headers: draft.headers, expiresAt: new Date(date + expiresInMs).toISOString() }
}

function checkSign(options: SignUrl): void {
  checkNames('signUrl', options, [
    'method',
    'expiresInMs',
    'contentType',
    'contentDisposition',
    'part',
    'native',
  ])
  const { method, expiresInMs, contentType, contentDisposition, part } = options
  if (!['GET', 'HEAD', 'PUT', 'DELETE'].includes(method))
    throw invalid(`There is no method ${JSON.stringify(method)}`, 'GET, HEAD, PUT or DELETE')
  if (
    expiresInMs !== undefined &&
    !(expiresInMs >= 1000 && expiresInMs <= 7 * day && expiresInMs % 1000 === 0)
  )
    throw invalid(`expiresInMs is ${expiresInMs}`, 'whole seconds, 1,000 to 604,800,000 ms')
  const reads = method === 'GET' || method === 'HEAD'
  if (contentType !== undefined) checkText('contentType', contentType, { max: 1024 })
  if (contentDisposition !== undefined) checkText('contentDisposition', contentDisposition, { max: 1024 })
  if (contentType !== undefined && method === 'DELETE') throw invalid('A DELETE has no contentType')
  if (contentDisposition !== undefined && !reads)
    throw invalid(`A ${method} has no contentDisposition`, 'GET and HEAD have')
  if (part === undefined) return
  checkNames('part', part, ['upload', 'partNumber'])
  if (method !== 'PUT') throw invalid(`A ${method} has no part`, 'PUT has')
  if (!Number.isInteger(part.partNumber) || part.partNumber < 1 || part.partNumber > 10_000)
    throw invalid(`The number of a part is ${part.partNumber}`, 'a whole number from 1 to 10,000')
}
