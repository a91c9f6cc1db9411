import { Refusal } from './refusal.ts'
import type { S3Request } from './request.ts'

/** Headers that say what was asked, and hold no secret. */
const shownHeaders =
  /^(?:range|if-.*|content-(?:type|length|encoding)|x-amz-(?:copy-source.*|storage-class|acl|content-sha256|checksum-.*|metadata-directive|mp-object-size))$/

/** What a log tells of a request: no signature, no token, no customer's key, no metadata. */
export function loggedParameters({
  target,
  headers,
}: Pick<S3Request, 'target' | 'headers'>): Readonly<Record<string, string>> {
  if (target instanceof Refusal) return {}
  const { bucket, key, query } = target
  const asked = [...query].filter(([name]) => !/^X-Amz-|^(?:Signature|AWSAccessKeyId)$/i.test(name))
  const sent = Object.entries(headers).filter(
    ([name]) => shownHeaders.test(name) && !name.includes('customer'),
  )
  return {
    ...(bucket !== undefined && { bucket }),
    ...(key !== undefined && { key }),
    ...Object.fromEntries([...asked, ...sent]),
  }
}
